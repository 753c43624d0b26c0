//! The descriptions that `oasmith diff` compares, and the crates generated from them.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Console, Failure};
use crate::config::ClientConfig;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Diagnostic, Severity};
use crate::diff::Side;
use crate::diff::render::Shown;
use crate::model::Api;
use crate::output::{MANIFEST, Manifest, OutputError};
use crate::plan::{CratePlan, Earlier};
use crate::source::{Documents, Input, Limits, Revision, describe_io};
use crate::{Generator, Planned};

/// A description named on the command line: a file, or a file at a Git revision.
pub(super) struct Given<'a> {
    pub name: &'a str,
    pub path: PathBuf,
    from: From,
}

/// The source of a description.
enum From {
    File,
    Revision(Revision),
    StandardInput(Input),
}

impl<'a> Given<'a> {
    pub fn parse(name: &'a str, console: &Console) -> Result<Self, Failure> {
        if name == "-" {
            let input = Input::standard_input().map_err(|error| {
                let reason = describe_io(&error);
                Failure::Unreadable(format!("standard input cannot be read: {reason}"))
            })?;
            return Ok(Self {
                name: "<stdin>",
                path: PathBuf::from(name),
                from: From::StandardInput(input),
            });
        }
        let (path, from) = match Revision::parse(name) {
            None => (PathBuf::from(name), From::File),
            Some(Ok((revision, path))) => (path, From::Revision(revision)),
            Some(Err(error)) => {
                let message = format!("`{name}` cannot be read: {error}");
                let problem = Diagnostic::without_place(findings::unreadable_file::FATAL, message);
                console.show(&problem, None);
                return Err(Failure::Unusable);
            }
        };
        Ok(Self { name, path, from })
    }

    fn input(&self) -> Input {
        match &self.from {
            From::File => Input::Path(self.path.clone()),
            From::Revision(revision) => Input::Revision(revision.clone(), self.path.clone()),
            From::StandardInput(input) => input.clone(),
        }
    }

    fn revision(&self) -> Option<&Revision> {
        match &self.from {
            From::Revision(revision) => Some(revision),
            From::File | From::StandardInput(_) => None,
        }
    }

    /// The prefix of paths.
    fn prefix(&self) -> String {
        self.revision()
            .map_or_else(String::new, |revision| format!("git:{revision}:"))
    }

    /// A file of the generated crate at the revision; `None` if it did not exist, or no revision is
    /// given.
    pub fn crate_file(&self, client: &ClientConfig, file: &str) -> Option<Vec<u8>> {
        let limit = Limits::default().file_bytes;
        let path = client.output.join(file);
        self.revision()?.read(&path, limit).ok()
    }

    /// What the run chose that generated the crate of this description, from the lock file at the
    /// revision, or else on disk.
    pub fn earlier(&self, client: &ClientConfig) -> Result<Earlier, Failure> {
        let manifest = match self.crate_file(client, MANIFEST) {
            Some(bytes) => Manifest::parse(&bytes).map_err(|reason| OutputError::Manifest {
                path: client.output.join(MANIFEST),
                reason,
            })?,
            None => Manifest::read(&client.output)?.unwrap_or_default(),
        };
        Ok(manifest.earlier())
    }

    /// Plans the crate with what an earlier run chose. Errors are printed.
    fn decide(
        &self,
        generator: &Generator,
        earlier: &Earlier,
        console: &Console,
    ) -> Result<Decided, Failure> {
        let progress = console.progress(&format!("reading {}", self.name));
        let Planned {
            decided,
            diagnostics,
            documents,
            ..
        } = generator.plan_crate(self.input(), earlier);
        drop(progress);
        match (decided, documents) {
            (Some((api, plan)), Some(documents)) => Ok(Decided {
                api,
                plan,
                prefix: self.prefix(),
                documents,
                findings: diagnostics,
            }),
            (_, documents) => {
                let is_error = |found: &Diagnostic| found.severity == Severity::Error;
                let errors: Vec<_> = diagnostics.into_iter().filter(is_error).collect();
                let sources = documents.as_ref().map(|one| one as &dyn Sources);
                console.show_all(&errors, sources);
                Err(Failure::Unusable)
            }
        }
    }
}

/// Plans the crates of both descriptions. The names of the new one are chosen as in a run after the
/// old one, including later changes of the lock file.
pub(super) fn decide_both(
    (old, old_earlier): (&Given<'_>, &Earlier),
    (new, new_earlier): (&Given<'_>, Earlier),
    generator: &Generator,
    console: &Console,
) -> Result<(Decided, Decided), Failure> {
    let before = old.decide(generator, old_earlier, console)?;
    let mut earlier = before.plan.earlier();
    earlier.names.extend(new_earlier.names);
    let after = new.decide(generator, &earlier, console)?;
    Ok((before, after))
}

/// The crate generated from a description.
pub(super) struct Decided {
    api: Api,
    pub plan: CratePlan,
    prefix: String,
    documents: Documents,
    findings: Vec<Diagnostic>,
}

impl Decided {
    /// The findings that the old version does not have: they may explain a change.
    pub fn new_findings(&self, before: &Self) -> Vec<Diagnostic> {
        let key = |found: &Diagnostic| (found.entry.code, found.message.clone());
        let known: BTreeSet<_> = before.findings.iter().map(key).collect();
        let is_new = |found: &&Diagnostic| !known.contains(&key(found));
        self.findings.iter().filter(is_new).cloned().collect()
    }

    /// The sources to show findings in.
    pub fn sources(&self) -> &dyn Sources {
        &self.documents
    }

    /// The crate plan to compare.
    pub fn side(&self) -> Side<'_> {
        Side {
            api: &self.api,
            plan: &self.plan,
            documents: &self.documents,
        }
    }

    /// The sources to show places in.
    pub fn shown<'a>(&'a self, given: &Given<'a>) -> Shown<'a> {
        Shown {
            name: given.name,
            prefix: &self.prefix,
            documents: &self.documents,
        }
    }
}
