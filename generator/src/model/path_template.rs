//! The path of an operation, parsed once.

use std::collections::BTreeSet;
use std::fmt;

use super::path_parameter::{Extent, PathParameter};

/// The path of an operation: literal text and parameters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct PathTemplate {
    pieces: Vec<PathPiece>,
}

/// A piece of a path template. Literals are never empty, and no two are adjacent.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PathPiece {
    /// Text that is sent unchanged.
    Literal(String),
    /// A parameter in braces.
    Parameter(PathParameter),
}

impl PathPiece {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Parameter(parameter) => Some(&parameter.name),
            Self::Literal(_) => None,
        }
    }

    fn parameter(&self) -> Option<&PathParameter> {
        match self {
            Self::Parameter(parameter) => Some(parameter),
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
    /// Parses the template of a description. Braces without a name between them are literal text.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut template = Self::default();
        let mut reached = 0;
        for (open, close) in braces(text) {
            let written = text.get(open + 1..close).unwrap_or_default();
            let Some(parameter) = PathParameter::parse(written) else {
                continue;
            };
            let before = text.get(reached..open).unwrap_or_default();
            template.push_literal(before);
            template.pieces.push(PathPiece::Parameter(parameter));
            reached = close + 1;
        }
        template.push_literal(text.get(reached..).unwrap_or_default());
        template
    }

    /// Renames the parameters to match their declarations. If the whole text in the braces is a
    /// declared name, such as `proxy+`, it takes precedence over the name parsed from it (`proxy`).
    pub fn bind(&mut self, is_declared: impl Fn(&str) -> bool) {
        for piece in &mut self.pieces {
            if let PathPiece::Parameter(parameter) = piece
                && is_declared(&parameter.written)
            {
                parameter.name.clone_from(&parameter.written);
            }
        }
    }

    /// Removes the query expressions of a URI template, such as `{?page,size}` (RFC 6570, section
    /// 3.2.8), if all of their names are query parameters. Returns the removed expressions.
    pub fn take_query(&mut self, is_declared: impl Fn(&str) -> bool) -> Vec<String> {
        let mut taken = Vec::new();
        let pieces = std::mem::take(&mut self.pieces).into_iter();
        for piece in pieces {
            let names = piece.parameter().and_then(PathParameter::query_names);
            match names {
                Some(names) if names.iter().all(|name| is_declared(name)) => {
                    taken.extend(piece.parameter().map(|parameter| parameter.written.clone()));
                }
                _ => self.push(piece),
            }
        }
        taken
    }

    /// Iterates over its parameters in order.
    pub fn parameters(&self) -> impl Iterator<Item = &PathParameter> {
        self.pieces.iter().filter_map(PathPiece::parameter)
    }

    /// Returns how many path segments the parameter of this name spans.
    #[must_use]
    pub fn extent(&self, name: &str) -> Extent {
        let parameters = self.parameters();
        let parameters = parameters.filter(|parameter| parameter.name == name);
        let extents = parameters.map(|parameter| parameter.extent);
        extents.max().unwrap_or(Extent::Segment)
    }

    /// Returns the names of its parameters in order, without duplicates.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let mut known = BTreeSet::new();
        let names = self.pieces.iter().filter_map(PathPiece::name);
        names.filter(|name| known.insert(*name)).collect()
    }

    /// Returns the position of a parameter among all parameters.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        let mut names = self.pieces.iter().filter_map(PathPiece::name);
        names.position(|known| known == name)
    }

    /// Returns the parameters that are the whole value of a query pair, as in `?page={page}`. They
    /// may be query parameters.
    #[must_use]
    pub fn names_in_query(&self) -> Vec<String> {
        let query = self.cut('?').map(|(_, query)| query);
        let pairs = query.map(|query| query.split('&')).unwrap_or_default();
        let names = pairs.iter().filter_map(Self::as_pair);
        names.map(str::to_owned).collect()
    }

    /// Returns the parameter that is the whole value of this query pair: `name` of `key={name}`.
    #[must_use]
    pub fn as_pair(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [PathPiece::Literal(key), PathPiece::Parameter(parameter)] => {
                let key = key.strip_suffix('=')?;
                (!key.contains('=')).then_some(&parameter.name)
            }
            _ => None,
        }
    }

    /// Whether literal text contains braces, which do not name a parameter there.
    #[must_use]
    pub fn has_stray_braces(&self) -> bool {
        let is_stray = |text: &str| text.contains(['{', '}']);
        let mut literals = self.pieces.iter().filter_map(PathPiece::literal);
        literals.any(is_stray)
    }

    /// Whether it has at least one parameter.
    #[must_use]
    pub fn has_parameters(&self) -> bool {
        self.pieces.iter().any(|piece| piece.name().is_some())
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Returns the template without parameter names, which are not on the wire.
    #[must_use]
    pub fn nameless(&self) -> Self {
        let piece = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => PathPiece::Literal(text.clone()),
            PathPiece::Parameter(_) => PathPiece::Parameter(PathParameter::nameless()),
        };
        Self {
            pieces: self.pieces.iter().map(piece).collect(),
        }
    }

    /// Splits the template at the first `sign` in literal text.
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

    /// Splits the template at every `sign` in literal text.
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

    /// Returns the template with `change` applied to its literal text.
    #[must_use]
    pub fn map_literals(&self, change: impl Fn(&str) -> String) -> Self {
        let piece = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => PathPiece::Literal(change(text)),
            PathPiece::Parameter(parameter) => PathPiece::Parameter(parameter.clone()),
        };
        Self {
            pieces: self.pieces.iter().map(piece).collect(),
        }
    }

    /// Returns the template with only names between the braces.
    #[must_use]
    pub fn with_names_alone(mut self) -> Self {
        for piece in &mut self.pieces {
            if let PathPiece::Parameter(parameter) = piece {
                parameter.written.clone_from(&parameter.name);
            }
        }
        self
    }

    /// Returns the words that operations without an id are named after: `/pets/by id`.
    #[must_use]
    pub fn words(&self) -> String {
        let word = |piece: &PathPiece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Parameter(parameter) => format!("by {} ", parameter.name),
        };
        let words: String = self.pieces.iter().map(word).collect();
        words.trim_end().to_owned()
    }

    /// Creates a template without parameters.
    #[must_use]
    pub fn literal(text: &str) -> Self {
        let mut template = Self::default();
        template.push_literal(text);
        template
    }

    /// Appends another template.
    pub fn append(&mut self, other: Self) {
        for piece in other.pieces {
            self.push(piece);
        }
    }

    fn push(&mut self, piece: PathPiece) {
        match piece {
            PathPiece::Literal(text) => self.push_literal(&text),
            PathPiece::Parameter(_) => self.pieces.push(piece),
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
                PathPiece::Parameter(parameter) => write!(f, "{{{}}}", parameter.written)?,
            }
        }
        Ok(())
    }
}

/// Returns the positions of matching braces. Nested braces belong to the outer pair if that has a
/// pattern, as in `{id:[0-9]{3}}`; otherwise the innermost pair counts.
fn braces(text: &str) -> Vec<(usize, usize)> {
    let mut open: Vec<Open> = Vec::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (index, letter) in text.char_indices() {
        match letter {
            '{' => open.push(Open {
                start: index,
                pairs_before: pairs.len(),
                has_pattern: false,
            }),
            ':' | '=' => {
                if let Some(last) = open.last_mut() {
                    last.has_pattern |= last.pairs_before == pairs.len();
                }
            }
            '}' => {
                let Some(last) = open.pop() else {
                    continue;
                };
                if last.has_pattern {
                    pairs.truncate(last.pairs_before);
                }
                if last.pairs_before == pairs.len() {
                    pairs.push((last.start, index));
                }
            }
            _ => {}
        }
    }
    pairs
}

/// An opening brace without its closing brace so far.
struct Open {
    start: usize,
    /// The number of pairs that end before it.
    pairs_before: usize,
    /// Whether a name and a pattern follow before any inner brace.
    has_pattern: bool,
}

#[cfg(test)]
mod tests {
    use super::PathTemplate;

    #[test]
    fn a_template_is_parsed_into_text_and_names() {
        let table: [(&str, &[&str], bool); 15] = [
            ("/", &[], false),
            ("/a/{b}/c/{größe}", &["b", "größe"], false),
            ("/{a}{b}.{a}", &["a", "b"], false),
            ("/a/{b", &[], true),
            ("/a}/{b}", &["b"], true),
            ("/a/{b{c}", &["c"], true),
            ("/{}/{b}", &["b"], true),
            ("/{a}}/{b}", &["a", "b"], true),
            ("/a?b={c}#{d}", &["c", "d"], false),
            ("/{a:[0-9]{3}}/{b}", &["a", "b"], false),
            ("/{a:x{1}{2}}/{b}", &["a", "b"], false),
            ("/{{a}}", &["a"], true),
            ("/{a:{b", &[], true),
            ("/{*}/{b}", &["b"], true),
            (
                "/{path:.*}/{proxy+}/{+name}:run",
                &["path", "proxy", "name"],
                false,
            ),
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
    fn a_name_that_is_declared_as_it_is_written_counts_more() {
        let bound = |declared: &str| {
            let mut template = PathTemplate::parse("/{proxy+}/{a:b}");
            template.bind(|name| name == declared);
            let names = template.names().into_iter().map(str::to_owned);
            names.collect::<Vec<_>>()
        };
        assert_eq!(bound("proxy"), ["proxy", "a"]);
        assert_eq!(bound("proxy+"), ["proxy+", "a"]);
        assert_eq!(bound("a:b"), ["proxy", "a:b"]);
    }

    #[test]
    fn the_query_of_a_uri_template_is_taken_where_its_names_are_declared() {
        let take = |text: &str| {
            let mut template = PathTemplate::parse(text);
            let taken = template.take_query(|name| ["page", "size"].contains(&name));
            (template.to_string(), taken.join(" "))
        };
        let table = [
            ("/a{?page,size*}", "/a", "?page,size*"),
            ("/a?x=1{&page}", "/a?x=1", "&page"),
            ("/a/{?page}/b{&size}", "/a//b", "?page &size"),
            ("/a{?page,other}", "/a{?page,other}", ""),
            ("/a/{page}", "/a/{page}", ""),
        ];
        for (text, left, taken) in table {
            assert_eq!(take(text), (left.to_owned(), taken.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_template_has_words() {
        let words = |text: &str| PathTemplate::parse(text).words();
        assert_eq!(words("/pets/{id}"), "/pets/by id");
        assert_eq!(words("/{a}{b}/c"), "/by a by b /c");
    }

    #[test]
    fn any_template_is_written_as_it_was() {
        const PARTS: [&str; 14] = [
            "{", "}", "/", "a", "b", ":", "=", "*", "+", "?", "&", ",", "é", ".",
        ];
        let mut rng = fastrand::Rng::with_seed(1);
        for _ in 0..3_000 {
            let parts = (0..rng.usize(..14)).map(|_| PARTS[rng.usize(..PARTS.len())]);
            let text: String = parts.collect();
            let template = PathTemplate::parse(&text);
            assert_eq!(template.to_string(), text);
            let names = template.names();
            assert!(names.iter().all(|name| !name.is_empty()), "{text}");
            assert_eq!(template.has_parameters(), !names.is_empty(), "{text}");
            for sign in ['/', '?', '&'] {
                let parts = template.split(sign);
                let parts: Vec<String> = parts.iter().map(PathTemplate::to_string).collect();
                assert_eq!(parts.join(&sign.to_string()), text);
                let cut = template.cut(sign);
                let cut = cut.map(|(before, after)| format!("{before}{sign}{after}"));
                assert_eq!(cut.unwrap_or(text.clone()), text);
                assert_eq!(template.cut(sign).is_some(), parts.len() > 1, "{text}");
            }
        }
    }
}
