//! `API.txt` shows what is breaking: whoever reviews the crate alone sees it there.

use std::collections::BTreeMap;

use oasmith::diff::{Change, Reach, Step};

use crate::pairs::Pair;

/// The files of both crates, which are called alike.
fn files(pair: &Pair) -> [BTreeMap<String, String>; 2] {
    let mut versions = ["old", "new"].iter();
    pair.generate().map(|generated| {
        let version = versions.next().expect("there are two");
        let name = format!("{}-{version}", pair.rule.replace('_', "-"));
        let files = generated.files.expect("it is sound");
        let files = files.iter().map(|(path, text)| {
            let text = text
                .replace(&name, "pets")
                .replace(&name.replace('-', "_"), "pets");
            (path.to_owned(), text)
        });
        files.collect()
    })
}

#[test]
fn every_breaking_change_is_in_the_list() {
    let mut missing = Vec::new();
    for pair in Pair::all() {
        // A change may be breaking in one direction only: where the lock file has no earlier name.
        for pair in [pair.mirrored(), pair] {
            let is_breaking = Step::new(&pair.changes()) == Step::Major;
            let [old, new] = files(&pair);
            if is_breaking && old["API.txt"] == new["API.txt"] {
                missing.push(pair.rule);
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// A crate that is the same needs no step, and what is said to leave it as it is does so. What only moved may move lines.
#[test]
fn a_crate_that_is_the_same_needs_no_step() {
    let mut wrong = Vec::new();
    for pair in Pair::all() {
        let changes = pair.changes();
        let [old, new] = files(&pair);
        let is_description = |change: &Change| change.kind.reach == Reach::Description;
        let is_said = !changes.is_empty() && changes.iter().all(is_description);
        let is_same = old == new;
        if (is_same && Step::new(&changes) != Step::None) || (is_said && !is_same) {
            wrong.push(pair.rule);
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
