//! Delivers the files to the folder.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::Attempt;
use super::names::is_generated;
use super::pending::{Announced, Pending};
use super::stage::{self, Stage};
use super::survey::{Survey, survey};
use super::{Files, MANIFEST, Manifest, OutputError};

/// Options of a delivery.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Also replaces files that were edited by hand.
    pub force: bool,
    /// Only reports what would be done.
    pub dry_run: bool,
    /// Stops the delivery before anything is changed. Has no effect once files are being moved into
    /// place.
    pub stop: Option<&'static AtomicBool>,
}

impl Options {
    fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::SeqCst))
    }
}

/// The changes made, or to be made; each path is relative to the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Files that were created or changed, including the manifest.
    pub written: Vec<String>,
    /// Files that were deleted because they are no longer generated.
    pub deleted: Vec<String>,
    /// Files that are no longer generated but were edited by hand. They are kept, and no longer
    /// tracked.
    pub kept_edited: Vec<String>,
    /// The number of generated files that were up to date.
    pub unchanged: usize,
}

/// Delivers files to `folder`, with a manifest that lists them.
///
/// # Errors
/// The folder or a file in it was not written by oasmith, or an I/O operation fails. In
/// both cases nothing has been changed, unless the I/O error occurs while files are moved into
/// place; then the next run completes the delivery.
pub fn deliver(
    folder: &Path,
    files: &Files,
    manifest: Manifest,
    options: Options,
) -> Result<Delivered, OutputError> {
    let manifest = manifest.with_files(files);
    let text = manifest.to_text()?;
    let wanted = || survey(folder, files, text.clone(), options.force);
    let before = wanted()?;
    // A run may be killed after writing its last file, but before removing its journal.
    let resumes = Announced::read(folder)?.is_some();
    if options.dry_run || (before.is_done() && !resumes) {
        return Ok(before.into());
    }
    let is_new = !folder.exists();
    std::fs::create_dir_all(folder).attempt("created", folder)?;
    let mut pending = Pending::begin(folder)?;
    // Survey again under the lock, because another run may have changed the folder.
    let prepared = wanted().and_then(|survey| {
        let stage = prepare(folder, files, &manifest, &survey, &mut pending, options)?;
        Ok((survey, stage))
    });
    match prepared {
        Ok((survey, stage)) => {
            finish(folder, &survey, stage)?;
            pending.end()?;
            Ok(survey.into())
        }
        Err(error) => {
            // This run moved nothing into place, so later runs do not need its journal. They still
            // need that of an earlier killed run.
            if !resumes {
                let _ = pending.end();
            }
            if is_new {
                let _ = std::fs::remove_dir(folder);
            }
            Err(error)
        }
    }
}

/// Writes the journal, and stages all files.
fn prepare<'d>(
    folder: &'d Path,
    files: &Files,
    manifest: &Manifest,
    survey: &Survey,
    pending: &mut Pending,
    options: Options,
) -> Result<Stage<'d>, OutputError> {
    let wanted = survey.write.iter();
    pending.announce(
        wanted
            .clone()
            .filter_map(|path| Some((path.as_str(), manifest.files.get(path)?.as_str()))),
    )?;
    let wanted = wanted.filter_map(|path| Some((path.as_str(), files.get(path)?)));
    let mut stage = Stage::new(folder);
    for (path, text) in wanted {
        stage.write(path, text)?;
        if options.is_stopped() {
            return Err(OutputError::Interrupted {
                folder: folder.to_owned(),
            });
        }
    }
    Ok(stage)
}

/// Moves the files into place, the manifest last: the work is not done while the old one remains.
fn finish(folder: &Path, survey: &Survey, stage: Stage<'_>) -> Result<(), OutputError> {
    stage.commit()?;
    for path in &survey.delete {
        stage::remove(folder, path)?;
    }
    if let Some(text) = &survey.manifest {
        let mut stage = Stage::new(folder);
        stage.write(MANIFEST, text)?;
        stage.commit()?;
    }
    let announced = Announced::read(folder)?.unwrap_or_default();
    announced
        .paths()
        .filter(|path| is_generated(path))
        .for_each(|path| stage::discard(folder, path));
    Ok(())
}

impl From<Survey> for Delivered {
    fn from(survey: Survey) -> Self {
        let mut written = survey.write;
        written.extend(survey.manifest.map(|_| MANIFEST.to_owned()));
        Self {
            written,
            deleted: survey.delete,
            kept_edited: survey.kept_edited,
            unchanged: survey.unchanged,
        }
    }
}
