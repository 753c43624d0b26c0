//! Manifests with merge conflicts.

use super::*;

/// Returns the manifests of two branches as merged by git, with conflict markers.
fn conflict(folder: &Folder, other: &[(&str, &str)]) {
    let ours = folder.read(MANIFEST).unwrap();
    let elsewhere = Folder::new();
    elsewhere.deliver(other).unwrap();
    let theirs = elsewhere.read(MANIFEST).unwrap();
    let (head, ours) = ours.split_once("[files]").unwrap();
    let (_, theirs) = theirs.split_once("[files]").unwrap();
    let text =
        format!("{head}[files]<<<<<<< HEAD{ours}||||||| base\n======={theirs}>>>>>>> other\n");
    folder.write(MANIFEST, &text.replace("[files]<", "[files]\n<"));
    for (path, text) in other {
        if folder.read(path).is_none() {
            folder.write(path, text);
        }
    }
}

#[test]
fn force_leaves_nothing_of_the_other_side() {
    let folder = Folder::new();
    folder.deliver(CRATE).unwrap();
    conflict(
        &folder,
        &[
            ("Cargo.toml", "[other]\n"),
            ("src/lib.rs", "//! Other.\n"),
            ("src/other/theirs.rs", "x"),
            ("tests/theirs.rs", "x"),
        ],
    );
    // Generated files have conflict markers, too.
    folder.write(
        "src/lib.rs",
        "<<<<<<< HEAD\n//! Lib.\n=======\n//! Other.\n>>>>>>> other\n",
    );
    folder.write("src/mine.rs", "mine");
    let before = folder.snapshot();
    assert!(matches!(
        folder.deliver(CRATE).unwrap_err(),
        OutputError::Manifest { .. }
    ));
    assert_eq!(folder.snapshot(), before);
    let delivered = folder.force(CRATE).unwrap();
    assert_eq!(
        delivered.deleted,
        ["src/other/theirs.rs", "tests/theirs.rs"]
    );
    assert_eq!(
        folder.snapshot(),
        [
            "Cargo.toml=[package]\n",
            "src/",
            "src/lib.rs=//! Lib.\n",
            "src/mine.rs=mine"
        ]
    );
    assert!(!folder.read(MANIFEST).unwrap().contains("theirs"));
}

#[test]
fn names_of_our_side_are_kept() {
    let folder = Folder::new();
    folder.write(
        MANIFEST,
        "format = 1\n\n[names]\n<<<<<<< HEAD\n\"method now\" = \"at_present\"\n=======\n\"method now\" = \"today\"\n>>>>>>> other\n",
    );
    let names = Manifest::our_earlier(folder.path()).unwrap().names;
    assert_eq!(
        names.into_iter().collect::<Vec<_>>(),
        [("method now".to_owned(), "at_present".to_owned())]
    );
    folder.write(MANIFEST, "neither TOML nor a conflict");
    assert!(
        Manifest::our_earlier(folder.path())
            .unwrap()
            .names
            .is_empty()
    );
}
