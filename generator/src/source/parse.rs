//! Parses text to a value: decides between JSON and YAML, and which error to report if it is
//! neither.

use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::allowance::Allowance;
use super::anchors::{self, Numbered};
use super::text::Lines;
use super::value::{MERGE_KEY, Notes, Reading};
use super::{Format, Limits};
use crate::diagnostics::Pointer;

/// A parsed file.
#[derive(Debug)]
pub(super) struct Parsed {
    pub value: Value,
    pub format: Format,
    /// Members whose key occurs more than once in their object.
    pub duplicates: Vec<Pointer>,
    /// Whether further YAML documents follow. They are not used.
    pub more_documents: bool,
    /// The first escape of a lone surrogate.
    pub lone_surrogate: Option<Range<usize>>,
}

/// Why a file could not be parsed, and at which byte.
#[derive(Debug)]
pub(super) struct Broken {
    pub kind: BrokenKind,
    pub message: String,
    pub offset: usize,
    pub help: Option<&'static str>,
}

/// The kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BrokenKind {
    Syntax,
    Limit,
}

impl Broken {
    pub fn syntax(message: impl Into<String>, offset: usize) -> Self {
        Self {
            kind: BrokenKind::Syntax,
            message: message.into(),
            offset,
            help: None,
        }
    }
}

/// Decodes these bytes to text, without the byte order mark.
pub(super) fn decode(mut bytes: Vec<u8>) -> Result<String, (String, Broken)> {
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    if let Some(text) = decode_utf16(&bytes) {
        return Ok(text);
    }
    String::from_utf8(bytes).map_err(|error| {
        let broken = Broken::syntax(
            "the file is not UTF-8 text",
            error.utf8_error().valid_up_to(),
        );
        (
            String::from_utf8_lossy(error.as_bytes()).into_owned(),
            broken,
        )
    })
}

/// Decodes UTF-16, which some Windows tools write and which its byte order mark identifies.
fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_first_chunk::<2>()?;
    let unit = match mark {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let (units, _) = rest.as_chunks::<2>();
    String::from_utf16(&units.iter().map(|pair| unit(*pair)).collect::<Vec<_>>()).ok()
}

/// Parses `text`. The content decides the format; the extension of `path` decides only which
/// parser's error is reported.
pub(super) fn parse(
    text: &str,
    path: &Path,
    limits: &Limits,
    allowance: &Allowance,
) -> Result<Parsed, Broken> {
    let start = text.trim_start();
    let begin = text.len() - start.len();
    if start.is_empty() {
        return Err(Broken::syntax("the file is empty", 0));
    }
    if start.starts_with('<') && !start.starts_with(MERGE_KEY) {
        return Err(Broken::syntax(
            "this is HTML or XML, neither JSON nor YAML",
            begin,
        ));
    }
    if !start.starts_with(['{', '[']) {
        return yaml(text, limits, allowance);
    }
    let json = match json(text, limits, allowance) {
        Err(broken) if broken.kind == BrokenKind::Syntax => broken,
        settled => return settled,
    };
    // YAML would accept such a text, with keys that were not intended.
    if text
        .get(json.offset..)
        .is_some_and(|rest| rest.starts_with("//") || rest.starts_with("/*"))
    {
        return Err(Broken {
            help: Some("JSON has no comments: take this one away"),
            ..json
        });
    }
    // YAML is almost a superset of JSON: for example, it accepts a trailing comma or a comment.
    yaml(text, limits, allowance).map_err(|yaml| {
        if is_probably_json(start, path) {
            json
        } else {
            yaml
        }
    })
}

fn is_probably_json(start: &str, path: &Path) -> bool {
    let inside = start.get(1..).unwrap_or_default().trim_start();
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
        || inside.starts_with(['"', '{', '['])
}

fn json(text: &str, limits: &Limits, allowance: &Allowance) -> Result<Parsed, Broken> {
    let notes = Notes::new(limits, allowance.of_file(text.len(), limits));
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Reading::json(&notes).deserialize(&mut deserializer);
    match read.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => {
            allowance.settle(notes.left());
            Ok(Parsed {
                value,
                format: Format::Json,
                duplicates: notes.duplicates(),
                more_documents: false,
                lone_surrogate: None,
            })
        }
        Err(error) => Err(broken_json(text, &notes, &error)),
    }
}

fn broken_json(text: &str, notes: &Notes, error: &serde_json::Error) -> Broken {
    let lines = Lines::new(text);
    let line = lines.offset(text, error.line(), 1);
    // `serde_json` counts bytes and reports the position after the rejected one.
    let offset = (line + error.column().saturating_sub(1)).min(text.len());
    let said = error.to_string();
    let message = said.split(" at line ").next().unwrap_or(&said);
    broken(notes, message, offset)
}

fn yaml(text: &str, limits: &Limits, allowance: &Allowance) -> Result<Parsed, Broken> {
    if let Some(offset) = too_many_brackets(text) {
        let broken = Broken::syntax("too many brackets are open at once", offset);
        return Err(Broken {
            kind: BrokenKind::Limit,
            ..broken
        });
    }
    match anchors::numbered(text) {
        Ok(None) => read_yaml(text, limits, allowance),
        Ok(Some(numbered)) => {
            read_yaml(&numbered.text, limits, allowance).map_err(|broken| in_original(&numbered, broken))
        }
        // If the text is not valid YAML either, that error is the more useful one.
        Err(stopped) => read_yaml(text, limits, allowance).and(Err(Broken {
            help: Some("give each anchor of the file a name of its own"),
            ..Broken::syntax(
                "the file defines an anchor more than once, and cannot be scanned for anchors beyond this place",
                stopped.offset,
            )
        })),
    }
}

fn in_original(numbered: &Numbered, broken: Broken) -> Broken {
    Broken {
        offset: numbered.original(broken.offset),
        ..broken
    }
}

fn read_yaml(text: &str, limits: &Limits, allowance: &Allowance) -> Result<Parsed, Broken> {
    let notes = Notes::new(limits, allowance.of_file(text.len(), limits));
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let read = |document| Reading::yaml(&notes).deserialize(document);
    // Before the first `---` there may be only comments.
    let value = loop {
        let Some(document) = documents.next() else {
            return Err(Broken::syntax("the file is empty", 0));
        };
        let value = read(document).map_err(|error| broken_yaml(text, &notes, &error))?;
        if !value.is_null() {
            break value;
        }
    };
    let duplicates = notes.duplicates();
    // A second document is ignored, but a second document with a syntax error is a fault of the
    // file.
    let more_documents = match documents.next().map(read) {
        None | Some(Ok(Value::Null)) => false,
        Some(Ok(_)) => true,
        Some(Err(error)) => return Err(broken_yaml(text, &notes, &error)),
    };
    allowance.settle(notes.left());
    Ok(Parsed {
        value,
        format: Format::Yaml,
        duplicates,
        more_documents,
        lone_surrogate: None,
    })
}

fn broken_yaml(text: &str, notes: &Notes, error: &serde_yaml::Error) -> Broken {
    let place = error.location();
    let offset = place.map_or(0, |place| {
        Lines::new(text).offset(text, place.line(), place.column())
    });
    let said = error.to_string();
    let unprintable = said
        .contains("control characters")
        .then(|| control_character(text));
    let offset = unprintable.flatten().unwrap_or(offset);
    let mut broken = broken(notes, &without_places(&said), offset);
    if said.contains("cannot start any token") && indented_by_tab(text, offset) {
        broken.help = Some("YAML does not allow tabs for indentation: use spaces");
    }
    broken
}

fn broken(notes: &Notes, message: &str, offset: usize) -> Broken {
    let depth = message
        .contains("recursion limit")
        .then_some("objects and lists are nested too deeply");
    let aliases = message
        .contains("repetition limit")
        .then_some("aliases multiply without limit");
    match notes.exceeded().or(depth).or(aliases) {
        Some(what) => Broken {
            kind: BrokenKind::Limit,
            ..Broken::syntax(what, offset)
        },
        None => Broken::syntax(message, offset),
    }
}

/// The message without its line and column, which are reported separately.
fn without_places(message: &str) -> String {
    let mut parts = message.split(" at line ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for (_, rest) in parts.filter_map(|part| part.split_once(", ")) {
        kept.push_str(", ");
        kept.push_str(rest);
    }
    kept
}

/// The offset of a control character that YAML does not allow: the error does not include it.
fn control_character(text: &str) -> Option<usize> {
    text.find(|letter: char| {
        letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{85}')
    })
}

fn indented_by_tab(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indentation = text.get(line..).unwrap_or_default();
    indentation
        .chars()
        .take_while(|character| character.is_whitespace())
        .any(|character| character == '\t')
}

/// The offset at which brackets are nested too deeply.
///
/// libyaml takes quadratic time in the nesting depth, before any limit of the reader applies.
/// Quotes and comments are not considered: real descriptions do not fill them with unbalanced
/// brackets.
fn too_many_brackets(text: &str) -> Option<usize> {
    const MAX_OPEN_BRACKETS: usize = 10_000;
    let mut open: usize = 0;
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_OPEN_BRACKETS {
            return Some(offset);
        }
    }
    None
}
