//! Runs the stages in order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::config::{ClientConfig, described};
use crate::diagnostics::{Diagnostic, Location, Sink};
use crate::dialect::extension::SETTINGS;
use crate::dialect::overlay;
use crate::diff::Side;
use crate::lower::Lowered;
use crate::model::Api;
use crate::output::{self, Files, Manifest};
use crate::plan::{CratePlan, Earlier};
use crate::report::{Count, Report};
use crate::source::{Documents, Input, Limits};
use crate::{decide, dialect, emit, lower};

/// Generates the files of a client crate in memory. Reads the description; writes nothing.
#[derive(Debug, Clone)]
pub struct Generator {
    pub(crate) config: ClientConfig,
}

/// The result of a run.
#[derive(Debug)]
pub struct Generated {
    /// The files of the crate; `None` when an error ended the run.
    pub files: Option<Files>,
    /// The manifest to write beside the files.
    pub manifest: Manifest,
    /// Statistics of the run.
    pub report: Report,
    /// The findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The documents that were read, to display places.
    pub documents: Option<Documents>,
}

/// The plan of a crate, before anything is written.
#[derive(Debug)]
pub struct Planned {
    /// The API and the crate; `None` when an error ended the run.
    pub decided: Option<(Api, CratePlan)>,
    /// Statistics of the run.
    pub report: Report,
    /// The findings, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The documents that were read, to display places.
    pub documents: Option<Documents>,
}

impl Planned {
    /// The crate and its description, to compare them with others; `None` when an error ended the
    /// run.
    #[must_use]
    pub fn side(&self) -> Option<Side<'_>> {
        let ((api, plan), documents) = self.decided.as_ref().zip(self.documents.as_ref())?;
        Some(Side {
            api,
            plan,
            documents,
        })
    }
}

impl Generator {
    /// Creates a generator with these settings.
    #[must_use]
    pub fn new(config: ClientConfig) -> Self {
        Self { config }
    }

    /// Generates from the description named in the settings. `earlier` is what an earlier run
    /// chose: see [`Manifest::earlier`].
    #[must_use]
    pub fn generate(&self, earlier: impl Into<Earlier>) -> Generated {
        self.generate_input(Input::Path(self.config.description.clone()), earlier)
    }

    /// Generates from another input than the file named in the settings.
    #[must_use]
    pub fn generate_input(&self, input: Input, earlier: impl Into<Earlier>) -> Generated {
        let sink = Sink::new();
        let is_file = matches!(input, Input::Path(_));
        let documents = self.read(input, &sink);
        self.generate_from(documents, &earlier.into(), sink, is_file)
    }

    /// Plans the crate of a description. `earlier` is what an earlier run chose.
    #[must_use]
    pub fn plan_crate(&self, input: Input, earlier: impl Into<Earlier>) -> Planned {
        let earlier = earlier.into();
        let sink = Sink::new();
        let documents = self.read(input, &sink);
        let decided = documents.as_ref().and_then(|documents| {
            let (lowered, config) = self.understand(documents, &sink)?;
            let plan = decide(&lowered, &config, &earlier, &sink)?;
            Some((lowered, plan))
        });
        let diagnostics = sink.finish();
        let (report, decided) = decided
            .map(|(lowered, plan)| (numbers(&lowered), (lowered.api, plan)))
            .unzip();
        Planned {
            decided,
            report: report.unwrap_or_default().with_effects(&diagnostics),
            diagnostics,
            documents,
        }
    }

    /// Reads a description and applies the overlays.
    fn read(&self, input: Input, sink: &Sink) -> Option<Documents> {
        let overlays = &self.config.overlays;
        let mut change = |root: &mut Value, file, overlay: &Value| {
            for problem in overlay::apply(root, overlay) {
                let at = Location {
                    file,
                    pointer: problem.at.clone(),
                };
                let message = problem.kind.to_string();
                sink.report(Diagnostic::new(problem.case(), &at, message));
            }
        };
        let limits = Limits {
            remote: self.config.remote.clone(),
            folders: self.config.folders.clone(),
            ..Limits::default()
        };
        let mut documents = Documents::read_changed(input, overlays, &mut change, &limits, sink)?;
        if let Some(file) = self.config.places.file() {
            documents.show_settings(&file.path, &file.text);
        }
        Some(documents)
    }

    /// Generates from text, as if it were a file of this name.
    #[must_use]
    pub fn generate_text(&self, name: &str, text: &str, earlier: impl Into<Earlier>) -> Generated {
        let input = Input::Text {
            name: name.into(),
            text: text.to_owned(),
            folder: None,
        };
        self.generate_input(input, earlier)
    }

    fn generate_from(
        &self,
        mut documents: Option<Documents>,
        earlier: &Earlier,
        sink: Sink,
        is_file: bool,
    ) -> Generated {
        let mut manifest = Manifest {
            oasmith: env!("CARGO_PKG_VERSION").to_owned(),
            ..Manifest::default()
        };
        let mut made = None;
        if let Some(documents) = &mut documents {
            made = self.rooms(documents, earlier, &mut manifest, &sink);
        }
        let diagnostics = sink.finish();
        let (files, report) = match made {
            Some((files, earlier, report)) => {
                if is_file && documents.as_ref().is_some_and(Documents::is_complete) {
                    manifest.config = self.fingerprint(&earlier);
                }
                (manifest.names, manifest.offer) = (earlier.names, earlier.offer);
                (Some(files), report)
            }
            None => (None, Report::default()),
        };
        let report = report.with_effects(&diagnostics);
        manifest.report = Some(report.clone());
        Generated {
            files,
            manifest,
            report,
            diagnostics,
            documents,
        }
    }

    /// Runs the stages from `dialect` to `emit`. An error ends the run between two of them.
    fn rooms(
        &self,
        documents: &mut Documents,
        earlier: &Earlier,
        manifest: &mut Manifest,
        sink: &Sink,
    ) -> Option<(Files, Earlier, Report)> {
        let mut understood = None;
        // Only the manifest needs the fingerprints: compute them in parallel.
        rayon::in_place_scope(|beside| {
            beside.spawn(|_| manifest.inputs = fingerprints(documents));
            understood = self.understand(documents, sink);
        });
        let (lowered, config) = understood?;
        let report = numbers(&lowered);
        let values = documents.take_values();
        let mut plan = None;
        // Frees the raw values in parallel, which takes a while.
        rayon::in_place_scope(|beside| {
            beside.spawn(|_| drop(values));
            plan = decide(&lowered, &config, earlier, sink);
        });
        let plan = plan?;
        let (files, ()) = rayon::join(|| emit::emit(&plan), || drop(lowered));
        let earlier = Earlier {
            names: plan.names,
            offer: Some(plan.offer),
        };
        Some((files, earlier, report))
    }

    /// Runs the stages `dialect` and `lower`, with the settings of the description merged in.
    fn understand(
        &self,
        documents: &Documents,
        sink: &Sink,
    ) -> Option<(Lowered, Cow<'_, ClientConfig>)> {
        if sink.has_errors() {
            return None;
        }
        let dialect = dialect::detect(documents)
            .map_err(|problem| sink.report(problem))
            .ok()?;
        let config = self.with_described(documents, sink);
        let lowered = lower::lower(documents, dialect, &config, sink);
        (!sink.has_errors()).then_some((lowered, config))
    }
}

impl Generator {
    /// The settings merged with those in the description.
    fn with_described(&self, documents: &Documents, sink: &Sink) -> Cow<'_, ClientConfig> {
        let at = Location::top(documents.root()).key(SETTINGS);
        match documents.value(&at) {
            Some(value) => Cow::Owned(described::with_whole(&self.config, value, &at, sink)),
            None => Cow::Borrowed(&self.config),
        }
    }
}

/// Runs the stage `decide`.
fn decide(
    lowered: &Lowered,
    config: &ClientConfig,
    earlier: &Earlier,
    sink: &Sink,
) -> Option<CratePlan> {
    let plan = decide::plan_crate(&lowered.api, config, earlier, sink);
    (!sink.has_errors()).then_some(plan)
}

/// The fingerprint of each file that was read.
fn fingerprints(documents: &Documents) -> BTreeMap<String, String> {
    let files = documents.files();
    files
        .map(|(id, file)| (documents.portable_path(id), output::input_hash(file.text())))
        .collect()
}

/// Counts what was read from the description.
fn numbers(lowered: &Lowered) -> Report {
    Report {
        operations: Count::new(lowered.operations_described, lowered.api.operations.len()),
        schemas: Count::new(lowered.schemas_described, lowered.schemas_understood),
        ..Report::default()
    }
}
