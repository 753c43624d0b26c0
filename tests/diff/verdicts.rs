//! Every pair gets the verdicts that are written down for it, and taken back those of its mirror.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use oasmith::diff::{Cause, Change, Kind, kinds};
use oasmith::{ClientConfig, Earlier, Generator};
use oasmith_tests::{Fixture, workspace};

use crate::pairs::Pair;

fn lines(sign: char, changes: &[Change]) -> String {
    let mut text = listed(sign, changes);
    if changes.is_empty() {
        let _ = writeln!(text, "{sign} nothing");
    }
    text
}

fn listed(sign: char, changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        let kind = change.kind;
        let _ = write!(
            text,
            "{sign} {} {} {}",
            kind.verdict.word(),
            kind.code,
            change.what
        );
        let _ = match (&change.was, &change.now) {
            (Some(was), Some(now)) => writeln!(text, ": {was} -> {now}"),
            (Some(one), None) | (None, Some(one)) => writeln!(text, ": {one}"),
            (None, None) => writeln!(text),
        };
    }
    text
}

/// What changes only if the offer of the old crate is given up.
fn spared(pair: &Pair) -> Vec<Change> {
    let changes = pair.changes();
    let mut given_up = pair.changes_without_offer();
    given_up.retain(|change| !changes.contains(change));
    given_up
}

/// `>` is what the change does, `<` what it does to take it back; `)` and `(` what either would
/// do if the offer of the old crate were given up.
#[test]
fn every_rule_and_its_mirror() {
    let mut text = String::new();
    for pair in Pair::all() {
        let _ = writeln!(text, "{}", pair.rule);
        text.push_str(&lines('>', &pair.changes()));
        text.push_str(&listed(')', &spared(&pair)));
        text.push_str(&lines('<', &pair.mirrored().changes()));
        text.push_str(&listed('(', &spared(&pair.mirrored())));
        text.push('\n');
    }
    crate::assert_snapshot("verdicts", &text);
}

#[test]
fn every_kind_of_change_has_a_pair() {
    let pairs = Pair::all();
    let both = pairs
        .iter()
        .flat_map(|pair| [pair.clone(), pair.mirrored()]);
    let seen: BTreeSet<&str> = both
        .flat_map(|pair| {
            let mut changes = pair.changes();
            changes.extend(pair.changes_without_offer());
            changes
        })
        .map(|change| change.kind.code)
        .collect();
    let unseen = kinds::ALL.iter().filter(|kind| !seen.contains(kind.code));
    let unseen: Vec<&str> = unseen.map(|kind| kind.code).collect();
    assert!(unseen.is_empty(), "no pair shows {unseen:?}");
}

/// The page has a row for each kind, and for no other.
#[test]
fn the_page_lists_every_kind() {
    let page = workspace().join("docs/reviewing-changes.md");
    let page = std::fs::read_to_string(page).expect("there is a page");
    let rows = page
        .lines()
        .filter(|line| line.starts_with("| `") && line.ends_with('|'));
    let listed: BTreeSet<String> = rows
        .filter(|row| row.matches('|').count() == 5)
        .map(str::to_owned)
        .collect();
    let row = |kind: &&'static Kind| {
        let (verdict, reach) = (kind.verdict.word(), kind.reach.word());
        format!(
            "| `{}` | {verdict} | {reach} | {} |",
            kind.code, kind.reason
        )
    };
    let known: BTreeSet<String> = kinds::ALL.iter().map(row).collect();
    assert_eq!(listed, known);
}

/// Every place is one of the description it is said of, and every change has one.
#[test]
fn every_change_has_its_places() {
    for pair in Pair::all() {
        let (changes, old, new) = pair.compared();
        for change in changes {
            assert!(
                change.old.is_some() || change.new.is_some(),
                "{}: {change:?}",
                pair.rule
            );
            for (at, documents) in [(&change.old, &old), (&change.new, &new)] {
                let Some(at) = at else { continue };
                let is_there = documents.value(at).is_some();
                let parent = at.pointer.parent();
                let is_near =
                    parent.is_some_and(|parent| parent.as_str().matches('/').count() <= 3);
                assert!(is_there || is_near, "{}: {change:?}", pair.rule);
            }
        }
    }
}

/// A description that differs asks for the change also where the place of it is the same by itself.
#[test]
fn a_description_that_differs_asks_for_what_changes() {
    let rules = [
        "body_form_type",
        "enum_variant_name",
        "field_first_required_in_a_request",
        "field_of_a_like_schema",
        "field_optional",
        "field_order",
        "identical_types_met",
        "identical_types_part",
        "nullable_beside_a_reference",
        "operation_gets_an_id",
        "union_conversion",
        "union_variant_name",
    ];
    let mut asked = BTreeSet::new();
    for pair in Pair::all() {
        if !rules.contains(&pair.rule.as_str()) {
            continue;
        }
        for change in [pair.changes(), pair.mirrored().changes()].concat() {
            assert_ne!(change.cause, Some(Cause::Generator), "{}", pair.rule);
            if change.cause.is_some() {
                asked.insert(pair.rule.clone());
            }
        }
    }
    assert_eq!(Vec::from_iter(asked), rules);
}

/// A crate that is generated a second time is the same: nothing depends on which run it is.
#[test]
fn no_fixture_differs_from_itself() {
    for fixture in Fixture::all().expect("there are fixtures") {
        let pair = Pair {
            rule: fixture.crate_name(),
            old: fixture.path.clone(),
            new: fixture.path,
        };
        assert_eq!(pair.changes(), [], "{}", pair.rule);
    }
}

/// What the lock file of a crate keeps changes nothing while the description is the same.
#[test]
fn no_crate_changes_because_of_its_lock_file() {
    for fixture in Fixture::all().expect("there are fixtures") {
        let generator = Generator::new(ClientConfig::new(&fixture.path, "unused", "pets"));
        let first = generator.generate(Earlier::default());
        let again = generator.generate(first.manifest.earlier());
        assert_eq!(
            again.manifest.offer, first.manifest.offer,
            "{:?}",
            fixture.path
        );
        assert!(again.files == first.files, "{:?}", fixture.path);
    }
}

/// The setting that is said to keep an old name keeps it.
#[test]
fn a_setting_keeps_a_name() {
    let mut tables = BTreeSet::new();
    for pair in Pair::all() {
        for change in pair.changes() {
            let hint = change.hint.unwrap_or_default();
            let Some((table, line)) = hint
                .split_once("say `")
                .and_then(|(_, setting)| setting.split_once('.'))
            else {
                continue;
            };
            let parts: Vec<&str> = line.split('"').collect();
            let [_, key, _, name, ..] = parts.as_slice() else {
                continue;
            };
            tables.insert(table.to_owned());
            let changes = pair.changes_with(table, key, name);
            let still = changes
                .iter()
                .any(|other| other.kind == change.kind && other.what == change.what);
            assert!(!still, "{}: {hint}", pair.rule);
        }
    }
    let expected = ["fields", "operations", "types", "variants"];
    assert_eq!(Vec::from_iter(tables), expected);
}
