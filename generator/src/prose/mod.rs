//! Converts descriptions to documentation: arbitrary `CommonMark` in, doc comments without warnings
//! from rustdoc or clippy out.
//!
//! A description is parsed with the parser of rustdoc and rendered from its events, rather than
//! patched. Every line then has the indentation of its container, code is always fenced, links are
//! always explicit, and accidental markup is escaped. HTML is interpreted; only a few plain tags
//! are passed on.

mod clean;
mod code;
mod document;
mod escape;
#[cfg(test)]
mod fault;
mod fence;
mod html;
mod leaf;
mod lines;
mod link;
mod list;
mod node;
mod pieces;
mod summary;
mod table;
mod tag;
#[cfg(test)]
mod tests;

pub use code::{code, in_code};
use std::borrow::Cow;

use pulldown_cmark::{Options, Parser};

/// Renders `text` as the lines of a doc comment, without `///`. Empty if there is nothing to
/// render.
///
/// A line may start with any character: the emitter writes `/// ` before it, including the space,
/// or only `///` if the line is empty.
pub fn rustdoc(text: &str) -> Vec<String> {
    document::render(&clean::clean(&beginning(text, MAX_BYTES)))
}

/// The number of bytes of a description that are rendered; the rest is cut off.
const MAX_BYTES: usize = 64 << 10;

/// Truncates a description to at most `most` bytes, after a paragraph, otherwise after a line or a
/// word, and appends `…`.
pub fn beginning(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most {
        return Cow::Borrowed(text);
    }
    let kept = text.get(..text.floor_char_boundary(most));
    let kept = kept.unwrap_or_default();
    let end = ["\n\n", "\n", " "]
        .iter()
        .find_map(|stop| kept.rfind(stop).filter(|end| *end > most / 2));
    let kept = kept.get(..end.unwrap_or(kept.len())).unwrap_or_default();
    Cow::Owned(format!("{kept}\n\n…"))
}

/// Whether a line of a doc comment begins a paragraph, as opposed to a list, code or a heading.
#[must_use]
pub fn is_text(line: &str) -> bool {
    line.starts_with(|first: char| first.is_alphanumeric() || "`(\"'[<_".contains(first))
        && !line.starts_with("```")
        && !line
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .starts_with(['.', ')'])
}

/// Appends a sentence to the only paragraph, or adds it as a paragraph of its own.
pub fn add_sentence(lines: &mut Vec<String>, sentence: &str) {
    if sentence.is_empty() {
        return;
    }
    match lines.as_mut_slice() {
        [only] if is_text(only) => {
            let stop = if only.ends_with(['.', '!', '?', ':']) {
                ""
            } else {
                "."
            };
            *only = format!("{only}{stop} {sentence}");
        }
        [] => lines.push(sentence.to_owned()),
        _ => lines.extend([String::new(), sentence.to_owned()]),
    }
}

/// Renders `text` as one line of plain text for places without markup (a Cargo description, a table
/// cell). Truncates at a word after at most `limit` characters, and appends `…`.
pub fn one_line(text: &str, limit: usize) -> String {
    summary::one_line(&clean::clean(&beginning(text, MAX_BYTES)), limit)
}

/// Renders the beginning of a text, at most `limit` characters, as one line of a doc comment.
pub fn inline(text: &str, limit: usize) -> String {
    rustdoc(&one_line(text, limit)).join(" ")
}

/// Parses a text with the options of rustdoc.
///
/// Smart punctuation is disabled, because rustdoc converts the punctuation when it renders.
fn parse(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(text, options)
}
