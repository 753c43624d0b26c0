//! No name and no text of a description ends what it stands in: a comment, a string, a line of a manifest.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;

use oasmith::{ClientConfig, Generator};
use proc_macro2::{TokenStream, TokenTree};

/// A description with something to end wherever a name or a text may stand. `§` is what is tried.
const DESCRIPTION: &str = include_str!("breakout.json");

/// What would be code, were it to get out.
const ESCAPED: &str = "break_out!{}";

/// What ends comments, strings, spans, attributes, lines.
const ENDS: &[&str] = &[
    "\n", "\r", "\r\n", "\n\n", "\u{85}", "\u{2028}", "\u{2029}", "\u{b}", "\u{1f}", "\u{0}", "*/",
    "`", "``", "\"", "\"#", "\"]", "\\", "\\\"", "'", "]", "}", "\n}\n", "```\n", "\n```\n",
    "\u{202e}", "{0}", "{", "\t", "]]>",
];

#[test]
fn nothing_gets_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("description.json");
    for end in ENDS {
        let tried = format!("{end}{ESCAPED}");
        let text = DESCRIPTION
            .replace(
                "/Named§",
                &format!("/Named{}", quoted(&tried.replace('/', "~1"))),
            )
            .replace('§', &quoted(&tried));
        fs::write(&path, text).unwrap();
        let mut config = ClientConfig::new(&path, folder.path().join("client"), "client");
        config.example_tests = Some(true);
        let generated = Generator::new(config).generate(&BTreeMap::new());
        let said: Vec<_> = generated
            .diagnostics
            .iter()
            .map(|one| &one.message)
            .collect();
        let Some(files) = &generated.files else {
            panic!("{end:?}: {said:#?}");
        };
        for (path, text) in files.iter() {
            match path.rsplit('.').next() {
                Some("rs") => assert_contained(text, &format!("{end:?}: {path}")),
                Some("toml" | "lock") => {
                    let table = text.parse::<toml::Table>();
                    assert!(table.is_ok(), "{end:?}: {path}: {table:?}\n{text}");
                }
                _ => {}
            }
        }
    }
}

/// The lock file is a text that anybody may have written, too: names in it are kept only if they are names.
#[test]
fn no_name_of_the_lock_file_gets_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("description.yaml");
    let text = "openapi: 3.0.3
info: { title: Lock, version: '1' }
paths:
  /a: { get: { operationId: getA, responses: { '200': { description: A., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }
  /b: { get: { operationId: getB, responses: { '200': { description: A., content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } } }
components: { schemas: { A: { type: object, properties: { kind: { type: string, enum: [a, b] } } } } }
";
    fs::write(&path, text).unwrap();
    let config = ClientConfig::new(&path, folder.path().join("client"), "client");
    let generator = Generator::new(config);
    let chosen = generator.generate(&BTreeMap::new()).manifest.names;
    assert!(chosen.len() > 3, "{chosen:?}");
    let tried = [
        "a() {} break_out!{} fn b",
        "A {} break_out!{} struct B",
        "Self",
        "self",
        "",
        "Option",
        "A\nbreak_out!{}",
        "1",
        "_",
        "r#a",
        "\u{e4}",
        "builder",
    ];
    for tried in tried {
        let names: BTreeMap<_, _> = chosen
            .keys()
            .map(|key| (key.clone(), tried.to_owned()))
            .collect();
        let generated = generator.generate(&names);
        assert_eq!(generated.manifest.names, chosen, "{tried:?}");
        for (path, text) in generated.files.unwrap().iter() {
            assert!(!text.contains("break_out"), "{tried:?}: {path}");
        }
    }
}

/// That a file is Rust, and that what was tried is no code in it.
fn assert_contained(text: &str, place: &str) {
    let tokens = text.parse::<TokenStream>();
    let Ok(tokens) = tokens else {
        panic!("{place}\n{text}");
    };
    assert!(!is_out(tokens), "{place}\n{text}");
    let file = syn::parse_file(text);
    assert!(file.is_ok(), "{place}: {:?}\n{text}", file.err());
    // rustc refuses text that is read in another order than it is shown.
    let turns = |letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!text.contains(turns), "{place}");
}

/// As it stands in a string of JSON.
fn quoted(text: &str) -> String {
    let quoted = serde_json::to_string(text).unwrap();
    quoted[1..quoted.len() - 1].to_owned()
}

/// Whether what was tried is code.
fn is_out(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.iter().enumerate().any(|(index, token)| match token {
        TokenTree::Group(group) => is_out(group.stream()),
        TokenTree::Ident(name) => {
            let next = tokens.get(index + 1);
            name == "break_out"
                && matches!(next, Some(TokenTree::Punct(mark)) if mark.as_char() == '!')
        }
        _ => false,
    })
}
