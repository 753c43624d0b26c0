//! The descriptions that `oasmith diff` is given, and what the generator makes of each.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Console, Failure};
use crate::config::ClientConfig;
use crate::diagnostics::catalogue::source as findings;
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Diagnostic, Severity};
use crate::diff::Side;
use crate::diff::render::Shown;
use crate::model::Api;
use crate::output::{MANIFEST, Manifest, OutputError};
use crate::plan::CratePlan;
use crate::source::{Documents, Input, Revision};
use crate::{Generator, Planned};

/// A description that was named on the command line: a file, or a file at a revision.
pub(super) struct Given<'a> {
    pub name: &'a str,
    pub path: PathBuf,
    revision: Option<Revision>,
}

impl<'a> Given<'a> {
    pub fn parse(name: &'a str, console: &Console) -> Result<Self, Failure> {
        let (path, revision) = match Revision::parse(name) {
            None => (PathBuf::from(name), None),
            Some(Ok((revision, path))) => (path, Some(revision)),
            Some(Err(error)) => {
                let message = format!("`{name}` cannot be read: {error}");
                let problem = Diagnostic::without_place(&findings::UNREADABLE_FILE, message);
                console.show(&problem, None);
                return Err(Failure::Unusable);
            }
        };
        Ok(Self {
            name,
            path,
            revision,
        })
    }

    fn input(&self) -> Input {
        match &self.revision {
            Some(revision) => Input::Revision(revision.clone(), self.path.clone()),
            None => Input::Path(self.path.clone()),
        }
    }

    /// What stands before paths.
    fn prefix(&self) -> String {
        let revision = self.revision.as_ref();
        revision.map_or_else(String::new, |revision| format!("git:{revision}:"))
    }

    /// A file of the generated crate as it was; `None` where there was none, or no revision is given.
    pub fn crate_file(&self, client: &ClientConfig, file: &str) -> Option<Vec<u8>> {
        let revision = self.revision.as_ref()?;
        revision.read(&client.output.join(file)).ok()
    }

    /// The names that the run chose which made the crate of this description: as its lock file says at the revision, or
    /// else on disk.
    pub fn names(&self, client: &ClientConfig) -> Result<BTreeMap<String, String>, Failure> {
        let manifest = match self.crate_file(client, MANIFEST) {
            Some(bytes) => Manifest::parse(&bytes).map_err(|reason| OutputError::Manifest {
                path: client.output.join(MANIFEST),
                reason,
            })?,
            None => Manifest::read(&client.output)?.unwrap_or_default(),
        };
        Ok(manifest.names)
    }

    /// What the generator makes of it, with these names. Errors are shown.
    pub fn decide(
        &self,
        generator: &Generator,
        names: &BTreeMap<String, String>,
        console: &Console,
    ) -> Result<Decided, Failure> {
        let Planned {
            decided,
            diagnostics,
            documents,
            ..
        } = generator.plan(self.input(), names);
        match (decided, documents) {
            (Some((api, plan)), Some(documents)) => Ok(Decided {
                api,
                plan,
                prefix: self.prefix(),
                documents,
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

/// What the generator makes of a description.
pub(super) struct Decided {
    api: Api,
    pub plan: CratePlan,
    prefix: String,
    documents: Documents,
}

impl Decided {
    /// What is compared.
    pub fn side(&self) -> Side<'_> {
        Side {
            api: &self.api,
            plan: &self.plan,
            documents: &self.documents,
        }
    }

    /// What places are shown of.
    pub fn shown<'a>(&'a self, given: &Given<'a>) -> Shown<'a> {
        Shown {
            name: given.name,
            prefix: &self.prefix,
            documents: &self.documents,
        }
    }
}
