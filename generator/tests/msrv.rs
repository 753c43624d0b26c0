//! Generated crates compile with Rust 1.85, so the runtime has no `let` chains, which need 1.88.
//!
//! clippy reports what the standard library had not yet, and not what the language had not.

#![allow(clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Whether a condition with a `let` has a `&&` beside it, somewhere in the tokens.
fn has_let_chain(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_condition = |token: &TokenTree| matches!(token, TokenTree::Ident(name) if name == "if" || name == "while");
    let is_body = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let is_and = |pair: &[TokenTree]| {
        pair.iter()
            .all(|one| matches!(one, TokenTree::Punct(sign) if sign.as_char() == '&'))
    };
    let here = tokens.iter().enumerate().any(|(start, token)| {
        let condition: Vec<TokenTree> = tokens
            .iter()
            .skip(start + 1)
            .take_while(|token| !is_body(token))
            .cloned()
            .collect();
        let mut names = condition.iter();
        is_condition(token)
            && names.any(|one| matches!(one, TokenTree::Ident(name) if name == "let"))
            && condition.windows(2).any(is_and)
    });
    here || tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_let_chain(group.stream()),
        _ => false,
    })
}

#[test]
fn the_runtime_needs_no_newer_language_than_generated_crates() {
    let chain = "fn f() { if let Some(x) = y && x > 1 { g(); } }";
    assert!(has_let_chain(chain.parse().expect("tokens")));
    let none = "fn f() { if let Some(x) = y { if x && z { g(); } } }";
    assert!(!has_let_chain(none.parse().expect("tokens")));

    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let files = fs::read_dir(folder).expect("the runtime").flatten();
    let mut checked = 0;
    for path in files.map(|entry| entry.path()) {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file");
        let tokens = text.parse().expect("tokens");
        assert!(
            !has_let_chain(tokens),
            "{} has a `let` chain",
            path.display()
        );
        checked += 1;
    }
    assert!(checked > 50, "{checked} files");
}
