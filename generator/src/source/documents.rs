//! The files of one description.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use super::bounds::Outside;
use super::format::Format;
use super::marks::Marks;
use super::text::Lines;
use super::{Suggestions, portable, remote};
use crate::credentials::mask_credentials;
use crate::diagnostics::{FileId, Location};

/// A file that was read.
#[derive(Debug)]
pub struct File {
    /// The location, with the credentials of its URL: the base of its references.
    pub(super) base: PathBuf,
    /// The same without credentials, for display.
    path: PathBuf,
    pub(super) text: String,
    pub(super) format: Format,
    pub(super) value: Value,
    /// The value of the original text, if other files changed it.
    pub(super) unchanged: Option<Value>,
    /// Whether a link led out of the folders that references may lead to. Messages do not show the
    /// text of such a file.
    pub(super) is_hidden: bool,
    pub(super) lines: OnceLock<Lines>,
    pub(super) marks: OnceLock<Marks>,
}

impl File {
    pub(super) fn new(path: PathBuf, text: String, format: Format, value: Value) -> Self {
        let shown = path.to_str().filter(|_| remote::address(&path).is_some());
        let shown = shown.map(|path| PathBuf::from(&*mask_credentials(path)));
        Self {
            path: shown.unwrap_or_else(|| path.clone()),
            base: path,
            text,
            format,
            value,
            unchanged: None,
            is_hidden: false,
            lines: OnceLock::new(),
            marks: OnceLock::new(),
        }
    }

    /// A file whose text could not be parsed. It is kept for display only.
    pub(super) fn broken(path: PathBuf, text: String) -> Self {
        let marks = OnceLock::from(Marks::none(&text));
        Self {
            marks,
            ..Self::new(path, text, Format::Yaml, Value::Null)
        }
    }

    /// The path, as given or as named by a reference, without the password of a URL.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text, without its byte order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The start of each line.
    pub fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

/// Why a referenced file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Absence {
    Missing,
    /// It exists, but cannot be read or parsed.
    Unusable(String),
    /// It is outside the folders that references may lead to.
    Outside(Outside),
}

/// All files of one description.
#[derive(Debug)]
pub struct Documents {
    pub(super) files: Vec<File>,
    pub(super) known: BTreeMap<PathBuf, Result<FileId, Absence>>,
    /// The number of overlays: files that changed the first one. They directly follow it.
    pub(super) overlays: usize,
    /// The settings file, so that findings can show it.
    pub(super) settings: Option<Box<File>>,
    /// The suggestions for unknown names.
    pub(crate) suggestions: Suggestions,
}

impl Documents {
    /// Keeps the settings file, which is not a part of the description, so that findings can show
    /// it.
    pub(crate) fn show_settings(&mut self, path: &Path, text: &str) {
        let file = File::broken(path.to_owned(), text.to_owned());
        self.settings = Some(Box::new(file));
    }

    /// Moves the parsed values out of the files; the rest still serves to locate places. If
    /// overlays changed a value, locating needs both versions, and nothing is moved.
    pub(crate) fn take_values(&mut self) -> Vec<Value> {
        if self.files.iter().any(|file| file.unchanged.is_some()) {
            return Vec::new();
        }
        let files = self.files.iter_mut();
        files.map(|file| std::mem::take(&mut file.value)).collect()
    }

    /// The root file, as opposed to the files it refers to.
    #[must_use]
    pub fn root(&self) -> FileId {
        FileId::default()
    }

    /// All files that were parsed, the root first, then in the order in which references name them.
    pub fn files(&self) -> impl ExactSizeIterator<Item = (FileId, &File)> {
        self.files
            .iter()
            .enumerate()
            .map(|(index, file)| (id(index), file))
    }

    /// The total length of all texts, in bytes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.files.iter().map(|file| file.text.len()).sum()
    }

    /// The file with this id.
    #[must_use]
    pub fn file(&self, file: FileId) -> Option<&File> {
        if file == FileId::SETTINGS {
            return self.settings.as_deref();
        }
        self.files.get(usize::try_from(file.unbound().0).ok()?)
    }

    /// The path of a file, as given or as named by a reference.
    #[must_use]
    pub fn path(&self, file: FileId) -> &Path {
        self.file(file).map_or(Path::new(""), File::path)
    }

    /// The path of a file relative to the root's folder, with `/` on every platform, for use in
    /// files under version control.
    #[must_use]
    pub fn portable_path(&self, file: FileId) -> String {
        let folder = self.path(self.root()).parent().unwrap_or(Path::new(""));
        let path = self.path(file);
        if remote::address(path).is_some() {
            return path.display().to_string();
        }
        portable(path, folder)
    }

    /// Whether every referenced file was found on the local disk. If so, the same files produce the
    /// same description again.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.known
            .iter()
            .all(|(path, found)| found.is_ok() && remote::address(path).is_none())
    }

    /// The paths of all local files that were read or looked for, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        let is_outside = |found: &Result<_, _>| matches!(found, Err(Absence::Outside(_)));
        let known = self
            .known
            .iter()
            .filter(move |(_, found)| !is_outside(found));
        let paths = known.map(|(path, _)| path.as_path());
        paths.filter(|path| remote::address(path).is_none())
    }

    /// The value at a place.
    #[must_use]
    pub fn value(&self, at: &Location) -> Option<&Value> {
        let mut segments = at.pointer.as_str().split('/');
        // A pointer is empty or begins with `/`: the segment before the first `/` must be empty.
        if !segments.next()?.is_empty() {
            return None;
        }
        segments.try_fold(&self.file(at.file)?.value, member)
    }
}

/// The member of an object, or the element of a list, that a pointer segment names.
pub(crate) fn member<'a>(value: &'a Value, segment: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) if segment.contains('~') => {
            members.get(&segment.replace("~1", "/").replace("~0", "~"))
        }
        Value::Object(members) => members.get(segment),
        Value::Array(elements) => elements.get(index(segment)?),
        _ => None,
    }
}

/// Parses the index of an element, which a pointer writes without leading zeros or sign (RFC 6901,
/// section 4).
fn index(segment: &str) -> Option<usize> {
    let is_written_so = segment.bytes().all(|byte| byte.is_ascii_digit())
        && (segment.len() == 1 || !segment.starts_with('0'));
    segment.parse().ok().filter(|_| is_written_so)
}

pub(super) fn id(index: usize) -> FileId {
    FileId(u32::try_from(index).unwrap_or(u32::MAX))
}
