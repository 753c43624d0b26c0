//! Link destinations and their syntax.

use std::fmt::Write as _;

use super::escape::is_entity;

/// A link destination as written in the description.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Link {
    destination: String,
    title: String,
    automatic: bool,
}

/// How a link is rendered.
#[derive(Debug, PartialEq)]
pub(super) enum Fate {
    /// As a link: the destination is absolute.
    Link,
    /// As text with the path: the destination is relative to the description.
    Mention,
    /// As text only.
    Text,
}

impl Link {
    pub(super) fn new(destination: String, title: String) -> Self {
        Self {
            destination,
            title,
            automatic: false,
        }
    }

    /// Creates a link from `<scheme:rest>`, which may be a mere placeholder with a colon.
    pub(super) fn automatic(destination: String) -> Self {
        Self {
            destination,
            title: String::new(),
            automatic: true,
        }
    }

    pub(super) fn destination(&self) -> &str {
        &self.destination
    }

    pub(super) fn is_automatic(&self) -> bool {
        self.automatic
    }

    pub(super) fn fate(&self) -> Fate {
        let to = self.destination.as_str();
        let lower = to.get(..8).unwrap_or(to).to_ascii_lowercase();
        let web = ["http://", "https://", "ftp://"]
            .iter()
            .any(|scheme| lower.starts_with(scheme) && to.len() > scheme.len());
        let mail = lower.starts_with("mailto:") && to.get(7..).is_some_and(is_mail);
        if web || mail {
            return Fate::Link;
        }
        let scheme = to
            .split(['/', '?', '#'])
            .next()
            .is_some_and(|start| start.contains(':'));
        if to.trim().is_empty() || to.starts_with('#') || scheme {
            Fate::Text
        } else {
            Fate::Mention
        }
    }

    /// Returns the link in the form `<…>`, if `text` equals the destination and the syntax permits
    /// it.
    pub(super) fn as_automatic(&self, text: &str) -> Option<String> {
        let to = self.destination.as_str();
        let mail = to
            .strip_prefix("mailto:")
            .filter(|address| is_mail(address));
        let shown = mail.unwrap_or(to);
        let fits =
            !shown.contains(|letter: char| letter.is_whitespace() || "<>\\|`".contains(letter));
        (self.title.is_empty() && fits && (text == to || text == shown))
            .then(|| format!("<{shown}>"))
    }

    /// Returns the content of the parentheses after the text of a link.
    pub(super) fn target(&self) -> String {
        let mut target = encoded(&self.destination);
        if !self.title.trim().is_empty() {
            target.push_str(" \"");
            target.push_str(&escaped_title(&self.title));
            target.push('"');
        }
        target
    }
}

/// Whether this is a simple mail address, which can be written as `<name@host>`.
fn is_mail(address: &str) -> bool {
    let plain = |part: &str, extra: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || extra.contains(letter))
    };
    address.split_once('@').is_some_and(|(name, host)| {
        plain(name, "._+-") && host.contains('.') && host.split('.').all(|part| plain(part, "-"))
    })
}

/// Percent-encodes characters that would end the link or have another meaning.
fn encoded(destination: &str) -> String {
    let mut encoded = String::with_capacity(destination.len());
    for (index, letter) in destination.char_indices() {
        let rest = destination.get(index + 1..).unwrap_or_default();
        match letter {
            ' ' | '<' | '>' | '(' | ')' | '[' | ']' | '\\' | '`' | '|' | '"' => {
                let _ = write!(encoded, "%{:02X}", u32::from(letter));
            }
            '&' if is_entity(rest) => encoded.push_str("&amp;"),
            _ => encoded.push(letter),
        }
    }
    encoded
}

fn escaped_title(title: &str) -> String {
    let mut escaped = String::with_capacity(title.len());
    for letter in title.trim().chars() {
        if matches!(letter, '\\' | '"' | '`' | '|' | '&' | '<' | '[' | ']') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
