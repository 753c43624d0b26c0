//! Paths of operations, made ready for a URL: what stands between the parameters is written as URLs have it (RFC 3986,
//! section 3.3).

use std::fmt::Write as _;

use crate::diagnostics::catalogue::plan as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::{Operation, ParameterPlace};

/// The path template of an operation.
///
/// A fragment is not sent (RFC 9110, section 7.1): it is left out, unless a parameter stands in it. A query stays, but for
/// what the parameters of the query say themselves.
pub(super) fn template(operation: &Operation, sink: &Sink) -> String {
    let path = without_fragment(operation, sink);
    let Some((path, query)) = split_outside_braces(&path, '?') else {
        return encode_literals(&path);
    };
    let message = format!("the path `{}` has a query", operation.path);
    sink.report(Diagnostic::new(
        &findings::QUERY_IN_PATH,
        &operation.origin,
        message,
    ));
    let pairs = query.split('&');
    let pairs = pairs.filter(|pair| !pair.is_empty() && !is_given(operation, pair));
    let query = pairs.map(encode_literals).collect::<Vec<_>>().join("&");
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{}{mark}{query}", encode_literals(path))
}

fn without_fragment(operation: &Operation, sink: &Sink) -> String {
    let Some((path, fragment)) = split_outside_braces(&operation.path, '#') else {
        return operation.path.clone();
    };
    if fragment.contains('{') {
        return format!("{path}%23{fragment}");
    }
    let message = format!(
        "the path `{}` has a fragment, which is not sent",
        operation.path
    );
    sink.report(Diagnostic::new(
        &findings::FRAGMENT_IN_PATH,
        &operation.origin,
        message,
    ));
    path.to_owned()
}

/// Whether a pair of the query is one that a parameter of the query is written as: `name={name}`.
fn is_given(operation: &Operation, pair: &str) -> bool {
    let value = pair.split_once('=').map(|(_, value)| value);
    let name = value.and_then(|value| value.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters = operation.parameters.iter();
    name.is_some_and(|name| {
        !parameters.any(|one| one.place == ParameterPlace::Path && one.name == name)
    })
}

/// The template in two at the first `sign` that stands in no name.
fn split_outside_braces(template: &str, sign: char) -> Option<(&str, &str)> {
    let mut inside = false;
    let at = template.char_indices().find_map(|(index, letter)| {
        match letter {
            '{' => inside = true,
            '}' => inside = false,
            _ => {}
        }
        (letter == sign && !inside).then_some(index)
    })?;
    let (before, after) = template.split_at(at);
    Some((before, after.get(sign.len_utf8()..)?))
}

/// `template` with what no path and no query may have percent-encoded, outside the names in braces. What is
/// percent-encoded already stays.
pub(super) fn encode_literals(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, name, after)) = next_name(rest) {
        encode(&mut out, before);
        let _ = write!(out, "{{{name}}}");
        rest = after;
    }
    encode(&mut out, rest);
    out
}

/// What stands before the next name in braces, the name, and what stands after.
fn next_name(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn encode(out: &mut String, literal: &str) {
    let mut bytes = literal.bytes();
    while let Some(byte) = bytes.next() {
        let is_triple = || {
            let mut digits = bytes.clone().take(2);
            let both = digits.by_ref().filter(u8::is_ascii_hexdigit).count();
            both == 2
        };
        if byte.is_ascii_alphanumeric() || KEPT.contains(&byte) || byte == b'%' && is_triple() {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// What stands for itself in paths and queries, and what begins a query or a fragment.
const KEPT: &[u8] = b"-._~!$&'()*+,;=:@/?#";

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
            ("/a}/{}", "/a%7D/{}"),
            ("/[a]|^\\`<>", "/%5Ba%5D%7C%5E%5C%60%3C%3E"),
        ] {
            assert_eq!(encode_literals(template), expected, "{template}");
        }
    }

    #[test]
    fn signs_in_names_split_nothing() {
        assert_eq!(split_outside_braces("/a/{b?}/c", '?'), None);
        assert_eq!(split_outside_braces("/a?b={c}", '?'), Some(("/a", "b={c}")));
    }
}
