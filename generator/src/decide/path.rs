//! Paths of operations as URL templates: percent-encodes the text between parameters (RFC 3986,
//! section 3.3).

use std::fmt::Write as _;

use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::{Operation, ParameterPlace, PathTemplate};

/// The path template of an operation.
///
/// A fragment is not sent (RFC 9110, section 7.1), so it is cut off unless it contains a parameter.
/// A query is kept, except for pairs that query parameters add themselves.
pub(super) fn template(operation: &Operation, sink: &Sink) -> PathTemplate {
    let path = without_fragment(operation, sink);
    let Some((mut path, query)) = path.cut('?') else {
        return path.map_literals(encode_literal).with_names_alone();
    };
    let message = format!("the path `{}` has a query", operation.path);
    sink.report(Diagnostic::new(
        findings::query_in_path::NONE,
        &operation.origin,
        message,
    ));
    let pairs = query.split('&').into_iter();
    let pairs = pairs.filter(|pair| !pair.is_empty() && !is_given(operation, pair));
    for (index, pair) in pairs.enumerate() {
        let sign = if index == 0 { "?" } else { "&" };
        path.append(PathTemplate::literal(sign));
        path.append(pair);
    }
    path.map_literals(encode_literal).with_names_alone()
}

fn without_fragment(operation: &Operation, sink: &Sink) -> PathTemplate {
    let Some((mut path, fragment)) = operation.path.cut('#') else {
        return operation.path.clone();
    };
    if fragment.has_parameters() {
        path.append(PathTemplate::literal("%23"));
        path.append(fragment);
        return path;
    }
    let message = format!(
        "the path `{}` has a fragment, which is not sent",
        operation.path
    );
    sink.report(Diagnostic::new(
        findings::fragment_in_path::IGNORED,
        &operation.origin,
        message,
    ));
    path
}

/// Whether a pair of the query repeats a query parameter: `name={name}`.
fn is_given(operation: &Operation, pair: &PathTemplate) -> bool {
    let mut parameters = operation.parameters.iter();
    pair.as_pair().is_some_and(|name| {
        !parameters.any(|one| one.place == ParameterPlace::Path && one.name == name)
    })
}

/// Percent-encodes the characters of `literal` that are not allowed in paths and queries. Existing
/// percent-encoding is kept.
pub(super) fn encode_literal(literal: &str) -> String {
    let mut out = String::with_capacity(literal.len());
    encode(&mut out, literal);
    out
}

fn encode(out: &mut String, literal: &str) {
    let mut bytes = literal.bytes();
    while let Some(byte) = bytes.next() {
        let is_triple = || {
            let mut digits = bytes.clone().take(2);
            let both = digits.by_ref().filter(u8::is_ascii_hexdigit).count();
            both == 2
        };
        if byte.is_ascii_alphanumeric() || UNENCODED.contains(&byte) || byte == b'%' && is_triple()
        {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// The characters that need no encoding in paths and queries, and those that start a query or a
/// fragment.
const UNENCODED: &[u8] = b"-._~!$&'()*+,;=:@/?#";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_are_written_as_urls_have_them() {
        for (template, expected) in [
            ("/a/{größe}/b", "/a/{größe}/b"),
            ("/größe/a b/{x}", "/gr%C3%B6%C3%9Fe/a%20b/{x}"),
            ("/%7Bx%7D/100%/%zz/%4", "/%7Bx%7D/100%25/%25zz/%254"),
            ("/x\"y/{z}:run", "/x%22y/{z}:run"),
            ("/a/{b", "/a/%7Bb"),
            ("/a}/{}", "/a%7D/%7B%7D"),
            ("/[a]|^\\`<>", "/%5Ba%5D%7C%5E%5C%60%3C%3E"),
        ] {
            let template = PathTemplate::parse(template);
            let encoded = template.map_literals(encode_literal);
            assert_eq!(encoded.to_string(), expected, "{template}");
        }
    }
}
