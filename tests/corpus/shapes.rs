//! How much of what a crate's types are called, and of their shapes, is arbitrary: counted from its `API.txt`.
//!
//! A type exists because a person needs it, and is called what a person would call it. These counts say how far a
//! description is from that; they stand in `expected/`, so that a change shows what it does to each published one.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;
use std::path::Path;
use std::{fmt, fs};

use libtest_mimic::Failed;

use crate::expected::settings;

/// What is counted of a crate.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Shapes {
    /// Its public types.
    pub types: usize,
    /// Of them, those whose name counts: `Variant1`, `Item2`.
    pub ordinal: usize,
    /// Of them, other names that end in digits.
    pub numbered: usize,
    /// Of them, names over 50 letters.
    pub long: usize,
    /// Of them, enums with one value.
    pub single: usize,
    /// Fields of structs and payloads of variants.
    pub members: usize,
    /// Of them, any JSON.
    pub any_json: usize,
}

impl Shapes {
    /// Counts the types that an `API.txt` lists.
    pub fn count(api: &str) -> Self {
        let mut types = BTreeSet::new();
        let mut enums = BTreeSet::new();
        let mut values: BTreeMap<&str, usize> = BTreeMap::new();
        let mut shapes = Self::default();
        for line in api.lines() {
            let Some((kind, rest)) = item(line) else {
                continue;
            };
            let Some((name, member)) = rest.split_once("::") else {
                let name = rest.split([' ', '<']).next().unwrap_or(rest);
                types.insert(name);
                if kind == "enum" {
                    enums.insert(name);
                }
                continue;
            };
            if kind != "member" || is_catch_all(member) {
                continue;
            }
            let values = values.entry(name).or_default();
            *values += 1;
            if let Some(ty) = member.split_once([':', '(']).map(|(_, ty)| ty) {
                // A union of one variant does not count as an enum of one value.
                *values += 1;
                shapes.members += 1;
                shapes.any_json += usize::from(names(ty, "Value"));
            }
        }
        let count = |fits: fn(&str) -> bool| types.iter().filter(|name| fits(name)).count();
        Self {
            types: types.len(),
            ordinal: count(is_ordinal),
            numbered: count(|name| ends_in_digit(name) && !is_ordinal(name)),
            long: count(|name| name.len() > 50),
            single: enums
                .iter()
                .filter(|name| values.get(*name) == Some(&1))
                .count(),
            ..shapes
        }
    }
}

/// Adds up what `expected/` says of each description. Those counts are compared with the crates by the trials of each.
pub fn total() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/expected");
    let mut total = Shapes::default();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if !path.ends_with("total.snap") {
            let text = fs::read_to_string(path)?;
            total += Shapes::written(&text).unwrap_or_default();
        }
    }
    settings().bind(|| insta::assert_snapshot!("total", total.to_string()));
    Ok(())
}

impl Shapes {
    /// Reads what `Display` wrote somewhere in a text.
    fn written(text: &str) -> Option<Self> {
        let mut lines = text.lines().skip_while(|line| !line.starts_with("types: "));
        let lines = [lines.next()?, lines.next()?].concat();
        let numbers = lines.split(|letter: char| !letter.is_ascii_digit());
        let numbers: Vec<usize> = numbers.filter_map(|number| number.parse().ok()).collect();
        // `over 50 letters` has a number of its own.
        let &[
            types,
            ordinal,
            numbered,
            long,
            50,
            single,
            members,
            any_json,
        ] = numbers.as_slice()
        else {
            return None;
        };
        Some(Self {
            types,
            ordinal,
            numbered,
            long,
            single,
            members,
            any_json,
        })
    }
}

impl AddAssign for Shapes {
    fn add_assign(&mut self, other: Self) {
        self.types += other.types;
        self.ordinal += other.ordinal;
        self.numbered += other.numbered;
        self.long += other.long;
        self.single += other.single;
        self.members += other.members;
        self.any_json += other.any_json;
    }
}

impl fmt::Display for Shapes {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "types: {} ({} with an ordinal, {} with another number, {} over 50 letters, {} enums of one value)",
            self.types, self.ordinal, self.numbered, self.long, self.single
        )?;
        writeln!(
            out,
            "members: {} ({} any JSON)",
            self.members, self.any_json
        )
    }
}

/// What a line of `API.txt` says of `types`: a kind of item, or `member` of one, and the path.
fn item(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("pub ")?;
    if let Some(path) = rest.strip_prefix("types::") {
        return Some(("member", path));
    }
    let (kind, path) = rest.split_once(" types::")?;
    matches!(kind, "struct" | "enum" | "type").then_some((kind, path))
}

/// The member for what the description does not name.
fn is_catch_all(member: &str) -> bool {
    let name = member.split([':', '(', ' ']).next().unwrap_or(member);
    matches!(name, "Unknown" | "additional_properties")
}

/// Whether a type's text has this word.
fn names(ty: &str, word: &str) -> bool {
    ty.split(|letter: char| !letter.is_alphanumeric())
        .any(|part| part == word)
}

/// Whether a name holds a word for a place, and its number.
fn is_ordinal(name: &str) -> bool {
    let counts = |word: &str| {
        let after = name.match_indices(word).map(|(at, _)| at + word.len());
        let mut after = after.filter_map(|at| name.get(at..));
        after.any(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()))
    };
    ["Variant", "Item", "Option", "Member"]
        .iter()
        .any(|word| counts(word))
}

fn ends_in_digit(name: &str) -> bool {
    name.ends_with(|letter: char| letter.is_ascii_digit())
}
