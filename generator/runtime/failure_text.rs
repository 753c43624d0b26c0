//! What a response says of a failure, as one line of text: its message, or the beginning of its
//! body.

use serde_json::{Map, Value};

use super::json_text;
use super::response::RawResponse;

/// The members that may have the message, in the order in which they are shown: `title` and
/// `detail` of RFC 9457, `error_description` of RFC 6749, the `msg` of FastAPI, and the most common
/// names.
const MEMBERS: [&str; 8] = [
    "title",
    "message",
    "detail",
    "error_description",
    "error_message",
    "error_msg",
    "errorMessage",
    "msg",
];

/// The members that hold a failure, or a list of them.
const NESTED: [&str; 2] = ["error", "errors"];

/// How many failures of a list are shown.
const MAX_LISTED: usize = 3;

/// How deep failures may be nested.
const MAX_DEPTH: usize = 3;

/// The largest body that is searched, in bytes.
const MAX_BODY: usize = 64 << 10;

/// The longest text that is shown, in characters.
const MAX_CHARS: usize = 300;

/// Returns what the body of a response says, in one line and without the secrets of the request:
/// the known members of a JSON object, else the beginning of the body if it is text. `None` if
/// there is nothing to show.
pub(super) fn failure_text(response: &RawResponse) -> Option<String> {
    let body = json_text::without_mark(response.body());
    if body.len() <= MAX_BODY {
        let value: Option<Value> = serde_json::from_slice(body).ok();
        if let Some(text) = value.and_then(|value| said(&value, MAX_DEPTH)) {
            return Some(one_line(&response.redact(&text)));
        }
    }
    excerpt(response, body)
}

/// Returns the beginning of a body that is text, without the tags of HTML.
fn excerpt(response: &RawResponse, body: &[u8]) -> Option<String> {
    let start = body.get(..MAX_BODY).unwrap_or(body);
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        // The limit may cut a character in two.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(start.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let text = response.redact(text);
    let text = if text.trim_start().starts_with('<') {
        without_tags(&text)
    } else {
        text
    };
    Some(one_line(&text)).filter(|text| !text.is_empty())
}

/// Returns what a value says of a failure. `None` if it has none of the known members.
fn said(value: &Value, depth: usize) -> Option<String> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Object(object) => members(object, depth).or_else(|| {
            let nested = NESTED.iter().filter_map(|name| object.get(*name));
            let mut nested = nested.filter_map(|value| match value {
                Value::String(text) => Some(text.clone()).filter(|text| !text.trim().is_empty()),
                value => said(value, depth),
            });
            nested.next()
        }),
        Value::Array(failures) => {
            let texts = failures.iter().filter_map(|value| match value {
                Value::String(text) => Some(text.clone()),
                value => said(value, depth),
            });
            let texts: Vec<String> = texts.take(MAX_LISTED).collect();
            (!texts.is_empty()).then(|| texts.join("; "))
        }
        _ => None,
    }
}

/// Joins the known members of an object: texts, and a list of failures in place of a text.
fn members(object: &Map<String, Value>, depth: usize) -> Option<String> {
    let found = MEMBERS.iter().filter_map(|name| match object.get(*name)? {
        Value::String(text) => Some(text.clone()),
        list @ Value::Array(_) => said(list, depth),
        _ => None,
    });
    let mut texts: Vec<String> = found.filter(|text| !text.trim().is_empty()).collect();
    texts.dedup();
    let text = (!texts.is_empty()).then(|| texts.join(": "))?;
    match object.get("loc").and_then(location) {
        Some(location) => Some(format!("{location}: {text}")),
        None => Some(text),
    }
}

/// Joins the steps to the value that FastAPI refuses, such as `["body", "items", 0]`.
fn location(value: &Value) -> Option<String> {
    let steps = value.as_array()?.iter().map(|step| match step {
        Value::String(name) => Some(name.clone()),
        Value::Number(index) => Some(index.to_string()),
        _ => None,
    });
    let steps: Option<Vec<String>> = steps.collect();
    steps.map(|steps| steps.join("."))
}

/// Returns the text between the tags of HTML, apart from styles and scripts.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let name = tag.get(..6).unwrap_or_default().to_ascii_lowercase();
        let (begin, end) = match name.as_str() {
            "script" => (0, "</script"),
            _ if name.starts_with("style") => (0, "</style"),
            _ if name.starts_with("!--") => (3, "--"),
            _ => (0, ""),
        };
        let tag = tag.get(begin..).and_then(|tag| tag.split_once(end));
        let tag = tag.map_or("", |(_, after)| after);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// Returns the beginning of a text, without line breaks and other control characters.
fn one_line(text: &str) -> String {
    let is_unseen = |char: char| char.is_control() || char.is_whitespace();
    let words = text.split(is_unseen).filter(|word| !word.is_empty());
    let mut line = String::new();
    let mut chars = 0;
    for word in words {
        if chars > 0 {
            line.push(' ');
            chars += 1;
        }
        line.push_str(word);
        chars += word.chars().count();
        if chars > MAX_CHARS {
            break;
        }
    }
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => line
            .get(..end)
            .map_or_else(String::new, |start| format!("{start}…")),
        None => line,
    }
}
