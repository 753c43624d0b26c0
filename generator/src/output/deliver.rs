//! Brings the files to the folder.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::error::Attempt;
use super::names::is_generated;
use super::pending::{Announced, Pending};
use super::stage::{self, Stage};
use super::survey::{Survey, survey};
use super::{Files, MANIFEST, Manifest, OutputError};

/// How files are delivered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Replaces files that were edited by hand, too.
    pub force: bool,
    /// Says what would be done, and does nothing.
    pub dry_run: bool,
    /// Set from elsewhere, it ends the work before anything is changed; once files are put in place it has no effect.
    pub stop: Option<&'static AtomicBool>,
}

impl Options {
    fn is_stopped(&self) -> bool {
        self.stop.is_some_and(|stop| stop.load(Ordering::SeqCst))
    }
}

/// What was done, or would be; each path relative to the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Files that are new or differ from what was there. The manifest is one of them when it changes.
    pub written: Vec<String>,
    /// Files that are no longer generated.
    pub deleted: Vec<String>,
    /// Files that are no longer generated but were edited by hand: kept, and no longer oasmith's.
    pub kept_edited: Vec<String>,
    /// How many generated files were right already, and not touched.
    pub unchanged: usize,
}

/// Makes `folder` hold these files, and a manifest that says so.
///
/// # Errors
/// The folder or a file in it is somebody else's, or the system refuses. Then nothing was changed, unless the system
/// refuses while files are put in place: the next run completes that.
pub fn deliver(
    folder: &Path,
    files: &Files,
    manifest: Manifest,
    options: Options,
) -> Result<Delivered, OutputError> {
    let manifest = manifest.of(files);
    let text = manifest.to_text()?;
    let wanted = || survey(folder, files, text.clone(), options.force);
    let before = wanted()?;
    // A killed run may have ended between its last file and taking away its mark.
    let resumes = Announced::read(folder)?.is_some();
    if options.dry_run || (before.is_done() && !resumes) {
        return Ok(before.into());
    }
    let is_new = !folder.exists();
    std::fs::create_dir_all(folder).attempt("created", folder)?;
    let mut pending = Pending::begin(folder)?;
    // Once more, for another run may have been here since.
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
            // This run put nothing in place, so a later one need not know of it; but it must know of a killed one before.
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

/// Announces and writes everything, beside its place.
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

/// Puts everything in place, the manifest last: as long as the old one stands, the work is not done.
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
