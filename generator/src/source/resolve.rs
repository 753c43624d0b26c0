//! Resolves a reference to the place it names.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::bounds::Outside;
use super::documents::Absence;
use super::normal_path::or_here;
use super::references::{self, Reference};
use super::{Documents, percent, remote};
use crate::diagnostics::{FileId, Location, Pointer};

/// Why a reference cannot be resolved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// The file does not exist.
    #[error("`{reference}` cannot be resolved: there is no file `{}`", path.display())]
    FileMissing {
        /// The reference.
        reference: String,
        /// The file it names.
        path: PathBuf,
    },
    /// The file exists, but cannot be used.
    #[error("`{reference}` leads into `{}`, which cannot be used: {reason}", path.display())]
    FileUnusable {
        /// The reference.
        reference: String,
        /// The file it names.
        path: PathBuf,
        /// The reason, with line and column if known.
        reason: String,
    },
    /// The file exists, the place in it does not.
    #[error("`{reference}` cannot be resolved: there is no `{missing}` in `{}`{}", parent.pointer, did_you_mean(closest.as_deref()))]
    PointerMissing {
        /// The reference.
        reference: String,
        /// The first segment that does not exist.
        missing: String,
        /// The last place that exists.
        parent: Location,
        /// A similar key that does exist.
        closest: Option<String>,
        /// A similar pointer that does exist.
        proposal: Option<String>,
    },
    /// The reference names a remote file whose origin is not allowed.
    #[error("`{reference}` is not a file here, and nothing is fetched from `{origin}`")]
    Remote {
        /// The reference.
        reference: String,
        /// The origin of the file.
        origin: String,
    },
    /// The reference names a file outside the allowed folders.
    #[error("`{reference}` leads out of the description's folder and its repository{}, and is not read", by_link(folder.as_deref()))]
    Outside {
        /// The reference.
        reference: String,
        /// The folder of the file; `None` if a link leads outside.
        folder: Option<PathBuf>,
    },
    /// The reference names a file by a `file:` URL.
    #[error("`{reference}` is a URL: a file is referred to by its path")]
    FileUrl {
        /// The reference.
        reference: String,
    },
    /// The reference names something that is not a file.
    #[error("`{reference}` is not a file that can be read")]
    NoFile {
        /// The reference.
        reference: String,
    },
    /// The reference is malformed.
    #[error("`{reference}` is not a reference: {reason}")]
    Malformed {
        /// The reference.
        reference: String,
        /// The reason.
        reason: &'static str,
    },
}

impl ResolveError {
    /// The place that was probably meant.
    #[must_use]
    pub fn meant(&self) -> Option<Location> {
        match self {
            Self::PointerMissing {
                parent,
                closest: Some(closest),
                ..
            } => Some(parent.key(closest)),
            _ => None,
        }
    }

    /// The remedy, if the message does not include it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::PointerMissing {
                reference,
                missing,
                closest: Some(closest),
                proposal: Some(proposal),
                ..
            } => {
                let file = reference.split('#').next().unwrap_or_default();
                let written = format!("write `{file}#{}`", percent::encode(proposal));
                let is_split = closest
                    .strip_prefix(missing.as_str())
                    .is_some_and(|rest| rest.starts_with('/'));
                Some(if is_split {
                    format!("{written}: in a pointer, `~1` stands for the `/` of a key")
                } else {
                    written
                })
            }
            Self::Remote { origin, .. } => Some(format!(
                "download the file, and refer to it by its path; or allow it: `--allow-remote {origin}`, or \
                 `remote = [\"{origin}\"]` in `oasmith.toml`"
            )),
            Self::Outside { folder, .. } => {
                let folder = folder.as_ref().map(|folder| or_here(folder).display());
                let folder = folder.map_or_else(|| "DIR".to_owned(), |folder| folder.to_string());
                Some(format!(
                    "copy the file to where the description is; or allow its folder: `--allow-folder {folder}`, or `folders` in \
                     `oasmith.toml`"
                ))
            }
            Self::FileUrl { reference } => {
                let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
                let name = file.rsplit('/').next().unwrap_or_default();
                let mark = if fragment.is_empty() { "" } else { "#" };
                Some(format!(
                    "write the path, as seen from the folder of the file that has the reference, such as `./{name}{mark}{fragment}`"
                ))
            }
            Self::NoFile { reference } if reference.contains("://") => {
                Some("download the file, and refer to it by its path".to_owned())
            }
            Self::NoFile { .. } => Some(
                "refer to the file by its path; a schema can be referred to so if it has this as `$id`"
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

/// The maximum number of references that one pointer may pass through.
const MAX_CROSSED: usize = 16;

fn by_link(folder: Option<&Path>) -> &'static str {
    match folder {
        Some(_) => "",
        None => " by a link",
    }
}

fn did_you_mean(closest: Option<&str>) -> String {
    closest
        .map(|name| format!("; did you mean `{name}`?"))
        .unwrap_or_default()
}

impl Documents {
    /// Resolves `reference`, which is in the file `from`, to a place.
    ///
    /// # Errors
    ///
    /// The reference does not name an existing place.
    pub fn resolve(&self, from: FileId, reference: &str) -> Result<Location, ResolveError> {
        self.resolve_through(from.unbound(), reference, MAX_CROSSED)
    }

    /// Like [`Self::resolve`], but the path may pass through only this many more references.
    fn resolve_through(
        &self,
        from: FileId,
        reference: &str,
        left: usize,
    ) -> Result<Location, ResolveError> {
        let (file, fragment) = match references::parse(reference, self.base(from)) {
            Reference::Here { fragment } => (from, fragment),
            Reference::File { path, fragment } => (self.file_named(reference, &path)?, fragment),
            Reference::Address { path, fragment } => {
                if !self.known.contains_key(&path) {
                    return Err(remote(reference, &path));
                }
                (self.file_named(reference, &path)?, fragment)
            }
            Reference::FileUrl => {
                return Err(ResolveError::FileUrl {
                    reference: reference.to_owned(),
                });
            }
            Reference::Elsewhere => {
                return Err(ResolveError::NoFile {
                    reference: reference.to_owned(),
                });
            }
            Reference::Malformed(reason) => return Err(malformed(reference, reason)),
        };
        let fragment = percent::decode(fragment)
            .ok_or_else(|| malformed(reference, references::BROKEN_ESCAPE))?;
        // `dialect` resolves anchors. A fragment that gets here is not an anchor.
        if !fragment.is_empty() && !fragment.starts_with('/') {
            let reason =
                "what follows `#` must begin with `/`, or be an `$anchor` that one schema has";
            return Err(malformed(reference, reason));
        }
        let target = Location {
            file,
            pointer: Pointer::parse(&fragment),
        };
        if self.value(&target).is_some() {
            return Ok(target);
        }
        self.cross(&target, left)
            .ok_or_else(|| self.pointer_missing(reference, &target))
    }

    /// Resolves a pointer whose path passes through references: for example, one below
    /// `#/components/schemas` where that is a reference to a file of schemas.
    fn cross(&self, target: &Location, left: usize) -> Option<Location> {
        let mut left = left;
        let mut here = Location::top(target.file);
        for segment in target.pointer.segments() {
            while self.value(&here.key(&segment)).is_none() {
                left = left.checked_sub(1)?;
                let reference = self.value(&here)?.get("$ref")?.as_str()?;
                here = self.resolve_through(here.file, reference, left).ok()?;
            }
            here = here.key(&segment);
        }
        Some(here)
    }

    /// The base of references in a file.
    fn base(&self, file: FileId) -> &Path {
        self.file(file).map_or(Path::new(""), |file| &file.base)
    }

    fn file_named(&self, reference: &str, path: &Path) -> Result<FileId, ResolveError> {
        let reference = reference.to_owned();
        match self.known.get(path) {
            Some(Ok(file)) => Ok(*file),
            Some(Err(Absence::Unusable(reason))) => Err(ResolveError::FileUnusable {
                reference,
                path: path.to_owned(),
                reason: reason.clone(),
            }),
            Some(Err(Absence::Outside(outside))) => Err(ResolveError::Outside {
                reference,
                folder: match outside {
                    Outside::Path => path.parent().map(Path::to_owned),
                    Outside::Link => None,
                },
            }),
            Some(Err(Absence::Missing)) | None => Err(ResolveError::FileMissing {
                reference,
                path: path.to_owned(),
            }),
        }
    }

    fn pointer_missing(&self, reference: &str, target: &Location) -> ResolveError {
        let mut parent = Location::top(target.file);
        let mut missing = String::new();
        let mut segments = target.pointer.segments();
        for segment in segments.by_ref() {
            let next = parent.key(&segment);
            if self.value(&next).is_none() {
                missing = segment;
                break;
            }
            parent = next;
        }
        let rest: Vec<String> = segments.collect();
        let split = self.split_key(&parent, &missing, &rest);
        let (closest, proposed) = if let Some((key, behind)) = split {
            let proposed = self.unsplit(parent.key(&key), behind);
            (Some(key), proposed)
        } else {
            let closest = self.closest_key(&parent, &missing);
            let begin = closest.map(|closest| parent.key(closest));
            let proposed = begin.and_then(|begin| self.unsplit(begin, &rest));
            (closest.map(str::to_owned), proposed)
        };
        ResolveError::PointerMissing {
            reference: reference.to_owned(),
            missing,
            parent,
            closest,
            proposal: proposed.map(|place| place.pointer.as_str().to_owned()),
        }
    }

    /// The place that segments lead to from `begin`, where several segments may together be one key
    /// whose `/` was not escaped.
    fn unsplit(&self, begin: Location, segments: &[String]) -> Option<Location> {
        let (mut here, mut rest) = (begin, segments);
        while let Some((segment, behind)) = rest.split_first() {
            let next = here.key(segment);
            if self.value(&next).is_some() {
                (here, rest) = (next, behind);
            } else {
                let (key, behind) = self.split_key(&here, segment, behind)?;
                (here, rest) = (here.key(&key), behind);
            }
        }
        Some(here)
    }

    /// Finds the key of an object that the pointer contains unescaped, as several segments. Also
    /// returns the segments after it.
    fn split_key<'r>(
        &self,
        parent: &Location,
        first: &str,
        rest: &'r [String],
    ) -> Option<(String, &'r [String])> {
        let keys = self.value(parent)?.as_object()?;
        (1..=rest.len()).rev().find_map(|count| {
            let (inner, behind) = rest.split_at_checked(count)?;
            let key = format!("{first}/{}", inner.join("/"));
            keys.contains_key(&key).then_some((key, behind))
        })
    }

    fn closest_key(&self, parent: &Location, missing: &str) -> Option<&str> {
        let keys = self.value(parent).and_then(Value::as_object);
        let keys = keys.into_iter().flat_map(|object| object.keys());
        let keys = keys.map(String::as_str);
        self.suggestions.closest(parent, missing, keys)
    }
}

fn remote(reference: &str, path: &Path) -> ResolveError {
    let origin = remote::address(path).map(|url| url.origin().ascii_serialization());
    ResolveError::Remote {
        reference: reference.to_owned(),
        origin: origin.unwrap_or_default(),
    }
}

fn malformed(reference: &str, reason: &'static str) -> ResolveError {
    ResolveError::Malformed {
        reference: reference.to_owned(),
        reason,
    }
}
