//! The text of a few changes in every format.

use std::path::Path;

use oasmith::diff::Versions;
use oasmith::diff::render::{Format, Report, Shown};

use crate::pairs::Pair;

#[test]
fn every_format() {
    let pair = Pair::all().into_iter().find(|pair| pair.rule == "several");
    let (changes, old, new) = pair.expect("the pair is there").compared();
    let parse = |text: &str| text.parse().expect("it is a version");
    let report = Report {
        old: Shown {
            name: "git:main:api.yaml",
            prefix: "git:main:",
            documents: &old,
        },
        new: Shown {
            name: "api.yaml",
            prefix: "",
            documents: &new,
        },
        changes: &changes,
        versions: Some(Versions {
            old: parse("0.3.1"),
            new: Some(parse("0.3.2")),
        }),
    };
    let folder = format!(
        "{}/",
        Path::new(old.path(old.root()))
            .parent()
            .expect("it has one")
            .display()
    );
    for (name, format) in [
        ("human", Format::Human { colour: false }),
        ("markdown", Format::Markdown),
        ("json", Format::Json),
    ] {
        let text = report.render(format).replace(&folder, "");
        crate::assert_snapshot(name, &text);
    }
}

/// A comment at GitHub has so many characters.
const COMMENT: usize = 65_536;

#[test]
fn a_pull_request_takes_what_is_worst_of_a_large_change() {
    let pair = Pair::all().into_iter().find(|pair| pair.rule == "several");
    let (changes, old, new) = pair.expect("the pair is there").compared();
    let times = 1_000;
    let many = changes
        .iter()
        .flat_map(|change| vec![change.clone(); times]);
    let many: Vec<_> = many.collect();
    let shown = |documents| Shown {
        name: "api.yaml",
        prefix: "",
        documents,
    };
    let report = Report {
        old: shown(&old),
        new: shown(&new),
        changes: &many,
        versions: None,
    };
    let text = report.render(Format::Markdown);
    assert!(text.chars().count() < COMMENT);
    let shown = text.matches("\n- `").count();
    let more = text.lines().filter_map(|line| {
        let count = line.strip_prefix("- … and ")?.strip_suffix(" more")?;
        count.parse::<usize>().ok()
    });
    assert_eq!(shown + more.sum::<usize>(), many.len());
    assert!(text.trim_end().ends_with("</details>"), "{text}");
}
