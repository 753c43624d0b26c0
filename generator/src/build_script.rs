//! Generates a client from a package's build script; the package then is the client.
//!
//! The files are those of `oasmith generate`, written to cargo's `OUT_DIR`. Cargo is given the path
//! of each file that was read, so that the script reruns if and only if one changes.
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
//! The whole `src/lib.rs`:
//!
//! ```ignore
//! include!(concat!(env!("OUT_DIR"), "/api-client/src/included.rs"));
//! ```
//!
//! The package must have the client's dependencies. If its `Cargo.toml` lacks any, the error lists
//! the lines to add.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::config::{ClientConfig, Config, ConfigError};
use crate::diagnostics::render::{Renderer, Sources};
use crate::diagnostics::{Diagnostic, Severity};
use crate::output::{self, Manifest, Options, OutputError};
use crate::printable::Printable;
use crate::source::{Documents, describe_io, normalize};
use crate::{Generated, Generator};

/// The file of a generated client that a package includes.
const INCLUDED: &str = "src/included.rs";

/// An error of a build script.
#[derive(thiserror::Error)]
pub enum BuildScriptError {
    /// The program was not started by cargo as a build script: this variable is not set.
    #[error("`{0}` is not set: this is for build scripts, which cargo runs")]
    NoBuildScript(&'static str),
    /// The settings are invalid.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The settings have no client of this name, or several clients and no name was passed.
    #[error("{}", which(path, asked.as_deref(), clients))]
    Client {
        /// The settings file.
        path: PathBuf,
        /// The requested name.
        asked: Option<String>,
        /// The names of its clients.
        clients: String,
    },
    /// The description is invalid. Holds the findings as `oasmith lint` displays them.
    #[error("{0}")]
    Description(String),
    /// The package's `Cargo.toml` is invalid.
    #[error("`{}` cannot be read: {reason}", path.display())]
    Package {
        /// The file.
        path: PathBuf,
        /// The reason.
        reason: String,
    },
    /// The package's `Cargo.toml` lacks dependencies or features that the client needs.
    #[error("the client needs more than `{}` has; add to it:\n\n{lines}", path.display())]
    Lacking {
        /// The file.
        path: PathBuf,
        /// The lines to add.
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

/// Same as `Display`: cargo shows the `Debug` output of an error returned from `main` of a build
/// script.
impl fmt::Debug for BuildScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Generates a client from a build script.
///
/// Names chosen by an earlier run of `oasmith generate` are read from the lock file in the client's
/// output folder, if there is one. `OUT_DIR` does not affect names, since it is not part of the
/// repository.
///
/// # Errors
/// The program is not a build script, the description or the settings are invalid, the package
/// lacks a dependency or a feature, or the files cannot be written.
pub fn run(client: &ClientConfig) -> Result<(), BuildScriptError> {
    let cargo = Cargo {
        out: variable("OUT_DIR")?,
        package: variable("CARGO_MANIFEST_DIR")?,
    };
    make(client, &cargo, &mut |line| println!("{line}"))
}

/// Generates the only client of an `oasmith.toml` from a build script. See [`run`].
///
/// # Errors
/// Those of [`run`]. Also, if the file is invalid or has several clients; use [`run_client`] to
/// select one.
pub fn run_configured(path: impl AsRef<Path>) -> Result<(), BuildScriptError> {
    run(&configured(path.as_ref(), None)?)
}

/// Generates the client of this name in an `oasmith.toml` from a build script. See [`run`].
///
/// # Errors
/// Those of [`run`]. Also, if the file is invalid or has no such client.
pub fn run_client(path: impl AsRef<Path>, name: &str) -> Result<(), BuildScriptError> {
    run(&configured(path.as_ref(), Some(name))?)
}

/// Returns the client of this name, or the only one.
fn configured(path: &Path, name: Option<&str>) -> Result<ClientConfig, BuildScriptError> {
    tell_read(path, &mut |line| println!("{line}"));
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

/// The folders that cargo passes to a build script.
struct Cargo {
    out: PathBuf,
    package: PathBuf,
}

/// Generates a client and emits the instructions for cargo, one line each.
fn make(
    client: &ClientConfig,
    cargo: &Cargo,
    tell: &mut dyn FnMut(String),
) -> Result<(), BuildScriptError> {
    client.check_name()?;
    let client = &with_folder(client, &cargo.package);
    let kept = Manifest::read(&client.output)?;
    if kept.is_some() {
        tell_read(&client.output.join(output::MANIFEST), tell);
    }
    let earlier = kept.unwrap_or_default().earlier();
    let generated = Generator::new(client.clone()).generate(&earlier);
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

/// Lets the description refer to all files of the package that contains it. In a repository it may
/// do so anyway; a package downloaded by cargo is not in one, but must give the same client.
fn with_folder(client: &ClientConfig, package: &Path) -> ClientConfig {
    let mut client = client.clone();
    let description = std::path::absolute(&client.description);
    if description.is_ok_and(|description| normalize(&description).starts_with(package)) {
        client.folders.push(package.to_owned());
    }
    client
}

fn tell_read(path: &Path, tell: &mut dyn FnMut(String)) {
    tell(instruction("rerun-if-changed", &path.display().to_string()));
}

/// An instruction for cargo. The value is escaped, since a line break in it would start another
/// instruction, such as one that sets an environment variable for the compiler. An escaped path
/// does not exist, so cargo reruns the script each time.
fn instruction(key: &str, value: &str) -> String {
    format!("cargo::{key}={}", Printable::from(value))
}

/// Emits a line for each warning. Cargo does not show other output.
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
        let message = &found.message;
        let code = found.entry.code;
        let place = place.unwrap_or_default();
        tell(instruction(
            "warning",
            &format!("{place}{message} [{code}]"),
        ));
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

/// The root module without what is only valid at the beginning of a file (inner attributes and
/// docs), since `include!` inserts it inside of one.
fn included(root: &str) -> String {
    let is_inner = |line: &&str| {
        line.is_empty()
            || line.starts_with("//!")
            || (line.starts_with("#![") && line.ends_with(']'))
    };
    let items = root.lines().skip_while(is_inner);
    let items = items.fold(String::new(), |text, line| text + line + "\n");
    // The examples of the guide use the crate by its own name.
    items.replace("#[cfg(any(doc, doctest))]\npub mod guide;\n", "")
}

/// Checks that the package has the dependencies and features of the client.
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

/// The entries of a section of the client's manifest that the package's manifest lacks.
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
mod tests;
