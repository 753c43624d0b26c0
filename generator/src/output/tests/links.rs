//! A repository can contain links, a manifest and a journal written by others. None of them may
//! cause files outside of oasmith's own to be written, read or deleted.

use std::os::unix::fs::symlink;
use std::process::Command;

use super::super::is_untouched;
use super::*;

const NEW: &[(&str, &str)] = &[
    ("Cargo.toml", "[package]\n# new\n"),
    ("src/lib.rs", "//! New.\n"),
];

/// Creates a crate, and beside it a folder with an unrelated file.
fn crate_and_outside() -> (Folder, Folder, PathBuf) {
    let (folder, outside) = (Folder::new(), Folder::new());
    folder.deliver(CRATE).unwrap();
    outside.write("important.txt", "IMPORTANT");
    let important = outside.path().join("important.txt");
    (folder, outside, important)
}

#[test]
fn a_staged_file_is_not_written_through_a_link() {
    let (folder, outside, important) = crate_and_outside();
    for staged in [
        "src/.lib.rs.oasmith-new",
        ".Cargo.toml.oasmith-new",
        ".oasmith.lock.oasmith-new",
    ] {
        symlink(&important, folder.path().join(staged)).unwrap();
    }
    folder.deliver(NEW).unwrap();
    assert_eq!(outside.read("important.txt").unwrap(), "IMPORTANT");
    for (path, text) in NEW {
        assert!(
            fs::symlink_metadata(folder.path().join(path))
                .unwrap()
                .is_file()
        );
        assert_eq!(folder.read(path).unwrap(), *text);
    }
    assert!(
        fs::symlink_metadata(folder.path().join(MANIFEST))
            .unwrap()
            .is_file()
    );
}

/// Creates a special file at a path.
fn strange(kind: &str, at: &Path, outside: &Path) {
    match kind {
        "a link to a file" => symlink(outside, at).unwrap(),
        "a link to nothing" => symlink(outside.with_file_name("new.txt"), at).unwrap(),
        "a link without end" => symlink("/dev/zero", at).unwrap(),
        "a pipe" => assert!(Command::new("mkfifo").arg(at).status().unwrap().success()),
        _ => fs::create_dir(at).unwrap(),
    }
}

#[test]
fn our_own_files_are_regular_files_or_refused() {
    for kind in [
        "a link to a file",
        "a link to nothing",
        "a link without end",
        "a pipe",
        "a folder",
    ] {
        for name in [MANIFEST, PENDING] {
            let (folder, outside, important) = crate_and_outside();
            let at = folder.path().join(name);
            let _ = fs::remove_file(&at);
            strange(kind, &at, &important);
            let manifest = Manifest::default;
            let is_refused = |error: &OutputError| matches!(error, OutputError::NotRegular { path } if *path == at);
            for refused in [folder.deliver(NEW), folder.force(NEW)] {
                let error = refused.unwrap_err();
                assert!(is_refused(&error), "{kind}, {name}: {error}");
            }
            if name == MANIFEST {
                let error = check(folder.path(), &files(NEW), manifest()).unwrap_err();
                assert!(is_refused(&error), "{kind}, {name}: {error}");
            }
            assert!(!is_untouched(folder.path(), &manifest()) || name == MANIFEST);
            assert_eq!(
                outside.snapshot(),
                ["important.txt=IMPORTANT"],
                "{kind}, {name}"
            );
            assert_eq!(folder.read("src/lib.rs").unwrap(), "//! Lib.\n");
        }
    }
}

#[test]
fn a_generated_file_that_is_something_else_is_in_the_way() {
    for kind in [
        "a link to a file",
        "a link to nothing",
        "a link without end",
        "a pipe",
        "a folder",
    ] {
        let (folder, outside, important) = crate_and_outside();
        let at = folder.path().join("src/lib.rs");
        fs::remove_file(&at).unwrap();
        strange(kind, &at, &important);
        for refused in [folder.deliver(NEW), folder.force(NEW)] {
            let error = refused.unwrap_err();
            assert!(
                matches!(error, OutputError::InTheWay { .. }),
                "{kind}: {error}"
            );
        }
        assert_eq!(outside.snapshot(), ["important.txt=IMPORTANT"], "{kind}");
    }
}

/// Creates a manifest and a journal that list the file with its actual fingerprint.
fn list(folder: &Folder, path: &str, text: &str) {
    let hash = sha256(text.as_bytes());
    let key = toml::Value::from(path).to_string();
    let lock = folder.read(MANIFEST).unwrap();
    let lines = lock.lines().filter(|line| !line.starts_with(&key));
    let lock = lines.fold(String::new(), |lock, line| lock + line + "\n");
    folder.write(MANIFEST, &format!("{lock}{key} = \"{hash}\"\n"));
    folder.write(PENDING, &format!("\nrun 1-2\nwrite {hash} {path}\n"));
}

#[test]
fn a_folder_that_is_a_link_is_not_entered() {
    for is_forced in [false, true] {
        let (folder, outside, _) = crate_and_outside();
        outside.write("lib.rs", "//! Theirs.\n");
        outside.write(".lib.rs.oasmith-new", "theirs, too");
        outside.write("old.rs", "old");
        fs::remove_dir_all(folder.path().join("src")).unwrap();
        symlink(outside.path(), folder.path().join("src")).unwrap();
        list(&folder, "src/lib.rs", "//! Theirs.\n");
        list(&folder, "src/old.rs", "old");
        let before = outside.snapshot();
        let deliver = |files| {
            if is_forced {
                folder.force(files)
            } else {
                folder.deliver(files)
            }
        };
        assert!(matches!(
            deliver(NEW).unwrap_err(),
            OutputError::InTheWay { .. }
        ));
        // Without files behind the link there is no conflict, and nothing behind it is deleted.
        deliver(&NEW[..1]).unwrap();
        assert_eq!(outside.snapshot(), before);
    }
}

#[test]
fn what_no_generator_writes_is_not_deleted() {
    for path in [
        ".git/HEAD",
        ".git/hooks/x.rs",
        ".github/workflows/ci.yml",
        "notes/todo.txt",
        "build.rs",
        "Cargo.lock",
        "src/.secret.rs",
        "src/schema.sql",
    ] {
        for is_forced in [false, true] {
            let folder = Folder::new();
            folder.deliver(CRATE).unwrap();
            folder.write(path, "theirs");
            list(&folder, path, "theirs");
            let delivered = if is_forced {
                folder.force(NEW)
            } else {
                folder.deliver(NEW)
            };
            assert_eq!(delivered.unwrap().deleted, Vec::<String>::new(), "{path}");
            assert_eq!(folder.read(path).as_deref(), Some("theirs"), "{path}");
        }
    }
}

#[test]
fn an_oversized_journal_is_refused() {
    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    let pending = fs::File::create(folder.path().join(PENDING)).unwrap();
    // The file is sparse: its reported size is enough.
    pending.set_len((256 << 20) + 1).unwrap();
    assert!(matches!(
        folder.deliver(NEW).unwrap_err(),
        OutputError::TooLong { .. }
    ));
}
