//! `oasmith init`: creates the settings of a project.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::Value;

use super::target::quoted;
use super::{Console, Failure};
use crate::config::{ClientConfig, FILE_NAME};
use crate::diagnostics::render::Sources;
use crate::diagnostics::{Location, Sink};
use crate::dialect;
use crate::printable;
use crate::source::{Documents, Input, Limits, describe_io, find_descriptions};

/// Writes `oasmith.toml`
///
/// Uses the given description, or the only one in this folder and its subfolders. Required settings
/// are set, the others are commented out with an explanation. An existing `oasmith.toml` is never
/// overwritten.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith init && oasmith generate             from a description in this folder to a crate
  oasmith init spec/api.yaml                   names the description
  oasmith init api.yaml --name pets --output crates/pets")]
pub(super) struct Arguments {
    /// The description, in YAML or JSON (default: search for one).
    #[arg(value_name = "SPEC")]
    description: Option<PathBuf>,

    /// The folder of the generated crate (default: its name).
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,

    /// The name of the crate (default: from the title of the description).
    #[arg(long, short, value_name = "CRATE")]
    name: Option<String>,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let file = Path::new(FILE_NAME);
    if file.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let description = match &arguments.description {
        Some(path) => path.clone(),
        None => find_description()?,
    };
    let title = read_title(&description, console)?;
    let name = match &arguments.name {
        Some(name) => name.clone(),
        None => crate_name(&title, &description),
    };
    let output = arguments
        .output
        .clone()
        .unwrap_or_else(|| name.clone().into());
    ClientConfig::new(&description, &output, &name).check_name()?;
    write_new(
        file,
        &settings(&portable(&description), &portable(&output), &name),
    )?;
    console.print_status(&format!(
        "wrote `{FILE_NAME}`: `{}` becomes the crate `{name}` in `{}`",
        description.display(),
        output.display()
    ));
    console.print_status("next: oasmith generate");
    Ok(())
}

fn exists() -> Failure {
    Failure::Usage(format!(
        "there is an `{FILE_NAME}` in this folder already; it is not overwritten. Add another `[[client]]` to it, or \
         run `oasmith generate`"
    ))
}

/// The only description in the folder.
fn find_description() -> Result<PathBuf, Failure> {
    let found = find_descriptions(Path::new("")).map_err(|error| {
        Failure::Unreadable(format!(
            "this folder cannot be read: {}",
            describe_io(&error)
        ))
    })?;
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Failure::Usage(
            "no description was found in this folder or below: name one, `oasmith init SPEC`"
                .to_owned(),
        )),
        several => {
            const SHOWN: usize = 5;
            let names: Vec<String> = several.iter().map(|path| portable(path)).collect();
            let shown = quoted(names.iter().take(SHOWN).map(String::as_str));
            let more = match names.len().saturating_sub(SHOWN) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            Err(Failure::Usage(format!(
                "several descriptions were found: {shown}{more}; name one, `oasmith init SPEC`"
            )))
        }
    }
}

/// The title of a description. If the file is not a description, prints the reason.
fn read_title(description: &Path, console: &Console) -> Result<String, Failure> {
    let sink = Sink::new();
    let progress = console.progress(&format!("reading {}", description.display()));
    let documents = Documents::read(Input::Path(description.into()), &Limits::default(), &sink);
    drop(progress);
    if let Some(documents) = documents.as_ref().filter(|_| !sink.has_errors())
        && let Err(problem) = dialect::detect(documents)
    {
        sink.report(problem);
    }
    let is_valid = !sink.has_errors();
    let diagnostics = sink.finish();
    let documents = match documents {
        Some(documents) if is_valid => documents,
        documents => {
            let sources = documents
                .as_ref()
                .map(|documents| documents as &dyn Sources);
            console.show_all(&diagnostics, sources);
            return Err(Failure::Unusable);
        }
    };
    let title = Location::top(documents.root()).key("info").key("title");
    let title = documents.value(&title).and_then(Value::as_str);
    Ok(title.unwrap_or_default().to_owned())
}

/// A name for the crate: from the title without common words, or else from the file name.
fn crate_name(title: &str, description: &Path) -> String {
    let stem = description.file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy();
    let name = [title, &stem].into_iter().find_map(|text| {
        let name = words(text).join("-");
        let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic());
        is_name.then_some(name)
    });
    format!("{}-client", name.as_deref().unwrap_or("api"))
}

fn words(text: &str) -> Vec<String> {
    const COMMON: [&str; 8] = [
        "api", "apis", "client", "openapi", "rest", "swagger", "the", "http",
    ];
    let ascii = deunicode::deunicode(text).to_ascii_lowercase();
    ascii
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !COMMON.contains(word))
        .take(4)
        .map(str::to_owned)
        .collect()
}

/// A path with `/`, as in settings on every platform.
fn portable(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Writes a file that does not exist yet.
fn write_new(path: &Path, text: &str) -> Result<(), Failure> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    match file.and_then(|mut file| file.write_all(text.as_bytes())) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(exists()),
        written => written.map_err(|error| {
            Failure::Unwritable(format!(
                "`{}` cannot be written: {}",
                path.display(),
                describe_io(&error)
            ))
        }),
    }
}

/// The text of the settings. Values are escaped as TOML requires.
fn settings(description: &str, output: &str, name: &str) -> String {
    let quote = printable::toml;
    include_str!("init.toml")
        .replace("{description}", &quote(description))
        .replace("{output}", &quote(output))
        .replace("{name}", &quote(name))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{crate_name, settings};
    use crate::Config;

    #[test]
    fn names() {
        let table = [
            ("Pet Store API", "x.yaml", "pet-store-client"),
            ("Müller & Söhne", "x.yaml", "muller-sohne-client"),
            ("", "billing_v2.openapi.yaml", "billing-v2-client"),
            ("API", "api.yaml", "api-client"),
            ("3D", "shapes.json", "shapes-client"),
        ];
        for (title, file, expected) in table {
            assert_eq!(crate_name(title, Path::new(file)), expected, "{title}");
        }
    }

    #[test]
    fn odd_paths_stay_text() {
        let text = settings("a\"b.yaml", "o'ut", "pets");
        let config = Config::from_text(Path::new("oasmith.toml"), text).unwrap();
        let client = &config.clients[0];
        assert_eq!(client.description, Path::new("a\"b.yaml"));
        assert_eq!(client.output, Path::new("o'ut"));
    }

    /// Settings that are commented out are valid too: a user only removes the comment sign.
    #[test]
    fn every_setting_that_is_offered_is_one() {
        let text = settings("api.yaml", "pets", "pets");
        let is_setting = |line: &str| line.contains(" = ") || line.starts_with('[');
        let switched_on = text.lines().map(|line| match line.strip_prefix("#") {
            Some(setting) if is_setting(setting) && !setting.starts_with(' ') => setting,
            _ => line,
        });
        let switched_on = switched_on.collect::<Vec<_>>().join("\n");
        assert_ne!(switched_on, text.trim_end());
        let config = Config::from_text(Path::new("oasmith.toml"), switched_on);
        let config = config.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(config.clients[0].example_tests, Some(true));
    }
}
