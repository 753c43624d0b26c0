//! Reads the root file and, transitively, every file that a reference names.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::allowance::Allowance;
use super::bounds::Outside;
use super::documents::{Absence, id};
use super::input::Reader;
use super::normal_path::normalize;
use super::normal_path::or_here;
use super::parse::{Broken, BrokenKind, Parsed, decode, parse};
use super::references::files_named_in;
use super::{Documents, File, Format, Input, Limits, Suggestions, remote, surrogates};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, FileId, Location, Sink};

/// A callback that changes the root's value by the content of another file.
pub(super) type Change<'c> = &'c mut dyn FnMut(&mut Value, FileId, &Value);

impl Documents {
    /// Reads a description and the files that its relative references name.
    ///
    /// Returns `None`, and reports why, if there is no text at all. An invalid root file is
    /// reported as an error too, but its text is kept, so that the report can show it: check
    /// [`Sink::has_errors`] before using the result. Faults in other files are reported by
    /// [`Documents::resolve`], once a reference into them is followed.
    pub fn read(root: Input, limits: &Limits, sink: &Sink) -> Option<Self> {
        Self::read_changed(root, &[], &mut |_, _, _| (), limits, sink)
    }

    /// Reads a description and applies the files `changes` to its root, in order, before references
    /// are followed. `change` receives the root's value, and the id and the value of one of the
    /// files.
    pub fn read_changed(
        root: Input,
        changes: &[PathBuf],
        change: &mut dyn FnMut(&mut Value, FileId, &Value),
        limits: &Limits,
        sink: &Sink,
    ) -> Option<Self> {
        load(root, changes, change, limits, sink)
    }

    /// Reads a description from a text; `name` is its name in messages. References to other files
    /// cannot be resolved.
    pub fn from_text(
        name: impl Into<PathBuf>,
        text: impl Into<String>,
        sink: &Sink,
    ) -> Option<Self> {
        let root = Input::Text {
            name: name.into(),
            text: text.into(),
            folder: None,
        };
        Self::read(root, &Limits::default(), sink)
    }
}

/// Implements [`Documents::read_changed`].
pub(super) fn load(
    root: Input,
    changes: &[PathBuf],
    change: Change<'_>,
    limits: &Limits,
    sink: &Sink,
) -> Option<Documents> {
    if let Input::Path(path) = &root
        && remote::address(path).is_some()
    {
        refuse_remote(path, sink);
        return None;
    }
    let (reader, path) = Reader::new(root, limits);
    let documents = Documents {
        files: Vec::new(),
        known: BTreeMap::new(),
        overlays: changes.len(),
        settings: None,
        suggestions: Suggestions::default(),
    };
    let mut loading = Loading {
        reader,
        limits,
        sink,
        documents,
        allowance: Allowance::default(),
        identities: BTreeMap::new(),
    };
    loading.given(path, Reader::read)?;
    for path in changes {
        loading.given(normalize(path), Reader::read_beside)?;
    }
    loading.change(change);
    loading.closure(changes.len());
    Some(loading.documents)
}

struct Loading<'a> {
    reader: Reader,
    limits: &'a Limits,
    sink: &'a Sink,
    documents: Documents,
    allowance: Allowance,
    /// The files on disk by canonical path, to recognize one file under several paths.
    identities: BTreeMap<PathBuf, FileId>,
}

/// Reads the bytes of a file; `None` if it is too long.
type Read = fn(&mut Reader, &Path, u64) -> io::Result<Option<Vec<u8>>>;

/// Why a file could not be read.
enum Failure {
    Read(io::Error),
    TooLong,
    Broken(String, Broken),
}

impl Loading<'_> {
    /// Reads the root, or a file that changes it. Any fault is reported.
    fn given(&mut self, path: PathBuf, read: Read) -> Option<()> {
        match self.file(&path, read) {
            Ok((text, parsed)) => self.add(path, text, parsed),
            Err(Failure::Broken(text, broken)) => self.add_broken(path, text, broken),
            Err(failure) => {
                let entry = match failure {
                    Failure::TooLong => findings::limit_exceeded::FATAL,
                    _ => findings::unreadable_file::FATAL,
                };
                let message = format!(
                    "`{}` cannot be read: {}",
                    or_here(&path).display(),
                    self.describe(&failure)
                );
                let diagnostic = Diagnostic::without_place(entry, message);
                self.sink.report(match help(&failure) {
                    Some(help) => diagnostic.help(help),
                    None => diagnostic,
                });
                return None;
            }
        }
        Some(())
    }

    /// Applies to the root each of the files that were read after it.
    fn change(&mut self, change: Change<'_>) {
        let Some((root, changes)) = self.documents.files.split_first_mut() else {
            return;
        };
        if !changes.is_empty() {
            root.unchanged = Some(root.value.clone());
        }
        for (index, file) in changes.iter().enumerate() {
            change(&mut root.value, id(index + 1), &file.value);
        }
    }

    /// Reads the transitive closure of the files that references name, each once. References in the
    /// files that changed the root are not followed.
    fn closure(&mut self, changes: usize) {
        let mut next = 0;
        while let Some(file) = self.documents.files.get(next) {
            let named = files_named_in(&file.value, &file.base);
            next += if next == 0 { 1 + changes } else { 1 };
            for path in named {
                if !self.documents.known.contains_key(&path) && !self.follow(path) {
                    return;
                }
            }
        }
    }

    /// Reads a file that a reference names. Returns `false` if there are too many files.
    fn follow(&mut self, path: PathBuf) -> bool {
        let refused = |url| !remote::is_allowed(&url, &self.limits.remote);
        if remote::address(&path).is_some_and(refused) {
            return true;
        }
        let most = self.limits.files.min(FileId::MAX_FILES);
        if self.documents.known.len() >= most {
            let message = format!("the description refers to more than {most} files");
            self.sink.report(Diagnostic::without_place(
                findings::limit_exceeded::FATAL,
                message,
            ));
            return false;
        }
        if let Err(outside) = self.reader.check_bounds(&path) {
            let absence = Absence::Outside(outside);
            self.documents.known.insert(path, Err(absence));
            return true;
        }
        if let Some(file) = self.known_otherwise(&path) {
            self.documents.known.insert(path, Ok(file));
            return true;
        }
        let found = match self.reader.check_referenced(&path) {
            Ok(()) => self.file(&path, Reader::read),
            Err(error) => Err(Failure::Read(error)),
        };
        match found {
            Ok((text, parsed)) => self.add(path, text, parsed),
            Err(failure) => {
                let absence = match &failure {
                    Failure::Read(error) if error.kind() == io::ErrorKind::NotFound => {
                        Absence::Missing
                    }
                    failure => Absence::Unusable(self.describe(failure)),
                };
                self.documents.known.insert(path, Err(absence));
            }
        }
        true
    }

    /// Returns the file if it was already read under another path, for example through a link.
    fn known_otherwise(&self, path: &Path) -> Option<FileId> {
        let identity = self.reader.identity(path)?;
        self.identities.get(&identity).copied()
    }

    fn file(&mut self, path: &Path, read: Read) -> Result<(String, Parsed), Failure> {
        let bytes = read(&mut self.reader, path, self.limits.file_bytes).map_err(Failure::Read)?;
        let text = decode(bytes.ok_or(Failure::TooLong)?)
            .map_err(|(text, broken)| Failure::Broken(text, broken))?;
        let broken = match parse(&text, path, self.limits, &self.allowance) {
            Ok(parsed) => return Ok((text, parsed)),
            Err(broken) => broken,
        };
        // JSON allows escapes of lone surrogates, which a Rust string cannot hold.
        let replaced = surrogates::replaced(&text).filter(|_| broken.kind == BrokenKind::Syntax);
        if let Some((whole, first)) = replaced
            && let Ok(mut parsed) = parse(&whole, path, self.limits, &self.allowance)
            && parsed.format == Format::Json
        {
            parsed.lone_surrogate = Some(first);
            return Ok((whole, parsed));
        }
        Err(Failure::Broken(text, broken))
    }

    fn add(&mut self, path: PathBuf, text: String, parsed: Parsed) {
        let file = self.enter(File::new(path, text, parsed.format, parsed.value));
        for pointer in parsed.duplicates {
            self.report_duplicate(&Location { file, pointer });
        }
        if let Some(bytes) = parsed.lone_surrogate {
            let message = "lone surrogate: it is read as U+FFFD";
            let found = Diagnostic::new(
                findings::lone_surrogate::NONE,
                &Location::top(file),
                message,
            );
            let span = self.documents.file(file);
            let span = span.map(|file| file.lines().span(&file.text, bytes));
            self.sink.report(match span {
                Some(span) => found.span(span),
                None => found,
            });
        }
        if parsed.more_documents {
            let message = "only the first YAML document of this file is read";
            let found = Diagnostic::new(
                findings::several_documents::IGNORED,
                &Location::top(file),
                message,
            );
            let begin = self.documents.file(file).and_then(|file| {
                let begin = second_document(&file.text)?;
                Some(file.lines().span(&file.text, begin..begin + MARKER.len()))
            });
            self.sink.report(match begin {
                Some(span) => found.span(span),
                None => found,
            });
        }
    }

    /// Keeps the text of a root that could not be parsed, for display.
    fn add_broken(&mut self, path: PathBuf, text: String, broken: Broken) {
        let entry = match broken.kind {
            BrokenKind::Syntax => findings::invalid_syntax::FATAL,
            BrokenKind::Limit => findings::limit_exceeded::FATAL,
        };
        let file = self.enter(File::broken(path, text));
        let diagnostic = Diagnostic::new(entry, &Location::top(file), broken.message);
        let diagnostic = match self.documents.file(file) {
            Some(file) => {
                diagnostic.span(file.lines().span(&file.text, broken.offset..broken.offset))
            }
            None => diagnostic,
        };
        self.sink.report(match broken.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        });
    }

    fn enter(&mut self, mut file: File) -> FileId {
        let id = id(self.documents.files.len());
        // The given files may be anywhere. But text behind a link that leads out of the repository
        // is not shown.
        file.is_hidden = self.reader.check_bounds(&file.base) == Err(Outside::Link);
        if let Some(identity) = self.reader.identity(&file.base) {
            self.identities.entry(identity).or_insert(id);
        }
        self.documents.known.insert(file.base.clone(), Ok(id));
        self.documents.files.push(file);
        id
    }

    fn report_duplicate(&self, at: &Location) {
        let key = at.pointer.last();
        let message = format!("the key `{key}` occurs more than once; the last one is used");
        let mut diagnostic = Diagnostic::new(findings::duplicate_key::IGNORED, at, message);
        let mut places = self.documents.places_of_key(at);
        if let Some(last) = places.pop() {
            diagnostic = diagnostic.span(last);
        }
        let more = places.len().saturating_sub(MAX_SHOWN_DUPLICATES);
        for (index, place) in (1..).zip(places.into_iter().take(MAX_SHOWN_DUPLICATES)) {
            let label = match more {
                1.. if index == MAX_SHOWN_DUPLICATES => {
                    format!("this one is ignored, and {more} more")
                }
                _ => "this one is ignored".to_owned(),
            };
            diagnostic = diagnostic.mark(at.file, place, label);
        }
        self.sink.report(diagnostic);
    }

    fn describe(&self, failure: &Failure) -> String {
        match failure {
            Failure::Read(error) => describe_io(error),
            Failure::TooLong => format!("it is longer than {} bytes", self.limits.file_bytes),
            Failure::Broken(text, broken) => {
                let place = super::Lines::new(text).span(text, broken.offset..broken.offset);
                format!(
                    "{} at line {} column {}",
                    broken.message, place.line, place.column
                )
            }
        }
    }
}

/// The number of equal keys that are shown.
const MAX_SHOWN_DUPLICATES: usize = 4;

/// The marker that begins a document, at the start of a line. No scalar may contain it there (YAML
/// 1.2, section 9.1.2).
const MARKER: &str = "---";

/// The start of the second document of a text: the first marker after content.
fn second_document(text: &str) -> Option<usize> {
    let (mut at, mut has_content) = (0, false);
    for line in text.split_inclusive('\n') {
        let rest = line.strip_prefix(MARKER);
        let rest = rest
            .filter(|rest| rest.starts_with(|next: char| next.is_whitespace()) || rest.is_empty());
        if rest.is_some() && has_content {
            return Some(at);
        }
        let content = rest.unwrap_or(line).trim();
        has_content |= !content.is_empty() && !content.starts_with(['#', '%']);
        at += line.len();
    }
    None
}

fn help(failure: &Failure) -> Option<&'static str> {
    match failure {
        Failure::Read(error) if error.kind() == io::ErrorKind::NotFound => Some(
            "check the path: a relative one starts at the current folder, or at the configuration that names it",
        ),
        _ => None,
    }
}

/// Describes an error in words that are the same on every platform, if they are known.
pub(crate) fn describe_io(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "permission is denied".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a file is where a folder is needed".to_owned(),
        io::ErrorKind::AlreadyExists => "something else is there".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        io::ErrorKind::FileTooLarge => "files may not be so large here".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written to this disk".to_owned(),
        _ => error.to_string(),
    }
}

fn refuse_remote(path: &Path, sink: &Sink) {
    let message = format!("`{}` is an address, not a file", path.display());
    let help = "oasmith reads files only: download the description, and give the path of the file";
    sink.report(Diagnostic::without_place(findings::unreadable_file::FATAL, message).help(help));
}
