//! Gives each YAML anchor a name of its own where a document defines one name more than once.
//!
//! An alias means the most recent definition before it (YAML 1.2.2, section 3.2.2.2). `serde_yaml` numbers anchors by how
//! many different names there were so far, so that after a name is defined again two anchors have one number and aliases
//! mean the wrong values. The scanner that places are found with knows where each anchor and alias stands: the text that
//! `serde_yaml` reads has them numbered.

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

/// A name that was replaced.
#[derive(Debug)]
struct Edit {
    /// The bytes of the old name.
    name: Range<usize>,
    number: String,
}

impl Numbered {
    /// The offset in the original text of an offset in this one.
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

/// Why anchors cannot be numbered: the scanner does not get beyond this byte.
#[derive(Debug)]
pub(super) struct Unscannable {
    pub offset: usize,
}

/// The text with its anchors numbered; `None` where each name is defined once, as nearly everywhere.
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

/// Whether what looks like an anchor stands in the text twice, and what looks like an alias at all.
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
    /// Where the scanner gave up.
    end: Option<usize>,
}

/// The name of an alias whose anchor was not defined: no anchor has this number.
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
        // The scanner does not take a last line without an end well.
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

    /// Replaces the name behind the `&` or `*` of a token.
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
