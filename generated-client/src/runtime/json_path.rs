//! The path of an error in a JSON text, found by parsing the text again after the error.

/// Returns the path of the wrong value: names and positions from the top, such as `.items[3].id`.
///
/// `noticed` is the line and column of serde's error, both from 1, which may be after the value: an
/// error of a `Deserialize` implementation is reported by the enclosing value, which has read on.
/// So the function bisects for the longest prefix of the text that `refused` rejects only because
/// it ends: the next byte is where the data became wrong. In `{"a":{"b":1},"c":2}`, if `b` must be
/// a string, every prefix up to `{"a":{"b":` merely ends too early, and `{"a":{"b":1}` is rejected.
/// Only a few bytes around `noticed` are tried, usually.
pub(crate) fn find(
    text: &[u8],
    noticed: (usize, usize),
    refused: &dyn Fn(&[u8]) -> bool,
) -> String {
    let is_refused = |end: usize| text.get(..end).is_some_and(refused);
    let mut end = offset(text, noticed);
    let mut step = 1;
    while is_refused(end.saturating_sub(step)) {
        end = end.saturating_sub(step);
        step *= 2;
    }
    let mut sound = end.saturating_sub(step);
    while end - sound > 1 {
        let middle = sound.midpoint(end);
        if is_refused(middle) {
            end = middle;
        } else {
            sound = middle;
        }
    }
    at(text.get(..end).unwrap_or(text))
}

/// Adds a path to a message, for errors that are only text.
#[allow(dead_code, reason = "a description may have no unions")]
pub(crate) fn placed(path: &str, message: &str) -> String {
    if path.is_empty() {
        return message.to_owned();
    }
    [BEGIN, path, END, message].concat()
}

/// Splits a message into its path and the rest.
pub(crate) fn place(message: &str) -> (&str, &str) {
    let placed = message.strip_prefix(BEGIN);
    placed
        .and_then(|placed| placed.split_once(END))
        .unwrap_or(("", message))
}

const BEGIN: &str = "at `";
const END: &str = "`: ";

/// A step of a path.
enum Step {
    Member(Vec<u8>),
    Element(usize),
}

/// Returns the path of a line and column, both from 1.
pub(crate) fn at_line(text: &[u8], place: (usize, usize)) -> String {
    at(text.get(..offset(text, place)).unwrap_or(text))
}

/// Returns the path at the end of a prefix.
fn at(beginning: &[u8]) -> String {
    let mut steps: Vec<Step> = Vec::new();
    let mut string: Option<Vec<u8>> = None;
    let mut last_string = Vec::new();
    let mut escaped = false;
    for byte in beginning.iter().copied() {
        if let Some(open) = &mut string {
            match byte {
                _ if escaped => {
                    escaped = false;
                    open.push(byte);
                }
                b'\\' => escaped = true,
                b'"' => last_string = string.take().unwrap_or_default(),
                _ => open.push(byte),
            }
            continue;
        }
        match byte {
            b'"' => string = Some(Vec::new()),
            b'{' => steps.push(Step::Member(Vec::new())),
            b'[' => steps.push(Step::Element(0)),
            b'}' | b']' => {
                steps.pop();
            }
            b':' => {
                if let Some(Step::Member(name)) = steps.last_mut() {
                    *name = std::mem::take(&mut last_string);
                }
            }
            b',' => match steps.last_mut() {
                Some(Step::Element(index)) => *index += 1,
                Some(Step::Member(name)) => name.clear(),
                None => {}
            },
            _ => {}
        }
    }
    render(&steps)
}

fn offset(text: &[u8], (line, column): (usize, usize)) -> usize {
    let starts = text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::len);
    let start: usize = starts.take(line.saturating_sub(1)).sum();
    (start + column).min(text.len())
}

fn render(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Member(name) if name.is_empty() => {}
            Step::Member(name) => {
                path.push('.');
                path.push_str(&String::from_utf8_lossy(name));
            }
            Step::Element(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}
