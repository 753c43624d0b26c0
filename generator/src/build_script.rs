//! A client made by the build script of a package, which then is that client.
//!
//! The files are those of `oasmith generate`, in cargo's folder for what build scripts write. Cargo is told of every file
//! that was read, so that the script runs again when one changes, and not before.
//!
//! # Examples
//!
//! `build.rs`, with `oasmith` among the `[build-dependencies]`:
//!
//! ```no_run
//! use oasmith::{ClientConfig, build_script};
//!
//! fn main() -> Result<(), build_script::BuildScriptError> {
//!     let client = ClientConfig::new("spec/api.yaml", "client", "api-client");
//!     build_script::run(&client)
//! }
//! ```
//!
//! `src/lib.rs`, the whole of it:
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/api-client/src/included.rs"));
//! ```
//!
//! What the client depends on, the package must: what is missing in its `Cargo.toml` is an error that says what to add.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::config::{ClientConfig, Config, ConfigError};
use crate::diagnostics::render::{Renderer, Sources};
use crate::diagnostics::{Diagnostic, Severity};
use crate::output::{self, Manifest, Options, OutputError};
use crate::source::{Documents, describe_io};
use crate::{Generated, Generator};

/// Where the text stands that a package includes.
const INCLUDED: &str = "src/included.rs";

/// Why a build script made no client.
#[derive(thiserror::Error)]
pub enum BuildScriptError {
    /// Cargo does not run this.
    #[error("`{0}` is not set: this is for build scripts, which cargo runs")]
    NoBuildScript(&'static str),
    /// The settings cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The settings do not say which client is meant.
    #[error("{}", which(path, asked.as_deref(), clients))]
    Client {
        /// The file.
        path: PathBuf,
        /// The name that was asked for.
        asked: Option<String>,
        /// The clients that it has.
        clients: String,
    },
    /// The description cannot be used; the text is what `oasmith lint` says.
    #[error("{0}")]
    Description(String),
    /// The package's `Cargo.toml` cannot be used.
    #[error("`{}` cannot be read: {reason}", path.display())]
    Package {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The package's `Cargo.toml` lacks what the client needs.
    #[error("the client needs more than `{}` has; add to it:\n\n{lines}", path.display())]
    Lacking {
        /// The file.
        path: PathBuf,
        /// What to add.
        lines: String,
    },
    /// The files cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
}

fn which(path: &Path, asked: Option<&str>, clients: &str) -> String {
    let path = path.display();
    match asked {
        Some(name) => format!("`{path}` has no client `{name}`: it has {clients}"),
        None => format!(
            "`{path}` has several clients, {clients}, and a package can be only one: name it, by `run_client`"
        ),
    }
}

/// A build script that ends in an error prints it so: it is to be read, not to be taken apart.
impl fmt::Debug for BuildScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Makes a client in the build script that calls this.
///
/// The names that an earlier run of `oasmith generate` chose are taken from the lock file in the client's output folder, if
/// there is one: what build scripts leave behind is no part of a repository, and so must not have a say.
///
/// # Errors
/// It is no build script that calls this, the description or the settings cannot be used, the package lacks what the client
/// needs, or the files cannot be written.
pub fn run(client: &ClientConfig) -> Result<(), BuildScriptError> {
    let cargo = Cargo {
        out: variable("OUT_DIR")?,
        package: variable("CARGO_MANIFEST_DIR")?,
    };
    make(client, &cargo, &mut |line| println!("{line}"))
}

/// Makes the only client of an `oasmith.toml` in the build script that calls this: see [`run`].
///
/// # Errors
/// As of [`run`], or the file cannot be used, or has several clients: a package can be only one, so [`run_client`] takes
/// the name of one.
pub fn run_configured(path: impl AsRef<Path>) -> Result<(), BuildScriptError> {
    run(&configured(path.as_ref(), None)?)
}

/// Makes the client of this name, of those in an `oasmith.toml`, in the build script that calls this: see [`run`].
///
/// # Errors
/// As of [`run`], or the file cannot be used, or has no such client.
pub fn run_client(path: impl AsRef<Path>, name: &str) -> Result<(), BuildScriptError> {
    run(&configured(path.as_ref(), Some(name))?)
}

/// The client of this name, or the only one.
fn configured(path: &Path, name: Option<&str>) -> Result<ClientConfig, BuildScriptError> {
    println!("cargo::rerun-if-changed={}", path.display());
    let clients = Config::read(path)?.clients;
    let names: Vec<_> = clients
        .iter()
        .map(|client| format!("`{}`", client.package.name))
        .collect();
    let asked = |client: &ClientConfig| name.is_none_or(|name| client.package.name == name);
    let mut found = clients.into_iter().filter(asked);
    match (found.next(), found.next()) {
        (Some(client), None) => Ok(client),
        _ => Err(BuildScriptError::Client {
            path: path.to_owned(),
            asked: name.map(str::to_owned),
            clients: names.join(", "),
        }),
    }
}

fn variable(name: &'static str) -> Result<PathBuf, BuildScriptError> {
    std::env::var_os(name)
        .map(PathBuf::from)
        .ok_or(BuildScriptError::NoBuildScript(name))
}

/// What cargo tells a build script.
struct Cargo {
    out: PathBuf,
    package: PathBuf,
}

/// Makes a client, and tells cargo line by line what it must know.
fn make(
    client: &ClientConfig,
    cargo: &Cargo,
    tell: &mut dyn FnMut(String),
) -> Result<(), BuildScriptError> {
    client.check_name()?;
    let kept = Manifest::read(&client.output)?;
    if kept.is_some() {
        tell_read(&client.output.join(output::MANIFEST), tell);
    }
    let names = kept.unwrap_or_default().names;
    let generated = Generator::new(client.clone()).generate(&names);
    match &generated.documents {
        Some(documents) => documents.paths().for_each(|path| tell_read(path, tell)),
        None => tell_read(&client.description, tell),
    }
    warn(&generated, tell);
    let Some(mut files) = generated.files else {
        let errors = errors(&generated.diagnostics, generated.documents.as_ref());
        return Err(BuildScriptError::Description(errors));
    };
    let manifest = files.get("Cargo.toml").unwrap_or_default();
    let manifest: Table = toml::from_str(manifest).unwrap_or_default();
    check_package(&manifest, cargo)?;
    files.insert(
        INCLUDED,
        included(files.get("src/lib.rs").unwrap_or_default()),
    );
    let options = Options {
        force: true,
        ..Options::default()
    };
    let folder = cargo.out.join(&client.package.name);
    output::deliver(&folder, &files, generated.manifest, options)?;
    Ok(())
}

fn tell_read(path: &Path, tell: &mut dyn FnMut(String)) {
    tell(format!("cargo::rerun-if-changed={}", path.display()));
}

/// A line for each warning: cargo shows no more.
fn warn(generated: &Generated, tell: &mut dyn FnMut(String)) {
    let warnings = generated.diagnostics.iter();
    for found in warnings.filter(|found| found.severity == Severity::Warning) {
        let place = generated.documents.as_ref().zip(found.at.as_ref());
        let place = place.map(|(documents, at)| {
            let path = documents.path(at.file).display();
            match found.span.clone().or_else(|| documents.locate(at)) {
                Some(span) => format!("{path}:{}:{}: ", span.line, span.column),
                None => format!("{path}: "),
            }
        });
        let message = found.message.replace('\n', " ");
        let code = found.entry.code;
        let place = place.unwrap_or_default();
        tell(format!("cargo::warning={place}{message} [{code}]"));
    }
}

fn errors(diagnostics: &[Diagnostic], documents: Option<&Documents>) -> String {
    let sources = documents.map(|documents| documents as &dyn Sources);
    let errors = diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors
        .map(|found| Renderer::default().render(found, sources))
        .collect()
}

/// The crate's root without what may stand only at the beginning of a file: an included text begins within one.
fn included(root: &str) -> String {
    let is_inner = |line: &&str| {
        line.is_empty()
            || line.starts_with("//!")
            || (line.starts_with("#![") && line.ends_with(']'))
    };
    let items = root.lines().skip_while(is_inner);
    items.fold(String::new(), |text, line| text + line + "\n")
}

/// Whether the package has the dependencies and the features of the client.
fn check_package(client: &Table, cargo: &Cargo) -> Result<(), BuildScriptError> {
    let path = cargo.package.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).map_err(|error| BuildScriptError::Package {
        path: path.clone(),
        reason: describe_io(&error),
    })?;
    let own: Table = toml::from_str(&text).map_err(|error| BuildScriptError::Package {
        path: path.clone(),
        reason: error.message().to_owned(),
    })?;
    let mut lines = String::new();
    for section in ["dependencies", "features"] {
        let lacking = lacking(client, &own, section);
        if !lacking.is_empty() {
            let gap = if lines.is_empty() { "" } else { "\n" };
            let _ = writeln!(lines, "{gap}[{section}]");
        }
        for (key, value) in lacking {
            let _ = writeln!(lines, "{key} = {value}");
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    Err(BuildScriptError::Lacking { path, lines })
}

/// What stands in a section of the client's manifest and not in the package's.
fn lacking<'t>(client: &'t Table, own: &Table, section: &str) -> BTreeMap<&'t str, &'t Value> {
    let has = |key: &str| {
        let section = own.get(section).and_then(Value::as_table);
        section.is_some_and(|section| section.contains_key(key))
    };
    let wanted = client.get(section).and_then(Value::as_table);
    let wanted = wanted.into_iter().flatten();
    wanted
        .filter(|(key, _)| !has(key))
        .map(|(key, value)| (key.as_str(), value))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{BuildScriptError, Cargo, configured, included, make};
    use crate::output::{Manifest, Options, deliver};
    use crate::{ClientConfig, Generator};

    const CLOCK: &str = "openapi: 3.0.3
info: { title: Clock, version: '1' }
paths:
  /now:
    get:
      operationId: now
      responses:
        '200': { description: The time., content: { application/json: { schema: { $ref: 'parts/now.yaml' } } } }
  /then:
    get:
      operationId: then
      responses:
        '200': { description: It was., content: { application/json: { schema: { $ref: 'parts/then.yaml' } } } }
";

    /// A package with a description, and what cargo would say of it.
    fn package() -> (tempfile::TempDir, ClientConfig, Cargo) {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("spec/parts")).unwrap();
        fs::create_dir_all(path("out")).unwrap();
        fs::write(path("spec/clock.yaml"), CLOCK).unwrap();
        fs::write(path("spec/parts/now.yaml"), "type: string\n").unwrap();
        fs::write(path("Cargo.toml"), "[package]\nname = \"clock\"\n").unwrap();
        let client = ClientConfig::new(path("spec/clock.yaml"), path("client"), "clock");
        let cargo = Cargo {
            out: path("out"),
            package: folder.path().to_owned(),
        };
        (folder, client, cargo)
    }

    /// Runs the script, and once more with what it asks to be added.
    fn run(folder: &Path, client: &ClientConfig, cargo: &Cargo) -> Vec<String> {
        let error = make(client, cargo, &mut |_| ()).unwrap_err();
        let BuildScriptError::Lacking { path, lines } = &error else {
            panic!("{error}")
        };
        assert!(lines.contains("[dependencies]\nbytes = \"1\"\n"), "{lines}");
        assert_eq!(*path, folder.join("Cargo.toml"));
        let text = fs::read_to_string(path).unwrap() + lines;
        fs::write(path, text).unwrap();
        let mut told = Vec::new();
        make(client, cargo, &mut |line| told.push(line)).unwrap();
        told
    }

    #[test]
    fn cargo_is_told_of_every_file_that_was_read_or_missed() {
        let (folder, client, cargo) = package();
        let told = run(folder.path(), &client, &cargo);
        for file in [
            "spec/clock.yaml",
            "spec/parts/now.yaml",
            "spec/parts/then.yaml",
        ] {
            let line = format!(
                "cargo::rerun-if-changed={}",
                folder.path().join(file).display()
            );
            assert!(told.contains(&line), "{file}: {told:?}");
        }
        let warnings: Vec<_> = told
            .iter()
            .filter(|line| line.starts_with("cargo::warning="))
            .collect();
        assert_eq!(warnings.len(), 1, "{told:?}");
        assert!(
            warnings[0].ends_with("[unresolved-reference]"),
            "{warnings:?}"
        );
    }

    #[test]
    fn the_files_are_those_of_the_command() {
        let (folder, client, cargo) = package();
        run(folder.path(), &client, &cargo);
        let generated = Generator::new(client).generate(&std::collections::BTreeMap::new());
        let files = generated.files.unwrap();
        for (path, text) in files.iter() {
            let written = fs::read_to_string(folder.path().join("out/clock").join(path)).unwrap();
            assert_eq!(written, text, "{path}");
        }
    }

    #[test]
    fn names_are_those_of_the_lock_file_in_the_repository() {
        let (folder, client, cargo) = package();
        let generator = Generator::new(client.clone());
        let mut names = std::collections::BTreeMap::new();
        names.insert("method now".to_owned(), "at_present".to_owned());
        let generated = generator.generate(&names);
        let manifest = Manifest {
            ..generated.manifest
        };
        deliver(
            &client.output,
            &generated.files.unwrap(),
            manifest,
            Options::default(),
        )
        .unwrap();
        let told = run(folder.path(), &client, &cargo);
        let api = fs::read_to_string(folder.path().join("out/clock/API.txt")).unwrap();
        assert!(api.contains("at_present"), "{api}");
        assert!(
            told.iter()
                .any(|line| line.ends_with("client/oasmith.lock")),
            "{told:?}"
        );
    }

    #[test]
    fn a_description_that_cannot_be_used_is_shown() {
        let (folder, client, cargo) = package();
        fs::write(folder.path().join("spec/clock.yaml"), "openapi: 4.0.0\n").unwrap();
        let mut told = Vec::new();
        let error = make(&client, &cargo, &mut |line| told.push(line)).unwrap_err();
        assert!(
            format!("{error:?}").contains("error[unknown-version]"),
            "{error:?}"
        );
        assert!(
            told[0].ends_with("spec/clock.yaml"),
            "mended, it is read again: {told:?}"
        );
    }

    #[test]
    fn of_several_clients_one_is_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("oasmith.toml");
        let client = |name: &str| {
            format!(
                "[[client]]\ndescription = \"a.yaml\"\noutput = \"{name}\"\npackage = {{ name = \"{name}\" }}\n"
            )
        };
        fs::write(&path, client("a")).unwrap();
        assert_eq!(configured(&path, None).unwrap().package.name, "a");
        fs::write(&path, client("a") + &client("b")).unwrap();
        assert_eq!(configured(&path, Some("b")).unwrap().package.name, "b");
        let said = |name| configured(&path, name).unwrap_err().to_string();
        assert!(said(None).ends_with(
            "has several clients, `a`, `b`, and a package can be only one: name it, by `run_client`"
        ));
        assert!(said(Some("c")).ends_with("has no client `c`: it has `a`, `b`"));
    }

    #[test]
    fn an_included_text_has_no_inner_attributes() {
        let root = "//! Docs.\n\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n\nmod client;\n";
        assert_eq!(included(root), "mod client;\n");
    }
}
