//! HTML tags and their meaning in prose.

use super::node::Break;

/// An opening or closing tag.
#[derive(Debug)]
pub(super) struct Tag<'a> {
    pub(super) name: String,
    pub(super) closing: bool,
    attributes: &'a str,
}

/// The effect of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A line break.
    Line,
    /// The start of a block.
    Break(Break),
    /// The start of a block. In contrast to `Break`, such a tag is a placeholder if it has no
    /// closing tag.
    Block(Break),
    /// Formatting, which is kept.
    Format,
    /// Code.
    Code,
    /// A link.
    Anchor,
    /// An image.
    Image,
    /// Ignored: it has no effect in prose.
    Ignored,
    /// Hidden: its content is not text.
    Hidden,
    /// Not an HTML tag, but a placeholder such as `<name>`.
    Unknown,
}

impl<'a> Tag<'a> {
    /// Parses `<name …>` or `</name>`. Other constructs of HTML, such as comments, are not tags.
    pub(super) fn read(html: &'a str) -> Option<Self> {
        let inner = html.trim().strip_prefix('<')?.trim_end_matches('>');
        let closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let end = inner
            .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at_checked(end)?;
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            .then(|| Self {
                name: name.to_ascii_lowercase(),
                closing,
                attributes,
            })
    }

    pub(super) fn kind(&self) -> Kind {
        kind(&self.name)
    }

    /// Whether the tag has attributes. Placeholders do not have any.
    pub(super) fn has_attributes(&self) -> bool {
        self.attributes.contains('=')
    }

    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            let (before, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (value, after) = match after.chars().next()? {
                quote @ ('"' | '\'') => after.strip_prefix(quote)?.split_once(quote)?,
                _ => after.split_once(char::is_whitespace).unwrap_or((after, "")),
            };
            if before.trim().eq_ignore_ascii_case(name) {
                return Some(value.replace("&amp;", "&"));
            }
            rest = after;
        }
    }
}

fn kind(name: &str) -> Kind {
    match name {
        "br" => Kind::Line,
        "p" | "hr" => Kind::Break(Break::Paragraph),
        "li" | "dt" | "dd" => Kind::Break(Break::Item),
        "tr" => Kind::Break(Break::Row),
        "td" | "th" => Kind::Break(Break::Cell),
        "table" => Kind::Block(Break::TableEnd),
        "address" | "article" | "aside" | "blockquote" | "center" | "details" | "div" | "dl"
        | "fieldset" | "figure" | "footer" | "form" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "header" | "main" | "menu" | "nav" | "ol" | "pre" | "section" | "summary" | "ul" => {
            Kind::Block(Break::Paragraph)
        }
        "b" | "cite" | "del" | "dfn" | "em" | "i" | "ins" | "kbd" | "mark" | "q" | "s" | "samp"
        | "small" | "strike" | "strong" | "sub" | "sup" | "u" | "var" => Kind::Format,
        "code" | "tt" => Kind::Code,
        "a" => Kind::Anchor,
        "img" => Kind::Image,
        "abbr" | "acronym" | "big" | "body" | "button" | "caption" | "col" | "colgroup"
        | "data" | "figcaption" | "font" | "head" | "html" | "input" | "label" | "link"
        | "meta" | "nobr" | "picture" | "source" | "span" | "tbody" | "tfoot" | "thead"
        | "time" | "wbr" => Kind::Ignored,
        "audio" | "canvas" | "iframe" | "noscript" | "object" | "script" | "style" | "svg"
        | "template" | "video" => Kind::Hidden,
        _ => Kind::Unknown,
    }
}
