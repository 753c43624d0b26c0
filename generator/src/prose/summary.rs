//! Renders a description on one line, without markup.

use pulldown_cmark::{Event, TagEnd};

use super::clean::inline;
use super::html::as_paragraph;
use super::parse;
use super::tag::{Kind, Tag};

/// Returns the words of a cleaned description, at most `limit` characters.
pub(super) fn one_line(text: &str, limit: usize) -> String {
    let mut words = Words {
        limit,
        ..Words::default()
    };
    for event in parse(text) {
        match event {
            Event::Html(html) => parse(&as_paragraph(&html)).for_each(|event| words.event(event)),
            event => words.event(event),
        }
        if words.is_full() {
            break;
        }
    }
    words.finish()
}

#[derive(Debug, Default)]
struct Words {
    out: String,
    count: usize,
    limit: usize,
    in_code: bool,
}

impl Words {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(pulldown_cmark::Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Text(text) | Event::Code(text) if !self.in_code => self.push(&text),
            Event::InlineHtml(html) => match Tag::read(&html).map(|tag| tag.kind()) {
                Some(Kind::Unknown) => self.push(&html),
                Some(Kind::Line | Kind::Break(_) | Kind::Block(_)) => self.push(" "),
                _ => {}
            },
            Event::End(TagEnd::Heading(_)) => {
                let open = self.out.ends_with(|last: char| last.is_alphanumeric());
                self.push(if open { ": " } else { " " });
            }
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(
                TagEnd::Paragraph
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::HtmlBlock
                | TagEnd::FootnoteDefinition,
            )
            | Event::Start(pulldown_cmark::Tag::List(_)) => self.push(" "),
            _ => {}
        }
    }

    /// Appends text, collapsing white space.
    fn push(&mut self, text: &str) {
        for letter in inline(text).chars() {
            if self.is_full() {
                return;
            }
            if letter != ' ' || !(self.out.is_empty() || self.out.ends_with(' ')) {
                self.out.push(letter);
                self.count += 1;
            }
        }
    }

    /// Whether the text exceeds the limit. The extra character allows for a space that is trimmed.
    fn is_full(&self) -> bool {
        self.count > self.limit.saturating_add(1)
    }

    fn finish(self) -> String {
        let text = self.out.trim_end().trim_end_matches(':');
        if text.chars().count() <= self.limit {
            return text.to_owned();
        }
        let Some(room) = self.limit.checked_sub(1) else {
            return String::new();
        };
        let cut: String = text.chars().take(room).collect();
        let whole = text.chars().nth(room) == Some(' ');
        let end = if whole { None } else { cut.rfind(' ') };
        let kept = end.and_then(|end| cut.get(..end)).unwrap_or(&cut);
        format!(
            "{}…",
            kept.trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—'])
        )
    }
}
