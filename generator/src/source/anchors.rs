//! Renames YAML anchors where a document defines one name more than once.
//!
//! An alias refers to the most recent definition before it (YAML 1.2.2, section 3.2.2.2).
//! `serde_yaml` numbers anchors by the count of distinct names so far. After a name is defined
//! again, two anchors share a number, and aliases refer to the wrong values. The scanner that finds
//! places knows each anchor and alias, so the text given to `serde_yaml` has a unique number in
//! place of each name: `&a 1, &a 2, *a` becomes `&1 1, &2 2, *2`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::Range;

use libyaml_safer::{Scanner, TokenData};

use super::contained::contained;

/// A text whose anchors are numbered.
#[derive(Debug)]
pub(super) struct Numbered {
    pub text: String,
    edits: Vec<Edit>,
}

/// A replaced name.
#[derive(Debug)]
struct Edit {
    /// The range of the old name.
    name: Range<usize>,
    number: String,
}

impl Numbered {
    /// Returns the offset in the original text for an offset in this one.
    pub fn original(&self, offset: usize) -> usize {
        let (mut old, mut new) = (0, 0);
        for Edit { name, number } in &self.edits {
            let begin = new + name.start - old;
            if offset < begin {
                break;
            }
            if offset < begin + number.len() {
                return name.start;
            }
            (old, new) = (name.end, begin + number.len());
        }
        old + offset.saturating_sub(new)
    }
}

/// Anchors cannot be numbered: the scanner stops at this byte.
#[derive(Debug)]
pub(super) struct Unscannable {
    pub offset: usize,
}

/// Returns the text with its anchors numbered; `None` if every name is defined once, the usual
/// case.
pub(super) fn numbered(text: &str) -> Result<Option<Numbered>, Unscannable> {
    if !may_repeat(text) {
        return Ok(None);
    }
    let names = Names::scan(text);
    match (names.end, names.repeats) {
        (Some(offset), _) => Err(Unscannable { offset }),
        (None, false) => Ok(None),
        (None, true) => Ok(Some(replace(text, names.edits))),
    }
}

/// Whether the text may define an anchor twice and may have an alias. Cheap and conservative.
fn may_repeat(text: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut has_alias = false;
    let mut repeats = false;
    let mut before = b' ';
    for (at, byte) in text.bytes().enumerate() {
        if matches!(byte, b'&' | b'*')
            && (before.is_ascii_whitespace() || matches!(before, b'[' | b'{' | b',' | b':'))
        {
            let rest = text.get(at + 1..).unwrap_or_default();
            let end = rest.find(|letter| !is_of_name(letter));
            let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            match byte {
                _ if name.is_empty() => {}
                b'*' => has_alias = true,
                _ => repeats |= !seen.insert(name),
            }
        }
        if repeats && has_alias {
            return true;
        }
        before = byte;
    }
    false
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')
}

/// The names of anchors and aliases in a stream of documents.
#[derive(Debug, Default)]
struct Names {
    edits: Vec<Edit>,
    /// The number of the most recent definition of each name in the document.
    known: BTreeMap<String, usize>,
    defined: usize,
    repeats: bool,
    /// The byte at which the scanner stopped.
    end: Option<usize>,
}

/// The name for an alias whose anchor was not defined: no anchor has this number.
const UNDEFINED: usize = 0;

impl Names {
    fn scan(text: &str) -> Self {
        let mut names = Self {
            end: Some(0),
            ..Self::default()
        };
        contained(|| names.scan_tokens(text));
        names
    }

    fn scan_tokens(&mut self, text: &str) {
        // The scanner does not handle a last line without a line break well.
        let mut bytes = text.as_bytes().chain(b"\n".as_slice());
        let mut scanner = Scanner::new();
        scanner.set_input(&mut bytes);
        for token in scanner {
            let Ok(token) = token else { return };
            let bytes = offset(token.start_mark.index, text)..offset(token.end_mark.index, text);
            self.end = Some(bytes.end);
            match token.data {
                TokenData::DocumentStart | TokenData::DocumentEnd => self.known.clear(),
                TokenData::Anchor { value } => {
                    self.defined += 1;
                    self.repeats |= self.known.insert(value, self.defined).is_some();
                    self.edit(bytes, self.defined);
                }
                TokenData::Alias { value } => {
                    let number = self.known.get(&value).copied().unwrap_or(UNDEFINED);
                    self.edit(bytes, number);
                }
                TokenData::StreamEnd => {
                    self.end = None;
                    return;
                }
                _ => {}
            }
        }
    }

    /// Replaces the name after the `&` or `*` of a token.
    fn edit(&mut self, token: Range<usize>, number: usize) {
        self.edits.push(Edit {
            name: token.start + 1..token.end,
            number: number.to_string(),
        });
    }
}

fn offset(index: u64, text: &str) -> usize {
    usize::try_from(index).map_or(text.len(), |index| index.min(text.len()))
}

fn replace(text: &str, edits: Vec<Edit>) -> Numbered {
    let mut numbered = String::with_capacity(text.len());
    let mut from = 0;
    for Edit { name, number } in &edits {
        numbered.push_str(text.get(from..name.start).unwrap_or_default());
        numbered.push_str(number);
        from = name.end;
    }
    numbered.push_str(text.get(from..).unwrap_or_default());
    Numbered {
        text: numbered,
        edits,
    }
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn only_names_that_are_defined_twice_are_numbered() {
        for text in [
            "a: &p 1\nb: *p\n",
            "a: &p 1\nb: &p 2\n",
            "a: &p 1\nb: *p\n---\na: &p 1\nb: *p\n",
            "a: 'x &p *p'\nb: \"&p\" # &p\nc: |\n  &p &p *p\n",
            "a: ?x&p&p *p\n",
        ] {
            assert!(numbered(text).unwrap().is_none(), "{text}");
        }
    }

    #[test]
    fn an_alias_has_the_number_of_the_definition_before_it() {
        for (text, expected) in [
            (
                "a: &p 1\nb: *p\nc: &p 2\nd: &q 3\ne: [*p,*q , *none]\n",
                "a: &1 1\nb: *1\nc: &2 2\nd: &3 3\ne: [*2,*3 , *0]\n",
            ),
            (
                "{\"a\":&long [&p x, *p], b: *long, c: !t &p y, *p : '&p'}",
                "{\"a\":&1 [&2 x, *2], b: *1, c: !t &3 y, *3 : '&p'}",
            ),
            (
                "- &p ä\n- &p ö\n- *p\n---\n- *p\n",
                "- &1 ä\n- &2 ö\n- *2\n---\n- *0\n",
            ),
        ] {
            let numbered = numbered(text).unwrap().unwrap();
            assert_eq!(numbered.text, expected);
            let same = text.len() - text.rfind('\n').unwrap_or(text.len() - 1);
            let ends = (numbered.text.len() - same, text.len() - same);
            assert_eq!(numbered.original(ends.0), ends.1, "{text}");
            assert_eq!(numbered.original(0), 0);
        }
    }

    #[test]
    fn where_the_scanner_gives_up_is_known() {
        let text = "a: &p 1\nb: &p {title: !t, c: *p}\n";
        assert_eq!(numbered(text).unwrap_err().offset, 21);
    }
}
