//! Descriptions as documentation: `CommonMark` written by anyone becomes text that rustdoc and clippy take without a word.
//!
//! A description is parsed with the parser rustdoc uses and written anew, rather than patched: every line then carries
//! the indentation of its container, code is always fenced, links are always explicit, and whatever would be markup by
//! accident is escaped. HTML is read for what it means; none but a few plain tags is passed on.

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

/// `text` as the lines of a doc comment, without `///`; empty when there is nothing to say.
///
/// A line may start with any character: the emitter puts `/// ` before it, with the space, or `///` alone when
/// the line is empty.
pub fn rustdoc(text: &str) -> Vec<String> {
    document::render(&clean::clean(&beginning(text, MOST_READ)))
}

/// So much of a description, in bytes, is documentation that somebody reads.
const MOST_READ: usize = 64 << 10;

/// At most so many bytes of a description: cut after a paragraph, or else a line or a word, with `…`.
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

/// Whether a line of a doc comment begins a paragraph, and no list, code or heading.
#[must_use]
pub fn is_text(line: &str) -> bool {
    line.starts_with(|first: char| first.is_alphanumeric() || "`(\"'[<_".contains(first))
        && !line.starts_with("```")
        && !line
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
            .starts_with(['.', ')'])
}

/// Adds a sentence to the last paragraph, or as one of its own.
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

/// One line of plain text for places that take no markup (a Cargo description, a table cell), at most `limit`
/// characters, cut at a word with `…`.
pub fn one_line(text: &str, limit: usize) -> String {
    summary::one_line(&clean::clean(&beginning(text, MOST_READ)), limit)
}

/// The beginning of a text, at most `limit` characters, in one line of a doc comment.
pub fn inline(text: &str, limit: usize) -> String {
    rustdoc(&one_line(text, limit)).join(" ")
}

/// The events of a text, read as rustdoc would.
///
/// Punctuation is not made smart here, or it would be written that way: rustdoc does so when it renders.
fn parse(text: &str) -> Parser<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS;
    Parser::new_ext(text, options)
}
