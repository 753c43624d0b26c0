//! The message of an error response, from its body.

use serde_json::{Map, Value};

use super::json_text;
use super::response::RawResponse;

/// The members that may have the message, in the order in which they are shown: `title` and
/// `detail` of RFC 9457, `error_description` of RFC 6749, and the most common names.
const MEMBERS: [&str; 7] = [
    "title",
    "message",
    "detail",
    "error_description",
    "error_message",
    "error_msg",
    "msg",
];

/// The largest body that is searched, in bytes.
const MAX_BODY: usize = 64 << 10;

/// The longest text that is shown, in characters.
const MAX_CHARS: usize = 300;

/// Returns the message in the body of an error response, in one line and without the secrets of the
/// request. `None` if the body is not a JSON object with one of the known members.
pub(super) fn failure_text(response: &RawResponse) -> Option<String> {
    if response.body().len() > MAX_BODY {
        return None;
    }
    let body = json_text::without_mark(response.body());
    let body: Map<String, Value> = serde_json::from_slice(body).ok()?;
    let text = members(&body).or_else(|| match body.get("error")? {
        Value::Object(error) => members(error),
        error => error.as_str().map(str::to_owned),
    });
    text.map(|text| one_line(&response.masked(&text)))
}

/// Joins the known members of an object.
fn members(object: &Map<String, Value>) -> Option<String> {
    let found = MEMBERS
        .iter()
        .filter_map(|name| object.get(*name)?.as_str());
    let mut texts: Vec<&str> = found.filter(|text| !text.trim().is_empty()).collect();
    texts.dedup();
    (!texts.is_empty()).then(|| texts.join(": "))
}

/// Returns the beginning of a text, without line breaks and other control characters.
fn one_line(text: &str) -> String {
    let is_unseen = |char: char| char.is_control() || char.is_whitespace();
    let words = text.split(is_unseen).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MAX_CHARS) {
        Some((end, _)) => line
            .get(..end)
            .map_or_else(String::new, |start| format!("{start}…")),
        None => line,
    }
}
