//! That texts of a description are only texts, in generated files and in what is printed.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use oasmith::output::Files;
use oasmith::printable::{is_hidden, is_joiner_after};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::texts::CANARY;

/// Checks generated files. Those that were checked before are not parsed again: most of the runtime is the same for all.
#[derive(Default)]
pub struct Checked(HashSet<u64>);

impl Checked {
    /// What is wrong with a crate.
    pub fn files(&mut self, files: &Files) -> Result<(), String> {
        let mut names = HashSet::new();
        for (path, text) in files.iter() {
            is_portable(path)?;
            if !names.insert(path.to_lowercase()) {
                return Err(format!("{path} is another file where case does not count"));
            }
            let mut hasher = DefaultHasher::new();
            (path.rsplit('.').next(), text).hash(&mut hasher);
            let hash = hasher.finish();
            if !self.0.contains(&hash) {
                file(path, text).map_err(|wrong| format!("{path}: {wrong}"))?;
                self.0.insert(hash);
            }
        }
        Ok(())
    }
}

fn file(path: &str, text: &str) -> Result<(), String> {
    visible(text)?;
    match path.rsplit('.').next() {
        Some("rs") => rust(text),
        Some("toml") => manifest(text),
        Some("md") => markdown(text),
        _ => Ok(()),
    }
}

/// A name of a file that every file system takes.
fn is_portable(path: &str) -> Result<(), String> {
    const RESERVED: [&str; 6] = ["aux", "con", "nul", "prn", "conin$", "conout$"];
    for part in path.split('/') {
        let stem = part.split('.').next().unwrap_or_default().to_lowercase();
        let is_plain = |letter: char| letter.is_alphanumeric() || "._-".contains(letter);
        let is_port = (stem.starts_with("com") || stem.starts_with("lpt")) && stem.len() == 4;
        let is_reserved = RESERVED.contains(&&*stem)
            || is_port && stem.ends_with(|last: char| last.is_ascii_digit());
        if part.len() > 110 || !part.chars().all(is_plain) || is_reserved || part.starts_with('.') {
            return Err(format!("{path:?} is not a name for every system"));
        }
    }
    Ok(())
}

/// Nothing is hidden in a text, but for the ends of lines and what joins two characters that are seen.
pub fn visible(text: &str) -> Result<(), String> {
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if is_hidden(letter) && letter != '\n' && !is_joiner_after(before, letter) {
            return Err(format!("{letter:?} stands in {:?}", around(text, at)));
        }
        before = Some(letter);
    }
    Ok(())
}

/// What is printed obeys nobody: see [`visible`], and no line is a command of a log or an instruction to cargo.
pub fn printed(text: &str) -> Result<(), String> {
    const OWN: [&str; 4] = ["::warning file=", "::error file=", "::notice file=", "::: "];
    const OWN_WITHOUT_PLACE: [&str; 3] = ["::warning title=", "::error title=", "::notice title="];
    visible(text)?;
    for line in text.lines() {
        let start = line.trim_start();
        let is_own = OWN
            .iter()
            .chain(&OWN_WITHOUT_PLACE)
            .any(|own| start.starts_with(own));
        let is_command = start.starts_with("::") && !is_own
            || start.starts_with("cargo:")
            || ["##[", "##vso[", "##teamcity["]
                .iter()
                .any(|command| line.contains(command));
        if is_command {
            return Err(format!("a command is printed: {line:?}"));
        }
    }
    Ok(())
}

fn around(text: &str, at: usize) -> &str {
    let start = text.floor_char_boundary(at.saturating_sub(60));
    &text[start..text.ceil_char_boundary((at + 30).min(text.len()))]
}

/// The file is Rust, and no text is code in it.
fn rust(text: &str) -> Result<(), String> {
    let tokens: TokenStream = text.parse().map_err(|error| format!("{error}"))?;
    contained(tokens)?;
    syn::parse_file(text)
        .map(drop)
        .map_err(|error| error.to_string())
}

fn contained(tokens: TokenStream) -> Result<(), String> {
    let mut before = [None, None];
    for token in tokens {
        match &token {
            TokenTree::Ident(name) => {
                let name = name.to_string();
                if name.contains(CANARY) || !name.is_ascii() {
                    return Err(format!("a text is code: {name}"));
                }
            }
            TokenTree::Group(group) => {
                if is_format(&before) && group.delimiter() == Delimiter::Parenthesis {
                    formatted(&group.stream())?;
                }
                contained(group.stream())?;
            }
            _ => {}
        }
        let [_, last] = before;
        before = [last, Some(token.to_string())];
    }
    Ok(())
}

/// Whether a macro follows whose first text has places for values.
fn is_format(before: &[Option<String>; 2]) -> bool {
    const MACROS: [&str; 8] = [
        "format", "write", "writeln", "print", "println", "eprintln", "panic", "assert",
    ];
    let [name, mark] = before;
    mark.as_deref() == Some("!") && name.as_deref().is_some_and(|name| MACROS.contains(&name))
}

fn formatted(arguments: &TokenStream) -> Result<(), String> {
    for token in arguments.clone() {
        let TokenTree::Literal(text) = token else {
            continue;
        };
        let text = text.to_string();
        let bare = text.replace("{{", "").replace("}}", "");
        for place in bare.split('{').skip(1) {
            let name = place.split(['}', ':']).next().unwrap_or_default();
            let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
            if !name.chars().all(is_name) || name.contains(CANARY) {
                return Err(format!("a text is a format: {text}"));
            }
        }
    }
    Ok(())
}

/// The manifest has the tables and keys of every other.
fn manifest(text: &str) -> Result<(), String> {
    const KEYS: [&str; 7] = [
        "package",
        "dependencies",
        "features",
        "dev-dependencies",
        "lints",
        "lib",
        "workspace",
    ];
    const PACKAGE: [&str; 12] = [
        "name",
        "version",
        "edition",
        "rust-version",
        "description",
        "keywords",
        "categories",
        "license",
        "readme",
        "autobins",
        "autotests",
        "metadata",
    ];
    let table: toml::Table = text.parse().map_err(|error| format!("{error}"))?;
    let package = table.get("package").and_then(toml::Value::as_table);
    let package = package.ok_or("no package")?.keys();
    let unknown = table
        .keys()
        .filter(|key| !KEYS.contains(&key.as_str()))
        .chain(package.filter(|key| !PACKAGE.contains(&key.as_str())));
    let unknown: Vec<&String> = unknown.collect();
    if !unknown.is_empty() {
        return Err(format!("{unknown:?} stand in the manifest:\n{text}"));
    }
    Ok(())
}

/// Nothing of a page is loaded or run by who reads it.
fn markdown(text: &str) -> Result<(), String> {
    let lower = text.to_lowercase();
    let active = [
        "<script",
        "<style",
        "<iframe",
        "<img",
        "![",
        "](javascript:",
        "](data:",
    ];
    // What stands in code is shown as it is.
    let mut is_fenced = false;
    for line in lower.lines() {
        if line.trim_start().starts_with("```") {
            is_fenced = !is_fenced;
        }
        let prose: String = line.split('`').step_by(2).collect();
        let prose = prose
            .replace("\\<", "")
            .replace("\\[", "")
            .replace("\\!", "");
        if !is_fenced && let Some(found) = active.iter().find(|found| prose.contains(**found)) {
            return Err(format!("{found} in {line:?}"));
        }
    }
    Ok(())
}
