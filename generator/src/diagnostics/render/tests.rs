//! The exact text of a few diagnostics in every format.

use std::path::Path;

use super::{MessageFormat, Renderer, Sources};
use crate::diagnostics::catalogue::{duplicate_key, invalid_syntax, unreadable_file};
use crate::diagnostics::{Diagnostic, FileId, Location, Span};

/// A file in which every pointer is located in the second line.
struct OneFile(&'static str);

impl Sources for OneFile {
    fn file(&self, _: FileId) -> Option<(&Path, &str)> {
        Some((Path::new("spec/api.yaml"), self.0))
    }

    fn locate(&self, _: &Location) -> Option<Span> {
        Some(Span {
            line: 2,
            column: 3,
            bytes: 9..14,
        })
    }
}

const TEXT: &str = "first:\n  näme: 1\n  name: 2\n";

fn found() -> Diagnostic {
    let first = Span {
        line: 3,
        column: 3,
        bytes: 20..24,
    };
    let at = Location::top(FileId(0)).key("first").key("näme");
    Diagnostic::new(duplicate_key::IGNORED, &at, "it is 100% there: twice")
        .help("take one away")
        .mark(FileId(0), first, "the other")
}

fn render(format: MessageFormat, diagnostic: &Diagnostic, text: &'static str) -> String {
    Renderer {
        format,
        colour: false,
    }
    .render(diagnostic, Some(&OneFile(text)))
}

#[test]
fn human() {
    let expected = "\
warning[duplicate-key]: it is 100% there: twice
 --> spec/api.yaml:2:3
  |
2 |   näme: 1
  |   ^^^^
  |
 ::: spec/api.yaml:3:3
  |
3 |   name: 2
  |   ---- the other
  |
  = at: #/first/näme
  = effect: ignored, the key changes nothing
  = help: take one away

";
    assert_eq!(render(MessageFormat::Human, &found(), TEXT), expected);
    let coloured = Renderer {
        format: MessageFormat::Human,
        colour: true,
    };
    assert!(
        coloured
            .render(&found(), Some(&OneFile(TEXT)))
            .contains('\u{1b}')
    );
}

#[test]
fn human_with_no_line_or_a_long_one() {
    let broken = Diagnostic::new(invalid_syntax::FATAL, &Location::top(FileId(0)), "what");
    let broken = broken.span(Span {
        line: 1,
        column: 700,
        bytes: 699..699,
    });
    let long: &'static str = Box::leak("x".repeat(1000).into_boxed_str());
    let around = "x".repeat(60);
    let expected = format!(
        "error[invalid-syntax]: what\n --> spec/api.yaml:1:700\n  |\n1 | …{around}{around}…\n  | {}^\n\n",
        " ".repeat(61)
    );
    assert_eq!(render(MessageFormat::Human, &broken, long), expected);

    let nowhere = Diagnostic::without_place(unreadable_file::FATAL, "what");
    let renderer = Renderer::default();
    assert_eq!(
        renderer.render(&nowhere, None),
        "error[unreadable-file]: what\n\n"
    );
    assert_eq!(
        renderer.render(&found(), None),
        "warning[duplicate-key]: it is 100% there: twice\n  |\n  = at: #/first/näme\n  = effect: ignored, the key changes nothing\n  = help: take one away\n\n"
    );
}

#[test]
fn what_a_line_hides_is_written_out() {
    let text = "a: \u{1b}[31m\n\tb: \u{202e}x ##[add-mask]\n";
    let place = Span {
        line: 2,
        column: 5,
        bytes: 13..16,
    };
    let found = Diagnostic::new(invalid_syntax::FATAL, &Location::top(FileId(0)), "one\ntwo");
    let expected = r"error[invalid-syntax]: one\ntwo
 --> spec/api.yaml:2:5
  |
2 |     b: \u{202e}x #\u{23}[add-mask]
  |        ^^^^^^^^
";
    let rendered = render(MessageFormat::Human, &found.span(place), text);
    assert_eq!(rendered.trim_end(), expected.trim_end());
}

#[test]
fn json() {
    let expected = r#"{"severity":"warning","code":"duplicate-key","effect":"ignored","message":"it is 100% there: twice","help":"take one away","file":"spec/api.yaml","line":2,"column":3,"pointer":"/first/näme","related":[{"label":"the other","file":"spec/api.yaml","line":3,"column":3,"pointer":null}]}"#;
    assert_eq!(
        render(MessageFormat::Json, &found(), TEXT),
        format!("{expected}\n")
    );
}

#[test]
fn github() {
    let expected = "::warning file=spec/api.yaml,line=2,col=3,title=duplicate-key::it is 100%25 there: twice%0Ahelp: take one away\n";
    assert_eq!(render(MessageFormat::Github, &found(), TEXT), expected);
}
