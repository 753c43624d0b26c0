//! Where in a JSON text something is wrong: found by reading the text once more, only after an error.

/// The path to what is wrong in a text: names and positions from the top.
///
/// `noticed` is where the error has its line and column, both from 1. That may be after the place: an error of a type's own is
/// noticed by what the value is part of, which has read on. So it is looked for where a beginning of the text stops to be
/// refused for what it holds, and is but too short; `refused` tells. It is asked for a few bytes more or less, mostly.
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

/// A message with the place of what it tells, for errors that hold no more than text.
#[allow(dead_code, reason = "a description may have no unions")]
pub(crate) fn placed(path: &str, message: &str) -> String {
    if path.is_empty() {
        return message.to_owned();
    }
    [BEGIN, path, END, message].concat()
}

/// The place, and the message without it.
pub(crate) fn place(message: &str) -> (&str, &str) {
    let placed = message.strip_prefix(BEGIN);
    placed
        .and_then(|placed| placed.split_once(END))
        .unwrap_or(("", message))
}

const BEGIN: &str = "at `";
const END: &str = "`: ";

/// One step from the top.
enum Step {
    Member(Vec<u8>),
    Element(usize),
}

/// The path to what stands at a line and column, both from 1.
pub(crate) fn at_line(text: &[u8], place: (usize, usize)) -> String {
    at(text.get(..offset(text, place)).unwrap_or(text))
}

/// The path to where a beginning of a text ends.
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
