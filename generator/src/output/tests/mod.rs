//! Deliveries to folders in any state, and runs that are killed at any time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use super::pending::{PENDING, Pending};
use super::{
    Delivered, Files, MANIFEST, Manifest, Options, OutputError, StaleKind, check, deliver, sha256,
};

mod conflicts;
#[cfg(unix)]
mod links;

/// A folder that is deleted at the end of its test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "oasmith-test-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn write(&self, path: &str, contents: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.path().join(path)).ok()
    }

    fn deliver(&self, files: &[(&str, &str)]) -> Result<Delivered, OutputError> {
        deliver(
            self.path(),
            &self::files(files),
            Manifest::default(),
            Options::default(),
        )
    }

    fn force(&self, files: &[(&str, &str)]) -> Result<Delivered, OutputError> {
        deliver(self.path(), &self::files(files), Manifest::default(), FORCE)
    }

    /// Returns all files in the folder as `path=contents`.
    fn snapshot(&self) -> Vec<String> {
        fn walk(root: &Path, dir: &Path, found: &mut Vec<String>) {
            for entry in fs::read_dir(dir).unwrap() {
                let path = entry.unwrap().path();
                let name = path.strip_prefix(root).unwrap().display().to_string();
                if path.is_dir() {
                    found.push(format!("{name}/"));
                    walk(root, &path, found);
                } else {
                    found.push(format!("{name}={}", fs::read_to_string(&path).unwrap()));
                }
            }
        }
        let mut found = Vec::new();
        walk(self.path(), self.path(), &mut found);
        found.retain(|entry| !entry.starts_with(MANIFEST));
        found.sort();
        found
    }
}

const FORCE: Options = Options {
    force: true,
    dry_run: false,
    stop: None,
};

fn files(files: &[(&str, &str)]) -> Files {
    let mut all = Files::new();
    for (path, text) in files {
        all.insert(*path, (*text).to_owned());
    }
    all
}

const CRATE: &[(&str, &str)] = &[("Cargo.toml", "[package]\n"), ("src/lib.rs", "//! Lib.\n")];

#[test]
fn a_second_run_touches_nothing() {
    let folder = Folder::new();
    let dir = folder.path().join("new/client");
    let delivered = deliver(&dir, &files(CRATE), Manifest::default(), Options::default()).unwrap();
    assert_eq!(delivered.written, ["Cargo.toml", "src/lib.rs", MANIFEST]);

    let old = SystemTime::now() - Duration::from_secs(1000);
    for path in ["Cargo.toml", "src/lib.rs", MANIFEST] {
        fs::File::options()
            .write(true)
            .open(dir.join(path))
            .unwrap()
            .set_modified(old)
            .unwrap();
    }
    let again = deliver(&dir, &files(CRATE), Manifest::default(), Options::default()).unwrap();
    assert_eq!(
        again,
        Delivered {
            unchanged: 2,
            ..Delivered::default()
        }
    );
    for path in ["Cargo.toml", "src/lib.rs", MANIFEST] {
        assert_eq!(
            fs::metadata(dir.join(path)).unwrap().modified().unwrap(),
            old,
            "{path}"
        );
    }
    assert_eq!(check(&dir, &files(CRATE), Manifest::default()).unwrap(), []);
}

#[test]
fn only_what_changed_is_written() {
    let folder = Folder::new();
    folder
        .deliver(&[
            ("src/a.rs", "1"),
            ("src/b/c.rs", "2"),
            ("src/d/e/f.rs", "3"),
        ])
        .unwrap();
    let next = [("src/a.rs", "1"), ("src/b/c.rs", "two"), ("src/g.rs", "4")];
    let dry = Options {
        dry_run: true,
        ..Options::default()
    };
    let before = folder.snapshot();
    let preview = deliver(folder.path(), &files(&next), Manifest::default(), dry).unwrap();
    assert_eq!(folder.snapshot(), before);
    let delivered = folder.deliver(&next).unwrap();
    assert_eq!(preview, delivered);
    assert_eq!(delivered.written, ["src/b/c.rs", "src/g.rs", MANIFEST]);
    assert_eq!(delivered.unchanged, 1);
    assert_eq!(delivered.deleted, ["src/d/e/f.rs"]);
    assert_eq!(
        folder.snapshot(),
        [
            "src/",
            "src/a.rs=1",
            "src/b/",
            "src/b/c.rs=two",
            "src/g.rs=4"
        ]
    );
}

#[test]
fn files_of_others_are_never_touched() {
    let folder = Folder::new();
    folder.write("notes/todo.txt", "mine");
    let before = folder.snapshot();
    for delivered in [folder.deliver(CRATE), folder.force(CRATE)] {
        let message = delivered.unwrap_err().to_string();
        assert!(
            message.contains("notes/todo.txt")
                && message.contains(&folder.path().display().to_string()),
            "{message}"
        );
        assert_eq!(folder.snapshot(), before);
    }

    let folder = Folder::new();
    folder.write(".git/HEAD", "a new repository is no stranger");
    folder.deliver(CRATE).unwrap();
    folder.write("src/mine.rs", "mine");
    folder.deliver(&[("Cargo.toml", "[package]\n")]).unwrap();
    assert_eq!(folder.read("src/mine.rs").as_deref(), Some("mine"));
    for delivered in [
        folder.deliver(&[("src/mine.rs", "generated")]),
        folder.force(&[("src/mine.rs", "generated")]),
    ] {
        assert!(
            matches!(delivered.unwrap_err(), OutputError::InTheWay { files, .. } if files == ["src/mine.rs"])
        );
    }
    assert_eq!(folder.read("src/mine.rs").as_deref(), Some("mine"));
    assert!(
        folder.read("Cargo.toml").is_some(),
        "nothing else was changed either"
    );
}

#[test]
fn edits_by_hand_are_not_lost_unless_forced() {
    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    folder.write("src/lib.rs", "edited");
    let changed = [
        ("Cargo.toml", "[package]\n# new\n"),
        ("src/lib.rs", "//! New.\n"),
    ];
    let error = folder.deliver(&changed).unwrap_err();
    assert!(
        matches!(&error, OutputError::Edited { files, .. } if files == &["src/lib.rs"]),
        "{error}"
    );
    assert_eq!(folder.read("src/lib.rs").as_deref(), Some("edited"));
    assert_eq!(
        folder.read("Cargo.toml").as_deref(),
        Some("[package]\n"),
        "nothing else was changed either"
    );

    // No longer generated: the file is no longer tracked.
    let delivered = folder.deliver(&CRATE[..1]).unwrap();
    assert_eq!(delivered.kept_edited, ["src/lib.rs"]);
    assert_eq!(folder.read("src/lib.rs").as_deref(), Some("edited"));
    assert!(matches!(
        folder.deliver(CRATE).unwrap_err(),
        OutputError::InTheWay { .. }
    ));

    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    folder.write("src/lib.rs", "edited");
    assert_eq!(folder.force(CRATE).unwrap().written, ["src/lib.rs"]);
    folder.write("src/lib.rs", "edited");
    assert_eq!(folder.force(&CRATE[..1]).unwrap().deleted, ["src/lib.rs"]);
}

#[test]
fn a_deleted_file_is_generated_again() {
    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    fs::remove_file(folder.path().join("Cargo.toml")).unwrap();
    assert_eq!(folder.deliver(CRATE).unwrap().written, ["Cargo.toml"]);
}

/// A run may be killed before any of its steps. The next run completes the work without `force`.
#[test]
fn a_killed_run_is_simply_run_again() {
    let new = [
        ("Cargo.toml", "[package]\n# new\n"),
        ("src/lib.rs", "//! New.\n"),
        ("src/more.rs", "more\n"),
    ];
    let announced = new.iter().fold(String::new(), |lines, (path, text)| {
        format!("{lines}write {} {path}\n", sha256(text.as_bytes()))
    });
    for placed in 0..=new.len() {
        for is_first_run in [true, false] {
            let folder = Folder::new();
            if !is_first_run {
                folder
                    .deliver(&[
                        ("Cargo.toml", "[package]\n"),
                        ("src/lib.rs", "//! Old.\n"),
                        ("src/old.rs", "old\n"),
                    ])
                    .unwrap();
            }
            folder.write(PENDING, &format!("\nrun 1-2\n{announced}"));
            for (index, (path, text)) in new.iter().enumerate() {
                let (folders, name) = path
                    .rsplit_once('/')
                    .map_or(("", *path), |(folders, name)| (folders, name));
                let staged = format!("{folders}/.{name}.oasmith-new");
                if index < placed {
                    folder.write(path, text);
                } else {
                    folder.write(staged.trim_start_matches('/'), &text[..text.len() / 2]);
                }
            }
            // The description may have changed since: files placed by the killed run are still
            // recognized.
            folder.deliver(&new[..2]).unwrap();
            assert_eq!(
                folder.snapshot(),
                [
                    "Cargo.toml=[package]\n# new\n",
                    "src/",
                    "src/lib.rs=//! New.\n"
                ],
                "{placed} placed, first run: {is_first_run}"
            );
        }
    }
}

#[test]
fn a_truncated_journal_is_read_up_to_its_end() {
    let folder = Folder::new();
    let hash = sha256(b"new");
    folder.write("README.md", "new");
    folder.write(
        PENDING,
        &format!("\nrun 1-2\nwrite {hash} README.md\nwrite {}", &hash[..10]),
    );
    folder.deliver(&[("README.md", "newer")]).unwrap();
    assert_eq!(folder.snapshot(), ["README.md=newer"]);
}

#[test]
fn a_refused_run_does_not_forget_a_killed_one() {
    let folder = Folder::new();
    folder
        .deliver(&[("README.md", "old"), ("API.txt", "old")])
        .unwrap();
    folder.write(
        PENDING,
        &format!("\nrun 1-2\nwrite {} README.md\n", sha256(b"new")),
    );
    folder.write("README.md", "new");
    folder.write("API.txt", "edited");
    assert!(
        matches!(folder.deliver(&[("README.md", "x"), ("API.txt", "x")]).unwrap_err(), OutputError::Edited { files, .. } if files == ["API.txt"])
    );
    folder.write("API.txt", "old");
    folder
        .deliver(&[("README.md", "x"), ("API.txt", "x")])
        .unwrap();
}

#[test]
fn two_runs_at_once() {
    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    let other = Pending::begin(folder.path()).unwrap();
    let error = folder.deliver(&[("Cargo.toml", "x")]).unwrap_err();
    assert!(matches!(error, OutputError::Busy { .. }), "{error}");
    other.end().unwrap();
    folder.deliver(&[("Cargo.toml", "x")]).unwrap();
}

#[test]
fn a_failed_run_leaves_nothing_behind() {
    let folder = Folder::new();
    folder.deliver(&[("README.md", "1")]).unwrap();
    // The longest valid name is too long for its staged file.
    let long = format!("src/{}.rs", "x".repeat(247));
    let before = folder.snapshot();
    let error = folder
        .deliver(&[("README.md", "2"), ("src/new/b.rs", "2"), (&long, "2")])
        .unwrap_err();
    assert!(
        matches!(
            error,
            OutputError::Io {
                action: "written",
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(folder.snapshot(), before);
}

#[test]
fn paths_that_lead_elsewhere_are_refused() {
    let folder = Folder::new();
    for path in [
        "../a.rs",
        "/tmp/a.rs",
        "src/../../a.rs",
        ".git/a.rs",
        MANIFEST,
        "",
    ] {
        assert!(
            matches!(
                folder.deliver(&[(path, "x")]).unwrap_err(),
                OutputError::Path { .. }
            ),
            "{path}"
        );
    }
    assert!(matches!(
        folder
            .deliver(&[("src/Pet.rs", "x"), ("src/pet.rs", "x")])
            .unwrap_err(),
        OutputError::Path { .. }
    ));
    assert_eq!(folder.snapshot(), Vec::<String>::new());

    let outside = Folder::new();
    outside.write("victim", "x");
    let victim = outside.path().join("victim").display().to_string();
    let manifest = format!("format = 1\n[files]\n\"{victim}\" = \"{}\"\n", sha256(b"x"));
    folder.write(MANIFEST, &manifest);
    folder.deliver(CRATE).unwrap();
    assert_eq!(outside.read("victim").as_deref(), Some("x"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let (folder, outside) = (Folder::new(), Folder::new());
    folder.deliver(&[("README.md", "1")]).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("src")).unwrap();
    assert!(matches!(
        folder.force(CRATE).unwrap_err(),
        OutputError::InTheWay { .. }
    ));
    assert_eq!(outside.snapshot(), Vec::<String>::new());
}

#[test]
fn a_broken_manifest_is_named() {
    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    let sound = folder.read(MANIFEST).unwrap();
    let table = [
        (format!("{sound}<<<<<<< HEAD\n"), "in line "),
        (sound.replace("format = 1", "format = 2"), "is newer"),
    ];
    for (text, expected) in table {
        folder.write(MANIFEST, &text);
        let message = folder.deliver(CRATE).unwrap_err().to_string();
        assert!(
            message.contains(MANIFEST) && message.contains(expected),
            "{message}"
        );
        assert_eq!(folder.force(CRATE).unwrap().written, [MANIFEST]);
        assert_eq!(folder.read(MANIFEST).unwrap(), sound);
    }
}

#[test]
fn line_ends_of_windows_are_nobodys_edit() {
    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    folder.write("src/lib.rs", "//! Lib.\r\n");
    assert_eq!(
        check(folder.path(), &files(CRATE), Manifest::default()).unwrap(),
        []
    );
    assert_eq!(folder.deliver(CRATE).unwrap().written, Vec::<String>::new());
    folder.deliver(&[("src/lib.rs", "//! New.\n")]).unwrap();
}

#[test]
fn what_is_stale() {
    let folder = Folder::new();
    folder
        .deliver(&[("src/a.rs", "1"), ("src/b.rs", "1"), ("src/c.rs", "1")])
        .unwrap();
    let before = folder.snapshot();
    let stale = check(
        folder.path(),
        &files(&[("src/a.rs", "1"), ("src/b.rs", "2"), ("src/d.rs", "1")]),
        Manifest::default(),
    )
    .unwrap();
    let stale: Vec<_> = stale
        .iter()
        .map(|stale| (stale.path.as_str(), stale.kind))
        .collect();
    assert_eq!(
        stale,
        [
            (MANIFEST, StaleKind::Differs),
            ("src/b.rs", StaleKind::Differs),
            ("src/c.rs", StaleKind::Extra),
            ("src/d.rs", StaleKind::Missing)
        ]
    );
    assert_eq!(folder.snapshot(), before);

    // Files that a delivery would not replace have their own kinds.
    folder.write("src/b.rs", "by hand");
    folder.write("src/d.rs", "somebody's");
    let wanted = files(&[
        ("src/a.rs", "1"),
        ("src/b.rs", "2"),
        ("src/c.rs", "1"),
        ("src/d.rs", "1"),
    ]);
    let stale = check(folder.path(), &wanted, Manifest::default()).unwrap();
    let stale: Vec<_> = stale
        .iter()
        .map(|stale| (stale.path.as_str(), stale.kind))
        .collect();
    assert_eq!(
        stale,
        [
            (MANIFEST, StaleKind::Differs),
            ("src/b.rs", StaleKind::Edited),
            ("src/d.rs", StaleKind::Foreign)
        ]
    );

    let empty = Folder::new();
    let stale = check(
        &empty.path().join("nowhere"),
        &files(CRATE),
        Manifest::default(),
    )
    .unwrap();
    assert!(stale.iter().all(|stale| stale.kind == StaleKind::Missing) && stale.len() == 3);
}

#[test]
fn the_manifest_can_be_reviewed() {
    let folder = Folder::new();
    let inputs = [("api.yaml".to_owned(), "abc".to_owned())].into();
    let names = [("type #/components/schemas/pet".to_owned(), "Pet".to_owned())].into();
    let manifest = Manifest {
        oasmith: "0.1.0".into(),
        config: "c0ffee".into(),
        inputs,
        names,
        ..Manifest::default()
    };
    deliver(
        folder.path(),
        &files(&[("src/lib.rs", "x")]),
        manifest.clone(),
        Options::default(),
    )
    .unwrap();
    let expected = "\
# Written by oasmith, to know which files it may replace. Keep it in version control.

format = 1
oasmith = \"0.1.0\"
config = \"c0ffee\"

[inputs]
\"api.yaml\" = \"abc\"

[names]
\"type #/components/schemas/pet\" = \"Pet\"

[files]
\"src/lib.rs\" = \"2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881\"
";
    assert_eq!(folder.read(MANIFEST).unwrap(), expected);
    assert_eq!(
        Manifest::read(folder.path()).unwrap().unwrap().names,
        manifest.names
    );
}
