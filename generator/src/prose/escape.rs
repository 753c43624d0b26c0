//! Escapes text that Markdown would read as markup, and nothing else.

/// The context of text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// Inside the text of a link, where links and closing brackets are not allowed.
    pub(super) in_link: bool,
    /// Inside a table cell, which a bar would end.
    pub(super) in_cell: bool,
}

/// Writes `text`, with web addresses as links.
pub(super) fn push_text(out: &mut String, text: &str, place: Place) {
    let mut rest = text;
    while let Some((before, address, after)) = next_address(rest).filter(|_| !place.in_link) {
        push_plain(out, before, place);
        if address.contains(['{', '}']) {
            push_code(out, address, place);
        } else {
            out.push('<');
            out.push_str(address);
            out.push('>');
        }
        rest = after;
    }
    push_plain(out, rest, place);
}

/// Writes a code span.
pub(super) fn push_code(out: &mut String, code: &str, place: Place) {
    if code.is_empty()
        || place.in_cell && (code.contains("\\|") || code.ends_with('\\') && code.contains('|'))
    {
        // A code span in a cell cannot express a bar after a backslash.
        push_text(out, code, place);
        return;
    }
    if out.ends_with('`') {
        // Two adjacent spans would be read as one.
        out.push(' ');
    }
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let blank = code.trim().is_empty();
    let ends = |side: char| side == '`' || side == ' ';
    let padded = code.starts_with('`')
        || code.ends_with('`')
        || !blank && code.starts_with(ends) && code.ends_with(ends);
    let pad = if padded { " " } else { "" };
    let inner = if place.in_cell {
        code.replace('|', "\\|")
    } else {
        code.to_owned()
    };
    for part in [&fence, pad, &inner, pad, &fence] {
        out.push_str(part);
    }
}

/// Returns the length of the longest run of `letter`.
pub(super) fn longest_run(text: &str, letter: char) -> usize {
    text.split(|other| other != letter)
        .map(str::len)
        .max()
        .unwrap_or_default()
}

/// Whether `rest` completes an entity that starts with `&`.
pub(super) fn is_entity(rest: &str) -> bool {
    let name = rest.find(|letter: char| letter != '#' && !letter.is_ascii_alphanumeric());
    name.is_some_and(|end| end > 0 && rest.get(end..).is_some_and(|tail| tail.starts_with(';')))
}

/// Escapes a line so that it does not start a block.
pub(super) fn guarded(line: &str) -> String {
    let digits = line
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or_default();
    if (1..10).contains(&digits) {
        let (number, rest) = line.split_at_checked(digits).unwrap_or((line, ""));
        let item = rest.starts_with(['.', ')']) && ends_marker(rest.get(1..));
        return if item {
            format!("{number}\\{rest}")
        } else {
            line.to_owned()
        };
    }
    let item = line.starts_with(['-', '+', '*']) && ends_marker(line.get(1..));
    let heading = line.starts_with('#') && ends_marker(Some(line.trim_start_matches('#')));
    let ruled = ["-", "*", "_", "=", "|:-"]
        .iter()
        .any(|rule| consists_of(line, rule));
    if item || heading || ruled || line.starts_with('>') || line.starts_with("~~~") {
        return format!("\\{line}");
    }
    line.to_owned()
}

fn ends_marker(rest: Option<&str>) -> bool {
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

fn consists_of(line: &str, letters: &str) -> bool {
    !line.is_empty()
        && line
            .chars()
            .all(|letter| letter == ' ' || letters.contains(letter))
}

fn push_plain(out: &mut String, text: &str, place: Place) {
    let mut before = out.chars().next_back();
    for (index, letter) in text.char_indices() {
        let rest = text.get(index + letter.len_utf8()..).unwrap_or_default();
        if is_markup(letter, before, rest, place) {
            out.push('\\');
        }
        out.push(letter);
        before = Some(letter);
    }
}

/// Whether `letter` could be read as markup in this context.
fn is_markup(letter: char, before: Option<char>, rest: &str, place: Place) -> bool {
    let after = rest.chars().next();
    match letter {
        '`' | '[' => true,
        ']' => place.in_link,
        '|' => place.in_cell,
        '\\' => after.is_none_or(|after| after == ' ' || after.is_ascii_punctuation()),
        '*' => before != Some(' ') || after != Some(' '),
        '_' => ![before, after]
            .iter()
            .all(|side| side.is_some_and(char::is_alphanumeric)),
        '~' => after == Some('~') || before.is_some_and(|before| before != ' '),
        '<' => after
            .is_none_or(|after| after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?')),
        '&' => is_entity(rest),
        _ => false,
    }
}

const BRACKETS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('{', '}')];

/// Returns the first web address in `text`, with the text before and after it.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("http") {
        let start = from + found;
        let rest = text.get(start..)?;
        let host = rest
            .strip_prefix("http")
            .map(|rest| rest.strip_prefix('s').unwrap_or(rest))?;
        if let Some(host) = host.strip_prefix("://") {
            let length = address_length(host);
            if length > 0 {
                let end = start + (rest.len() - host.len()) + length;
                return Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?));
            }
        }
        from = start + "http".len();
    }
    None
}

/// Returns the length of the address at the start of `text`, without trailing punctuation of the
/// sentence.
fn address_length(text: &str) -> usize {
    let ends = |letter: char| letter.is_whitespace() || "<>\"'`|\\^".contains(letter);
    let mut address = text.split(ends).next().unwrap_or_default();
    let mut surplus = BRACKETS.map(|(open, close)| {
        (
            close,
            address.matches(close).count(),
            address.matches(open).count(),
        )
    });
    while let Some(last) = address.chars().next_back() {
        let mut trimmed = ".,;:!?*_~".contains(last);
        for (close, closed, opened) in &mut surplus {
            if last == *close && *closed > *opened {
                *closed -= 1;
                trimmed = true;
            }
        }
        if !trimmed {
            break;
        }
        address = address.strip_suffix(last).unwrap_or_default();
    }
    address.len()
}
