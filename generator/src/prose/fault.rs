//! Checks of doc comments for tests.

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::fence::LANGUAGES;

/// Returns the first problem that rustdoc or clippy would report for a doc comment.
pub(super) fn fault(lines: &[String]) -> Option<String> {
    let text = lines.join("\n");
    let bad =
        |line: &String| line.contains(|letter: char| letter.is_control()) || line.ends_with(' ');
    if let Some(line) = lines.iter().find(|line| bad(line)) {
        return Some(format!("the line {line:?}"));
    }
    let mut broken = None;
    let mut note = |link: BrokenLink<'_>| {
        broken = Some(format!("the link {:?}", link.reference));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut open = Vec::new();
    let mut linked = 0_usize;
    let mut in_code = false;
    let parser =
        Parser::new_with_broken_link_callback(&text, options, Some(&mut note)).into_offset_iter();
    for (event, range) in parser {
        let escaped = text
            .get(..range.start)
            .is_some_and(|before| before.ends_with('\\'));
        let fault = match &event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                Some("indented code".to_owned())
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                in_code = true;
                let plain = **info == *"text" || LANGUAGES.contains(&&**info);
                (!plain).then(|| format!("the language {info:?}"))
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                None
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                linked += 1;
                let known = *link_type == LinkType::Email
                    || dest_url.contains("://")
                    || dest_url.starts_with("mailto:");
                (!known).then(|| format!("the destination {dest_url:?}"))
            }
            Event::End(TagEnd::Link) => {
                linked -= 1;
                None
            }
            Event::Text(part) if !in_code && **part == *"`" && !escaped => {
                Some("a backtick".to_owned())
            }
            Event::Text(part) if !in_code && linked == 0 && is_address(part) => {
                Some(format!("the address {part:?}"))
            }
            Event::Html(html) => Some(format!("the block {html:?}")),
            Event::InlineHtml(html) if **html == *"<br>" => None,
            Event::InlineHtml(html) => nest(&mut open, html),
            Event::TaskListMarker(_) | Event::FootnoteReference(_) => Some(format!("{event:?}")),
            _ => None,
        };
        if fault.is_some() {
            return fault;
        }
    }
    broken.or_else(|| open.pop().map(|tag| format!("the open {tag:?}")))
}

/// Opens or closes a tag. Returns a problem if the tag that it closes is not open.
fn nest(open: &mut Vec<String>, html: &str) -> Option<String> {
    let Some(name) = html.strip_prefix("</") else {
        open.push(html.to_owned());
        return None;
    };
    (open.pop() != Some(format!("<{name}"))).then(|| format!("the end {html:?}"))
}

/// Whether rustdoc would expect a link: a scheme, and a host with a dot.
fn is_address(text: &str) -> bool {
    ["http://", "https://"]
        .iter()
        .flat_map(|scheme| text.split(scheme).skip(1))
        .any(|host| {
            let host = host
                .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')
                .next()
                .unwrap_or_default();
            host.split('.').filter(|part| part.len() > 1).count() > 1
        })
}
