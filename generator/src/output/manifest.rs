//! The lock file `oasmith.lock` in the output folder, here called the manifest: the generated
//! files, their inputs, the names chosen, and the offer.
//!
//! It is the only file with the version of the tool, so that an upgrade does not touch the others.
//! It is designed for version control and reviews: sorted, with one fact per line.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::disk::read_regular;
use super::{Files, OutputError, salvage, sha256};
use crate::Report;
use crate::plan::{Earlier, Offer};
use crate::printable::{self, is_hidden};

/// The path of the manifest in the output folder.
pub const MANIFEST: &str = "oasmith.lock";

/// The version of the manifest format.
const FORMAT: u32 = 1;

const HEADER: &str =
    "# Written by oasmith, to know which files it may replace. Keep it in version control.\n\n";

/// The record of what oasmith wrote to a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the manifest format.
    pub format: u32,
    /// The version of oasmith that wrote the files. No other file contains it.
    #[serde(default)]
    pub oasmith: String,
    /// The fingerprint of the settings and the names. Empty if the inputs of a run cannot be
    /// recognized by their files: the root was not a file, or an input was fetched or missing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub config: String,
    /// Statistics about the generated client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<Report>,
    /// The files of the description with their fingerprints, relative to the root.
    #[serde(default)]
    pub inputs: BTreeMap<String, String>,
    /// The chosen Rust names by what they name, which keeps them stable.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// What the crate offers, which a later one keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Offer>,
    /// The generated files with their fingerprints. Set on delivery.
    #[serde(default)]
    pub files: BTreeMap<String, String>,
}

impl Default for Manifest {
    fn default() -> Self {
        Self {
            format: FORMAT,
            oasmith: env!("CARGO_PKG_VERSION").to_owned(),
            config: String::new(),
            report: None,
            inputs: BTreeMap::new(),
            names: BTreeMap::new(),
            offer: None,
            files: BTreeMap::new(),
        }
    }
}

impl Manifest {
    /// Reads the manifest in this folder. Returns `None` if there is none.
    ///
    /// # Errors
    /// It cannot be read or is invalid.
    pub fn read(folder: &Path) -> Result<Option<Self>, OutputError> {
        let Some(bytes) = Self::bytes(folder)? else {
            return Ok(None);
        };
        Self::parse(&bytes)
            .map(Some)
            .map_err(|reason| OutputError::Manifest {
                path: folder.join(MANIFEST),
                reason,
            })
    }

    /// Returns what the run that wrote it chose.
    #[must_use]
    pub fn earlier(&self) -> Earlier {
        Earlier {
            names: self.names.clone(),
            offer: self.offer.clone(),
        }
    }

    /// Returns what our side of a manifest with merge conflicts chose. Empty if it is invalid
    /// otherwise.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn our_earlier(folder: &Path) -> Result<Earlier, OutputError> {
        let bytes = Self::bytes(folder)?.unwrap_or_default();
        let ours = salvage::our_side(&String::from_utf8_lossy(&bytes));
        let ours = ours.and_then(|text| Self::parse_unchecked(text.as_bytes()).ok());
        Ok(ours.unwrap_or_default().earlier())
    }

    /// Reads the bytes of the manifest.
    fn bytes(folder: &Path) -> Result<Option<Vec<u8>>, OutputError> {
        read_regular(&folder.join(MANIFEST))
    }

    /// Returns the files in the manifest with their fingerprints, even if it is invalid: with merge
    /// conflicts, those of both sides.
    pub(super) fn listed_files(
        folder: &Path,
    ) -> Result<BTreeMap<String, BTreeSet<String>>, OutputError> {
        let bytes = Self::bytes(folder)?.unwrap_or_default();
        Ok(salvage::listed_files(&String::from_utf8_lossy(&bytes)))
    }

    /// Parses a manifest, or returns why it is invalid.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, String> {
        let manifest = Self::parse_unchecked(bytes)?;
        let damaged = manifest.offer.as_ref().and_then(Offer::damaged_entry);
        match (damaged, str::from_utf8(bytes)) {
            (Some((at, problem)), Ok(text)) => Err(damage(text, &at, &problem)),
            _ => Ok(manifest),
        }
    }

    /// Parses a manifest whose offer may have invalid entries, which the stages skip.
    fn parse_unchecked(bytes: &[u8]) -> Result<Self, String> {
        let text = str::from_utf8(bytes).map_err(|error| error.to_string())?;
        let manifest: Self = toml::from_str(text).map_err(|error| reason(text, &error))?;
        if manifest.format > FORMAT {
            return Err(match manifest.oasmith.as_str() {
                "" => "a newer oasmith wrote it".to_owned(),
                version => format!("oasmith {version}, which wrote it, is newer"),
            });
        }
        Ok(manifest)
    }

    /// Sets the fingerprints of these files.
    pub(super) fn with_files(mut self, files: &Files) -> Self {
        let files: Vec<_> = files.iter().collect();
        let files = files.into_par_iter();
        let files: Vec<_> = files
            .map(|(path, text)| (path.to_owned(), sha256(text.as_bytes())))
            .collect();
        self.files = files.into_iter().collect();
        self
    }

    /// Returns the text of the manifest.
    pub(super) fn to_text(&self) -> Result<String, OutputError> {
        let body = toml::to_string(self).map_err(|error| OutputError::Manifest {
            path: MANIFEST.into(),
            reason: error.to_string(),
        })?;
        let text = visible(&body);
        Ok(format!("{HEADER}{text}"))
    }
}

/// Escapes the invisible characters of a manifest, because it is read in reviews, and writes each
/// string in one line.
fn visible(body: &str) -> Cow<'_, str> {
    let is_plain = body.lines().all(|line| !line.contains(is_hidden));
    if is_plain && !body.contains("\"\"\"") && !body.contains("'''") {
        return body.into();
    }
    let Ok(table) = DeTable::parse(body) else {
        return printable::lines(body);
    };
    let mut strings = Vec::new();
    collect_table(table.get_ref(), &mut strings);
    strings.sort_by_key(|(span, _)| span.start);
    let (mut text, mut end) = (String::new(), 0);
    for (span, value) in strings {
        let (Some(before), Some(token)) = (body.get(end..span.start), body.get(span.clone()))
        else {
            continue;
        };
        if token.contains(is_hidden) {
            text.push_str(before);
            text.push_str(&printable::toml(value));
            end = span.end;
        }
    }
    text.push_str(body.get(end..).unwrap_or_default());
    text.into()
}

/// A string in a text, as a key or a value: where it stands, and what it is.
type Token<'a> = (Range<usize>, &'a str);

fn collect_table<'a>(table: &'a DeTable<'_>, strings: &mut Vec<Token<'a>>) {
    for (key, value) in table {
        strings.push((key.span(), key.get_ref()));
        collect(value, strings);
    }
}

fn collect<'a>(value: &'a Spanned<DeValue<'_>>, strings: &mut Vec<Token<'a>>) {
    match value.get_ref() {
        DeValue::String(text) => strings.push((value.span(), text)),
        DeValue::Array(values) => values.iter().for_each(|value| collect(value, strings)),
        DeValue::Table(table) => collect_table(table, strings),
        _ => {}
    }
}

fn reason(text: &str, error: &toml::de::Error) -> String {
    let before = error
        .span()
        .and_then(|span| text.get(..span.start))
        .unwrap_or_default();
    format!(
        "{} in line {}",
        error.message(),
        before.matches('\n').count() + 1
    )
}

/// The reason why an entry of the offer is invalid, with its line.
fn damage(text: &str, at: &[&str], problem: &str) -> String {
    let line = DeTable::parse(text)
        .ok()
        .and_then(|table| line_of(table.get_ref(), at, text));
    let place = line.map_or_else(String::new, |line| format!(" in line {line}"));
    format!("{} under `[offer]`: {problem}{place}", at.join("."))
}

/// The line of an entry of the offer.
fn line_of(table: &DeTable<'_>, at: &[&str], text: &str) -> Option<usize> {
    let (mut table, mut start) = (table, 0);
    for (index, key) in ["offer"].iter().chain(at).enumerate() {
        let (found, value) = table.iter().find(|(known, _)| known.get_ref() == key)?;
        start = found.span().start;
        if index < at.len() {
            table = value.get_ref().as_table()?;
        }
    }
    Some(text.get(..start)?.matches('\n').count() + 1)
}

#[cfg(test)]
mod tests {
    use super::{Manifest, is_hidden};
    use crate::plan::Offer;

    /// Each section has keys and values, which the description names.
    #[test]
    fn an_offer_that_hides_something_is_read_back_and_seen() {
        let texts = [
            "a\u{202e}b",
            "'a\"\u{200b}",
            "c\n\u{e0041}",
            "\n[files]\n\"\"\" = '''\r\n\u{7f}",
            "two\nlines",
            "d",
        ]
        .map(str::to_owned);
        let all = || {
            let lists = texts.iter().map(|text| (text.clone(), texts.to_vec()));
            lists.collect()
        };
        let offer = Offer {
            tag_features: true,
            modules: texts.iter().cloned().zip(texts.clone()).collect(),
            sent: all(),
            both: all(),
            multipart: all(),
            outcomes: {
                let variants = texts.iter().cloned().zip(texts.clone());
                let variants: std::collections::BTreeMap<_, _> = variants.collect();
                texts
                    .iter()
                    .map(|text| (text.clone(), variants.clone()))
                    .collect()
            },
            open: texts.iter().cloned().collect(),
            derives: all(),
            shared: texts.iter().cloned().zip(texts.clone()).collect(),
        };
        let manifest = Manifest {
            offer: Some(offer),
            ..Manifest::default()
        };
        let text = manifest.to_text().unwrap();
        assert!(text.lines().all(|line| !line.contains(is_hidden)), "{text}");
        let line = text.lines().find(|line| line.starts_with("d = ["));
        let expected = r#"d = ["a\u202Eb", "'a\"\u200B", "c\u000A\U000E0041", "#;
        assert!(
            line.is_some_and(|line| line.starts_with(expected)),
            "{text}"
        );
        let read = Manifest::parse_unchecked(text.as_bytes());
        assert_eq!(read.unwrap(), manifest);
    }

    #[test]
    fn a_damaged_offer_is_reported_with_its_line() {
        let table = [
            (
                "[offer.modules]\nget = '../x'",
                "modules.get under `[offer]`: `../x` is not the name of a module in line 3",
            ),
            (
                "[offer.modules]\nget = 'Pets'",
                "modules.get under `[offer]`: `Pets` is not the name of a module in line 3",
            ),
            (
                "[offer.outcomes.GetError]\n404 = 'NotFound'\n5XX = 'a b'",
                "outcomes.GetError.5XX under `[offer]`: `a b` is not the name of a variant in line 4",
            ),
            (
                "[offer.outcomes.GetError]\n'40' = 'NotFound'",
                "outcomes.GetError.40 under `[offer]`: `40` is not a status in line 3",
            ),
        ];
        for (offer, expected) in table {
            let text = format!("format = 1\n{offer}\n");
            assert_eq!(Manifest::parse(text.as_bytes()).unwrap_err(), expected);
        }
        let usable = "format = 1\n[offer.modules]\nget = 'pets'\n[offer.outcomes.GetError]\n404 = 'NotFound'\n4XX = 'Other'\ndefault = 'Any'\n";
        assert!(Manifest::parse(usable.as_bytes()).is_ok());
    }

    #[test]
    fn a_name_that_hides_something_is_read_back_and_seen() {
        let names = [
            "type a\u{202e}b",
            "type 'a\"\u{200b}",
            "type c\n\u{e0041}",
            "type d",
        ];
        let mut manifest = Manifest::default();
        manifest
            .names
            .extend(names.map(|name| (name.to_owned(), "Name".to_owned())));
        let text = manifest.to_text().unwrap();
        let lines = [
            r#""type a\u202Eb" = "Name""#,
            r#""type 'a\"\u200B" = "Name""#,
            r#""type c\u000A\U000E0041" = "Name""#,
            r#""type d" = "Name""#,
        ];
        for line in lines {
            assert!(text.lines().any(|one| one == line), "{line}\n{text}");
        }
        assert_eq!(Manifest::parse(text.as_bytes()).unwrap(), manifest);
    }
}
