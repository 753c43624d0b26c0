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
        ("human", Format::Human),
        ("markdown", Format::Markdown),
        ("json", Format::Json),
    ] {
        let text = report.render(format).replace(&folder, "");
        crate::assert_snapshot(name, &text);
    }
}
