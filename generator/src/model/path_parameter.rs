//! The text between the braces of a path: the name of a parameter, and what frameworks and URI
//! templates write beside it.
//!
//! OpenAPI has names only. Descriptions that are written by frameworks keep the syntax of routes:
//! `{path:.*}`, `{*rest}`, `{proxy+}`, `{+name}` (RFC 6570), `{name=projects/*}`
//! (`google.api.http`).

/// A parameter of a path template.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PathParameter {
    /// The text between the braces.
    pub written: String,
    /// The name of the parameter.
    pub name: String,
    /// How much of the path it is.
    pub extent: Extent,
}

/// How much of a path a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Extent {
    /// A segment, or a part of one.
    Segment,
    /// Several segments: slashes in the value separate them.
    Segments,
    /// Several segments, or none: the value may be empty.
    AnySegments,
}

impl PathParameter {
    /// Parses the text between two braces. `None` if there is no name in it.
    pub(super) fn parse(written: &str) -> Option<Self> {
        let (name, extent) = name_and_extent(written);
        (!name.is_empty()).then(|| Self {
            written: written.to_owned(),
            name: name.to_owned(),
            extent,
        })
    }

    /// Any parameter: its name is not on the wire.
    pub(super) fn nameless() -> Self {
        Self {
            written: String::new(),
            name: String::new(),
            extent: Extent::Segment,
        }
    }

    /// The names of a query as URI templates have it: `?page,size` and `&page`.
    pub(super) fn query_names(&self) -> Option<Vec<&str>> {
        let names = self.written.strip_prefix(['?', '&'])?.split(',');
        Some(names.map(|name| name.trim_end_matches('*')).collect())
    }

    /// Whether it is written as OpenAPI has it: by its name alone.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.written == self.name && self.extent == Extent::Segment
    }
}

fn name_and_extent(written: &str) -> (&str, Extent) {
    if written.starts_with(['?', '&']) {
        return (written, Extent::Segment);
    }
    if let Some(name) = written.strip_prefix('+') {
        return (name, Extent::Segments);
    }
    if written.starts_with('*') {
        return (written.trim_start_matches('*'), Extent::AnySegments);
    }
    let optional = written.strip_suffix('?').unwrap_or(written);
    if let Some((name, pattern)) = optional.split_once([':', '='])
        && !name.is_empty()
    {
        return (name, extent_of_pattern(pattern));
    }
    if let Some(name) = optional.strip_suffix('+') {
        return (name, Extent::Segments);
    }
    let name = optional.trim_end_matches('*');
    if name.len() < optional.len() {
        return (name, Extent::AnySegments);
    }
    (optional, Extent::Segment)
}

/// How much a pattern matches: a regular expression, a wildcard, or the name of a type of path.
fn extent_of_pattern(pattern: &str) -> Extent {
    let pattern = pattern.strip_prefix('^').unwrap_or(pattern);
    let pattern = pattern.strip_suffix('$').unwrap_or(pattern);
    match pattern {
        "path" | ".*" | ".*?" | "(.*)" | "**" => Extent::AnySegments,
        pattern if matches_slashes(pattern) => Extent::Segments,
        _ => Extent::Segment,
    }
}

/// Whether a regular expression or a wildcard matches a slash. A `.` counts where it is repeated:
/// alone it is most often meant as a dot.
fn matches_slashes(pattern: &str) -> bool {
    let mut rest = pattern.chars();
    while let Some(letter) = rest.next() {
        let has_slash = match letter {
            '/' => return true,
            '\\' => rest.next().is_some_and(is_class_with_slash),
            '[' => class_has_slash(&mut rest),
            '.' => true,
            _ => false,
        };
        if has_slash && rest.as_str().starts_with(['*', '+', '{']) {
            return true;
        }
    }
    pattern.contains("**")
}

/// Whether a class of characters such as `[^?]` has the slash. Takes it from `rest`, its bracket
/// too.
fn class_has_slash(rest: &mut std::str::Chars<'_>) -> bool {
    let is_negated = rest.as_str().starts_with('^');
    let (mut names_slash, mut is_first) = (false, true);
    while let Some(letter) = rest.next() {
        match letter {
            ']' if !is_first => break,
            '/' => names_slash = true,
            '\\' => {
                let escaped = rest.next();
                names_slash |= escaped.is_some_and(|one| one == '/' || is_class_with_slash(one));
            }
            _ => {}
        }
        is_first = is_first && letter == '^';
    }
    names_slash != is_negated
}

/// Whether a class such as `\S` has the slash.
fn is_class_with_slash(letter: char) -> bool {
    matches!(letter, 'S' | 'W' | 'D')
}

#[cfg(test)]
mod tests {
    use super::{Extent, PathParameter};

    #[test]
    fn names_are_found_in_the_syntax_of_frameworks() {
        use Extent::{AnySegments, Segment, Segments};
        let table = [
            ("id", "id", Segment),
            ("größe", "größe", Segment),
            ("id?", "id", Segment),
            ("id:int", "id", Segment),
            ("id:int?", "id", Segment),
            ("id:[0-9]+", "id", Segment),
            ("id:[0-9]{3}", "id", Segment),
            ("version:\\d+.\\d+", "version", Segment),
            ("id:[^/]+", "id", Segment),
            ("id:[^/\\]]*", "id", Segment),
            ("id=*", "id", Segment),
            ("action=Index", "action", Segment),
            ("path:.*", "path", AnySegments),
            ("path:^.*$", "path", AnySegments),
            ("path:(.*)", "path", AnySegments),
            ("path: .+", "path", Segments),
            ("path:.+", "path", Segments),
            ("path:.{1,9}", "path", Segments),
            ("path:[^?#]+", "path", Segments),
            ("path:[\\w/]+", "path", Segments),
            ("path:\\S+", "path", Segments),
            ("path:[]/]+", "path", Segments),
            ("path:path", "path", AnySegments),
            ("path:a/b", "path", Segments),
            ("+name", "name", Segments),
            ("*rest", "rest", AnySegments),
            ("**rest", "rest", AnySegments),
            ("rest*", "rest", AnySegments),
            ("rest**", "rest", AnySegments),
            ("proxy+", "proxy", Segments),
            ("name=projects/*", "name", Segments),
            ("name=projects/*/locations/**", "name", Segments),
            ("name=**", "name", AnySegments),
            (":odd", ":odd", Segment),
        ];
        for (written, name, extent) in table {
            let parameter = PathParameter::parse(written).unwrap();
            assert_eq!(
                (parameter.name.as_str(), parameter.extent),
                (name, extent),
                "{written}"
            );
        }
        for nameless in ["", "*", "**", "+"] {
            assert_eq!(PathParameter::parse(nameless), None, "{nameless:?}");
        }
    }
}
