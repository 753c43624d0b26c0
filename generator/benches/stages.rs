//! How long each stage of a run takes: `cargo bench -p oasmith --bench stages -- --sort location`.
//!
//! The large descriptions are published ones; `OASMITH_CORPUS` names the folder that has them. Those that are not there are
//! left out.

#![allow(
    clippy::expect_used,
    reason = "a benchmark that cannot prepare has nothing to say"
)]

use std::path::{Path, PathBuf};

use divan::Bencher;
use oasmith::decide;
use oasmith::diagnostics::Sink;
use oasmith::dialect::{self, Dialect, Kind, Translator};
use oasmith::lower::{self, Lowered};
use oasmith::output::{self, Files, Manifest, Options};
use oasmith::plan::CratePlan;
use oasmith::source::{Documents, Input, Limits};
use oasmith::{ClientConfig, Earlier, emit};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The descriptions that are there, small ones first.
fn descriptions() -> Vec<Description> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/geminidb.yaml");
    let corpus = std::env::var_os("OASMITH_CORPUS").map(PathBuf::from);
    let corpus =
        corpus.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"));
    let published = ["asana.yaml", "openai.yaml", "github.json"].map(|file| corpus.join(file));
    [own]
        .into_iter()
        .chain(published)
        .filter(|path| path.exists())
        .map(Description)
        .collect()
}

/// The file of a description.
struct Description(PathBuf);

impl std::fmt::Display for Description {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.0.file_stem().unwrap_or_default();
        formatter.write_str(&name.to_string_lossy())
    }
}

impl Description {
    fn config(&self) -> ClientConfig {
        ClientConfig::new(&self.0, "unused", "client")
    }

    fn read(&self) -> Documents {
        let input = Input::Path(self.0.clone());
        Documents::read(input, &Limits::default(), &Sink::new()).expect("the file can be read")
    }

    fn lowered(&self) -> Lowered {
        let documents = self.read();
        lower(&documents, &self.config())
    }

    fn planned(&self) -> CratePlan {
        decide(&self.lowered(), &self.config())
    }

    fn emitted(&self) -> Files {
        emit::emit(&self.planned())
    }
}

fn dialect(documents: &Documents) -> Dialect {
    dialect::detect(documents).expect("the dialect is known")
}

fn lower(documents: &Documents, config: &ClientConfig) -> Lowered {
    lower::lower(documents, dialect(documents), config, &Sink::new())
}

fn decide(lowered: &Lowered, config: &ClientConfig) -> CratePlan {
    decide::plan_crate(&lowered.api, config, &Earlier::default(), &Sink::new())
}

#[divan::bench(args = descriptions())]
fn read(bencher: Bencher<'_, '_>, description: &Description) {
    bencher.bench_local(|| description.read());
}

/// Every operation and every named schema as OpenAPI 3.0.
#[divan::bench(args = descriptions())]
fn translate(bencher: Bencher<'_, '_>, description: &Description) {
    let documents = description.read();
    bencher.bench_local(|| {
        let sink = Sink::new();
        let translator = Translator::new(&documents, dialect(&documents), &sink);
        let paths = translator.paths();
        let operations = paths.iter().flat_map(|path| &path.operations);
        let operations =
            operations.filter_map(|operation| translator.part(Kind::Operation, &operation.at));
        let schemas = translator.named_schemas();
        let schemas = schemas
            .iter()
            .filter_map(|(_, at)| translator.part(Kind::Schema, at));
        operations.chain(schemas).count()
    });
}

/// Reading the parts, which translates them, and understanding them.
#[divan::bench(args = descriptions())]
fn translate_and_lower(bencher: Bencher<'_, '_>, description: &Description) {
    let documents = description.read();
    bencher.bench_local(|| lower(&documents, &description.config()));
}

#[divan::bench(args = descriptions())]
fn plan(bencher: Bencher<'_, '_>, description: &Description) {
    let lowered = description.lowered();
    bencher.bench_local(|| decide(&lowered, &description.config()));
}

#[divan::bench(args = descriptions())]
fn emit_and_format(bencher: Bencher<'_, '_>, description: &Description) {
    let plan = description.planned();
    bencher.bench_local(|| emit::emit(&plan));
}

/// What syn and prettyplease take for the same files, one after the other: most of the stage before.
#[divan::bench(args = descriptions())]
fn format(bencher: Bencher<'_, '_>, description: &Description) {
    let files = description.emitted();
    let texts: Vec<&str> = files
        .iter()
        .filter(|(path, _)| is_laid_out(path))
        .map(|(_, text)| text)
        .collect();
    bencher.bench_local(|| {
        let texts = texts.iter().filter_map(|text| syn::parse_file(text).ok());
        texts
            .map(|file| prettyplease::unparse(&file).len())
            .sum::<usize>()
    });
}

/// The runtime is copied as it is.
fn is_laid_out(path: &str) -> bool {
    path.strip_prefix("src/")
        .is_some_and(|path| !path.starts_with("runtime"))
}

#[divan::bench(args = descriptions())]
fn write(bencher: Bencher<'_, '_>, description: &Description) {
    let files = description.emitted();
    let folder = tempfile::tempdir().expect("a folder");
    let mut runs = 0;
    bencher
        .with_inputs(|| {
            runs += 1;
            folder.path().join(runs.to_string())
        })
        .bench_local_refs(|folder| {
            let options = Options {
                force: false,
                dry_run: false,
                stop: None,
            };
            output::deliver(folder, &files, Manifest::default(), options)
                .expect("it can be written")
        });
}
