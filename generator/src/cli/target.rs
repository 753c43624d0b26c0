//! The descriptions that a command processes: those of the clients in `oasmith.toml`, or the one in
//! its arguments.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Console, Failure};
use crate::config::{ClientConfig, Config, FILE_NAME};
use crate::source::{Input, Origin, closest, describe_io, normalize};

/// The clients that a command generates or compares.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The description, in YAML or JSON, or `-` for standard input (default: the clients of
    /// `oasmith.toml`).
    #[arg(value_name = "SPEC", requires = "output", requires = "name")]
    description: Option<PathBuf>,

    /// The folder of the generated crate.
    #[arg(long, short, value_name = "DIR", requires = "description")]
    output: Option<PathBuf>,

    /// The name of the generated crate.
    #[arg(long, short, value_name = "CRATE", requires = "description")]
    name: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

/// The descriptions that a command reads.
#[derive(Debug, Args)]
pub(super) struct Subject {
    /// The description, in YAML or JSON, or `-` for standard input (default: the clients of
    /// `oasmith.toml`).
    #[arg(value_name = "SPEC")]
    description: Option<PathBuf>,

    #[command(flatten)]
    reading: Reading,
}

/// How descriptions are read.
#[derive(Debug, Args)]
struct Reading {
    /// An overlay that is applied to the description first. May be given several times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,

    /// An origin, such as `https://example.com`, from which referenced files may be fetched. May be
    /// given several times.
    #[arg(long = "allow-remote", value_name = "ORIGIN", value_parser = Origin::parse)]
    remote: Vec<Origin>,

    /// A folder outside of the description's repository from which referenced files may be read.
    /// May be given several times.
    #[arg(long = "allow-folder", value_name = "DIR")]
    folders: Vec<PathBuf>,

    /// Path to oasmith.toml (default: the nearest in this or a parent directory).
    #[arg(long, value_name = "FILE", conflicts_with = "description")]
    config: Option<PathBuf>,

    /// Select this client of `oasmith.toml`. May be given several times.
    #[arg(long = "client", value_name = "CRATE", conflicts_with = "description")]
    clients: Vec<String>,
}

/// A client and the root of its description.
#[derive(Debug)]
pub(super) struct Job {
    pub client: ClientConfig,
    pub input: Input,
}

impl Job {
    /// The description, as shown in messages.
    pub fn name(&self) -> String {
        match &self.input {
            Input::Path(path) | Input::Revision(_, path) => path.display().to_string(),
            Input::Text { .. } | Input::Texts(_) => "<stdin>".to_owned(),
        }
    }

    /// A text for the command's progress on it.
    pub fn doing(&self, verb: &str) -> String {
        format!("{verb} {}", self.name())
    }
}

impl Target {
    /// The clients to process.
    pub fn jobs(&self) -> Result<Vec<Job>, Failure> {
        if let (Some(description), Some(output), Some(name)) =
            (&self.description, &self.output, &self.name)
        {
            let client = ClientConfig::new(description, output, name);
            client.check_name()?;
            return self.reading.job(client);
        }
        self.reading.configured()
    }
}

impl Subject {
    /// The descriptions to read.
    pub fn jobs(&self) -> Result<Vec<Job>, Failure> {
        match &self.description {
            // Nothing is generated, so the crate needs no name.
            Some(description) => self
                .reading
                .job(ClientConfig::new(description, "", "client")),
            None => self.reading.configured(),
        }
    }
}

impl Subject {
    /// The path of the settings, unless a description is named.
    pub fn settings_path(&self) -> Result<Option<PathBuf>, Failure> {
        if self.description.is_some() {
            return Ok(None);
        }
        let (path, _) = selected(self.reading.config.as_deref(), &[])?;
        Ok(Some(path))
    }
}

impl Reading {
    /// The client that the arguments describe.
    fn job(&self, client: ClientConfig) -> Result<Vec<Job>, Failure> {
        let input = if client.description == Path::new("-") {
            Input::standard_input().map_err(|error| {
                Failure::Unreadable(format!(
                    "standard input cannot be read: {}",
                    describe_io(&error)
                ))
            })?
        } else {
            Input::Path(client.description.clone())
        };
        let client = self.completed(client);
        Ok(vec![Job { client, input }])
    }

    /// The selected clients of `oasmith.toml`.
    fn configured(&self) -> Result<Vec<Job>, Failure> {
        let (_, clients) = selected(self.config.as_deref(), &self.clients)?;
        let jobs = clients.into_iter().map(|client| Job {
            input: Input::Path(client.description.clone()),
            client: self.completed(client),
        });
        Ok(jobs.collect())
    }

    fn completed(&self, mut client: ClientConfig) -> ClientConfig {
        client.overlays.extend(self.overlays.iter().cloned());
        client.remote.extend(self.remote.iter().cloned());
        client.folders.extend(self.folders.iter().cloned());
        client
    }
}

/// Returns the path of the settings, and the clients of these names in them; all, if there are no
/// names. Without a path, the settings are those of the current folder.
pub(super) fn selected(
    config: Option<&Path>,
    names: &[String],
) -> Result<(PathBuf, Vec<ClientConfig>), Failure> {
    let path = match config {
        Some(path) => path.to_owned(),
        None => find_settings()?,
    };
    let mut clients = Config::read(&path)?.clients;
    check_clients(names, &clients, &path)?;
    clients.retain(|client| names.is_empty() || names.contains(&client.package.name));
    Ok((path, clients))
}

fn check_clients(
    selected: &[String],
    clients: &[ClientConfig],
    path: &Path,
) -> Result<(), Failure> {
    let names = || clients.iter().map(|client| client.package.name.as_str());
    match selected
        .iter()
        .find(|name| names().all(|known| known != *name))
    {
        None => Ok(()),
        Some(name) => {
            let help = match closest(name, names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("its clients are {}", quoted(names())),
            };
            let path = path.display();
            Err(Failure::Usage(format!(
                "`{path}` has no client `{name}`; {help}"
            )))
        }
    }
}

/// Names for a message.
pub(super) fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The settings for descriptions that are named on the command line.
#[derive(Debug, Args)]
pub(super) struct Settings {
    /// Use the settings of this client, by the name of its crate.
    #[arg(long, value_name = "CRATE")]
    client: Option<String>,

    /// Path to oasmith.toml (default: the nearest in this or a parent directory).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// An overlay that is applied to both descriptions first. May be given several times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,

    /// An origin, such as `https://example.com`, from which referenced files may be fetched. May be
    /// given several times.
    #[arg(long = "allow-remote", value_name = "ORIGIN", value_parser = Origin::parse)]
    remote: Vec<Origin>,

    /// A folder outside of the description's repository from which referenced files may be read.
    /// May be given several times.
    #[arg(long = "allow-folder", value_name = "DIR")]
    folders: Vec<PathBuf>,
}

impl Settings {
    /// The settings of the named client, else of the client whose description is one of these
    /// files. `None` if there is no such client and none was named.
    pub fn client(
        &self,
        descriptions: &[&Path],
        console: &Console,
    ) -> Result<Option<ClientConfig>, Failure> {
        let path = match (&self.config, &self.client) {
            (Some(path), _) => path.clone(),
            (None, Some(_)) => find_settings()?,
            (None, None) => match find_settings() {
                Ok(path) => path,
                Err(_) => return Ok(None),
            },
        };
        let clients = Config::read(&path)?.clients;
        let client = if let Some(name) = &self.client {
            Some(find_client(clients, name)?)
        } else {
            let found = described(clients, descriptions);
            if let [first, _, ..] = found.as_slice() {
                console.print_status(&format!(
                    "note: {} clients have this description: the settings of `{}` hold, unless `--client` names another",
                    found.len(),
                    first.package.name
                ));
            }
            found.into_iter().next()
        };
        let unused = format!(
            "no client of `{}` has one of these descriptions",
            path.display()
        );
        match (&client, &self.config) {
            (None, Some(_)) => {
                return Err(Failure::Usage(format!("{unused}: name one by `--client`")));
            }
            (None, None) => console.print_status(&format!(
                "note: {unused}: the default settings hold, unless `--client` names one"
            )),
            _ => {}
        }
        Ok(client.map(|client| self.with_arguments(client)))
    }

    /// Settings for a description without a client.
    pub fn defaults(&self, description: &Path) -> ClientConfig {
        self.with_arguments(ClientConfig::new(description, "", "client"))
    }

    fn with_arguments(&self, mut client: ClientConfig) -> ClientConfig {
        client.overlays.extend(self.overlays.iter().cloned());
        client.remote.extend(self.remote.iter().cloned());
        client.folders.extend(self.folders.iter().cloned());
        client
    }
}

fn find_client(clients: Vec<ClientConfig>, name: &str) -> Result<ClientConfig, Failure> {
    let names: Vec<String> = clients
        .iter()
        .map(|client| format!("`{}`", client.package.name))
        .collect();
    let mut clients = clients.into_iter();
    let client = clients.find(|client| client.package.name == name);
    client.ok_or_else(|| {
        Failure::Usage(format!(
            "the settings have no client `{name}`: they have {}",
            names.join(", ")
        ))
    })
}

/// The clients of the first of these files that is the description of any client.
fn described(clients: Vec<ClientConfig>, descriptions: &[&Path]) -> Vec<ClientConfig> {
    let is_of =
        |client: &ClientConfig, path: &Path| normalize(&client.description) == normalize(path);
    let mut paths = descriptions.iter();
    let path = paths.find(|path| clients.iter().any(|client| is_of(client, path)));
    let Some(path) = path else {
        return Vec::new();
    };
    let found = clients.into_iter().filter(|client| is_of(client, path));
    found.collect()
}

/// The settings of the current folder.
fn find_settings() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::Usage(format!("there is no current folder: {error}")))?;
    Config::find(&here).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no `{FILE_NAME}` in this folder or above it: `oasmith init` writes one; or name a description, \
             see `--help`"
        ))
    })
}
