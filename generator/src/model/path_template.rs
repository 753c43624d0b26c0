//! The path of an operation, parsed once.

use std::collections::BTreeSet;
use std::fmt;

/// The path of an operation: text, and the parameters that stand in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PathTemplate {
    pieces: Vec<PathPiece>,
}

/// A piece of a path template. No two literals stand side by side, and none is empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PathPiece {
    /// Text that is sent as it is.
    Literal(String),
    /// The name of a parameter, which stands between braces.
    Parameter(String),
}

impl PathPiece {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Parameter(name) => Some(name),
            Self::Literal(_) => None,
        }
    }

    fn literal(&self) -> Option<&str> {
        match self {
            Self::Literal(text) => Some(text),
            Self::Parameter(_) => None,
        }
    }
}

impl PathTemplate {
    /// Parses a template as a description writes it. Braces without a name between them are literal
    /// text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut template = Self::default();
        let mut rest = text;
        while let Some((before, name, after)) = next_name(rest) {
            template.push_literal(before);
            template.pieces.push(PathPiece::Parameter(name.to_owned()));
            rest = after;
        }
        template.push_literal(rest);
        template
    }

    /// The names of its parameters, each once, in their order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut known = BTreeSet::new();
        let names = self.pieces.iter().filter_map(PathPiece::name);
        names.filter(|name| known.insert(*name)).collect()
    }

    /// The position of a parameter among the names in braces.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        let mut names = self.pieces.iter().filter_map(PathPiece::name);
        names.position(|known| known == name)
    }

    /// The names that are the whole value of a pair of the query, as in `?page={page}`: they may be
    /// parameters of the query.
    #[must_use]
    pub fn names_in_query(&self) -> Vec<String> {
        let query = self.cut('?').map(|(_, query)| query);
        let pairs = query.map(|query| query.split('&')).unwrap_or_default();
        let names = pairs.iter().filter_map(Self::as_pair);
        names.map(str::to_owned).collect()
    }

    /// The parameter that is the whole value of this pair of a query: `name` of `key={name}`.
    #[must_use]
    pub fn as_pair(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [PathPiece::Literal(key), PathPiece::Parameter(name)] => {
                let key = key.strip_suffix('=')?;
                (!key.contains('=')).then_some(name)
            }
            _ => None,
        }
    }

    /// Whether literal text has braces, which then do not name a parameter.
    #[must_use]
    pub fn has_stray_braces(&self) -> bool {
        let is_stray = |text: &str| text.contains(['{', '}']);
        let mut literals = self.pieces.iter().filter_map(PathPiece::literal);
        literals.any(is_stray)
    }

    /// Whether it has a parameter.
    #[must_use]
    pub fn has_parameters(&self) -> bool {
        self.pieces.iter().any(|piece| piece.name().is_some())
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The template without the names of its parameters, which are not on the wire.
    #[must_use]
    pub fn nameless(&self) -> Self {
        let piece = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => PathPiece::Literal(text.clone()),
            PathPiece::Parameter(_) => PathPiece::Parameter(String::new()),
        };
        Self {
            pieces: self.pieces.iter().map(piece).collect(),
        }
    }

    /// The parts before and after the first `sign` that is literal.
    #[must_use]
    pub fn cut(&self, sign: char) -> Option<(Self, Self)> {
        let mut pieces = self.pieces.iter().enumerate();
        let (index, before, after) = pieces.find_map(|(index, piece)| match piece {
            PathPiece::Literal(text) => text.split_once(sign).map(|(a, b)| (index, a, b)),
            PathPiece::Parameter(_) => None,
        })?;
        let mut first = Self {
            pieces: self.pieces.iter().take(index).cloned().collect(),
        };
        first.push_literal(before);
        let mut second = Self::default();
        second.push_literal(after);
        let others = self.pieces.iter().skip(index + 1).cloned();
        second.pieces.extend(others);
        Some((first, second))
    }

    /// The parts between every `sign` that is literal.
    #[must_use]
    pub fn split(&self, sign: char) -> Vec<Self> {
        let mut parts = vec![Self::default()];
        for piece in &self.pieces {
            let PathPiece::Literal(text) = piece else {
                if let Some(part) = parts.last_mut() {
                    part.pieces.push(piece.clone());
                }
                continue;
            };
            let mut texts = text.split(sign);
            if let Some((part, text)) = parts.last_mut().zip(texts.next()) {
                part.push_literal(text);
            }
            parts.extend(texts.map(Self::literal));
        }
        parts
    }

    /// The template with its literal text changed.
    #[must_use]
    pub fn map_literals(&self, change: impl Fn(&str) -> String) -> Self {
        let piece = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => PathPiece::Literal(change(text)),
            PathPiece::Parameter(name) => PathPiece::Parameter(name.clone()),
        };
        Self {
            pieces: self.pieces.iter().map(piece).collect(),
        }
    }

    /// What is said for it in words: `/pets/by id`.
    #[must_use]
    pub fn words(&self) -> String {
        let word = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Parameter(name) => format!("by {name} "),
        };
        let words: String = self.pieces.iter().map(word).collect();
        words.trim_end().to_owned()
    }

    /// A template of text alone.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        let mut template = Self::default();
        template.push_literal(text);
        template
    }

    /// Adds another template at the end.
    pub fn append(&mut self, other: Self) {
        for piece in other.pieces {
            match piece {
                PathPiece::Literal(text) => self.push_literal(&text),
                PathPiece::Parameter(_) => self.pieces.push(piece),
            }
        }
    }

    fn push_literal(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(PathPiece::Literal(last)) => last.push_str(text),
            _ => self.pieces.push(PathPiece::Literal(text.to_owned())),
        }
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.pieces {
            match piece {
                PathPiece::Literal(text) => f.write_str(text)?,
                PathPiece::Parameter(name) => write!(f, "{{{name}}}")?,
            }
        }
        Ok(())
    }
}

/// The text before the next name in braces, the name, and the text after. Of several opening braces
/// the last before the closing one counts.
fn next_name(text: &str) -> Option<(&str, &str, &str)> {
    let mut searched = 0;
    loop {
        let rest = text.get(searched..)?;
        let close = searched + rest.find('}')?;
        let before = text.get(searched..close)?;
        if let Some(open) = before.rfind('{').map(|open| searched + open)
            && open + 1 < close
        {
            return Some((
                text.get(..open)?,
                text.get(open + 1..close)?,
                text.get(close + 1..)?,
            ));
        }
        searched = close + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::PathTemplate;

    #[test]
    fn a_template_is_parsed_into_text_and_names() {
        let table: [(&str, &[&str], bool); 9] = [
            ("/", &[], false),
            ("/a/{b}/c/{größe}", &["b", "größe"], false),
            ("/{a}{b}.{a}", &["a", "b"], false),
            ("/a/{b", &[], true),
            ("/a}/{b}", &["b"], true),
            ("/a/{b{c}", &["c"], true),
            ("/{}/{b}", &["b"], true),
            ("/{a}}/{b}", &["a", "b"], true),
            ("/a?b={c}#{d}", &["c", "d"], false),
        ];
        for (text, names, has_stray_braces) in table {
            let template = PathTemplate::parse(text);
            assert_eq!(template.to_string(), text);
            assert_eq!(template.names(), names, "{text}");
            assert_eq!(template.has_stray_braces(), has_stray_braces, "{text}");
        }
    }

    #[test]
    fn signs_in_names_split_nothing() {
        let cut = |text: &str| {
            let parts = PathTemplate::parse(text).cut('?');
            parts.map(|(before, after)| (before.to_string(), after.to_string()))
        };
        assert_eq!(cut("/a/{b?}/c"), None);
        assert_eq!(cut("/{a}?b={c}&d"), Some(("/{a}".into(), "b={c}&d".into())));
        let parts = PathTemplate::parse("b={c&}&d&{e}x").split('&');
        let parts: Vec<String> = parts.iter().map(PathTemplate::to_string).collect();
        assert_eq!(parts, ["b={c&}", "d", "{e}x"]);
    }

    #[test]
    fn a_pair_of_the_query_names_a_parameter() {
        let template = PathTemplate::parse("/a/{x}?b={c}&d=1{e}&f={g}2&h={i}");
        assert_eq!(template.names_in_query(), ["c", "i"]);
    }

    #[test]
    fn templates_that_differ_in_names_are_one_path() {
        let nameless = |text: &str| PathTemplate::parse(text).nameless();
        assert_eq!(nameless("/a/{b}/c"), nameless("/a/{d}/c"));
        assert_ne!(nameless("/a/{b}/c"), nameless("/a/{b}"));
    }

    #[test]
    fn a_template_has_words() {
        let words = |text: &str| PathTemplate::parse(text).words();
        assert_eq!(words("/pets/{id}"), "/pets/by id");
        assert_eq!(words("/{a}{b}/c"), "/by a by b /c");
    }
}
