//! Where prettyplease and rustfmt lay the same code out differently, rustfmt's way.

/// rustfmt's `max_width`.
const MAX_WIDTH: usize = 100;

/// The text as rustfmt would have it.
pub(super) fn conform(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        match joined(&lines, index) {
            Some((one, next)) => {
                out.push_str(&one);
                index = next;
            }
            None => {
                match split_array(line) {
                    Some(split) => out.push_str(&split),
                    None => out.push_str(line),
                }
                index += 1;
            }
        }
        out.push('\n');
        if separates(&lines, index) {
            out.push('\n');
        }
    }
    out
}

/// Whether a blank line belongs before the line at `next`: between the members of an `impl`.
fn separates(lines: &[&str], next: usize) -> bool {
    let before = next.checked_sub(1).and_then(|before| lines.get(before));
    let (Some(before), Some(after)) = (before, lines.get(next)) else {
        return false;
    };
    let is_impl = lines.iter().any(|line| line.starts_with("impl"));
    let ends =
        *before == "    }" || before.starts_with("    type ") && !after.starts_with("    type ");
    is_impl && ends && *after != "}"
}

/// A signature that prettyplease broke over lines and rustfmt keeps on one.
fn joined(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    if !(first.trim_start().starts_with("pub fn ") && first.ends_with('(')) {
        return None;
    }
    let indent = first.len() - first.trim_start().len();
    let close = lines.iter().skip(start + 1).position(|line| {
        line.len() - line.trim_start().len() == indent && line.trim_start().starts_with(')')
    })?;
    let inner = lines.get(start + 1..start + 1 + close)?;
    let last = lines.get(start + 1 + close)?;
    let arguments: Vec<&str> = inner.iter().map(|line| line.trim()).collect();
    let arguments = arguments.join(" ");
    let one = format!(
        "{first}{}{}",
        arguments.trim_end_matches(','),
        last.trim_start()
    );
    (one.len() <= MAX_WIDTH).then_some((one, start + 2 + close))
}

/// rustfmt's `array_width`.
const ARRAY_WIDTH: usize = 60;

/// A field whose list rustfmt writes an element a line.
fn split_array(line: &str) -> Option<String> {
    let indent = line.len() - line.trim_start().len();
    let (before, list) = line.split_once(": &[")?;
    let elements = list.strip_suffix("],")?;
    if elements.len() + 3 <= ARRAY_WIDTH {
        return None;
    }
    let inner = " ".repeat(indent + 4);
    let lines: String = split_elements(elements).iter().map(|element| format!("{inner}{element},\n")).collect();
    Some(format!("{before}: &[\n{lines}{}],", " ".repeat(indent)))
}

/// The elements of a list, brackets and strings kept whole.
fn split_elements(text: &str) -> Vec<&str> {
    let (mut elements, mut start, mut depth, mut quoted) = (Vec::new(), 0, 0_usize, false);
    let mut escaped = false;
    for (index, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                elements.push(text.get(start..index).unwrap_or_default().trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    elements.push(text.get(start..).unwrap_or_default().trim());
    elements.retain(|element| !element.is_empty());
    elements
}
