//! Which clients a command is about: those of `oasmith.toml`, or the one its arguments describe.

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use crate::config::{ClientConfig, Config, FILE_NAME};
use crate::source::Origin;

/// Which clients a command is about.
#[derive(Debug, Args)]
pub(super) struct Target {
    /// The description: an OpenAPI file in YAML or JSON. Without it, `oasmith.toml` names the clients.
    #[arg(value_name = "SPEC", requires = "output", requires = "name")]
    description: Option<PathBuf>,

    /// The folder of the generated crate.
    #[arg(long, short, value_name = "DIR", requires = "description")]
    output: Option<PathBuf>,

    /// The name of the generated crate.
    #[arg(long, short, value_name = "CRATE", requires = "description")]
    name: Option<String>,

    /// An overlay: a file whose changes are applied to the description first. May be given several times.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,

    /// An origin, such as `https://example.com`, that files which references name may be fetched from. May be given
    /// several times.
    #[arg(long = "allow-remote", value_name = "ORIGIN", value_parser = Origin::parse)]
    remote: Vec<Origin>,

    /// The settings, in place of the `oasmith.toml` of this folder or the nearest above it.
    #[arg(long, value_name = "FILE", conflicts_with = "description")]
    config: Option<PathBuf>,
}

impl Target {
    /// The settings of each client.
    pub fn clients(&self) -> Result<Vec<ClientConfig>, Failure> {
        let mut clients = self.configured()?;
        for client in &mut clients {
            client.overlays.extend(self.overlays.iter().cloned());
            client.remote.extend(self.remote.iter().cloned());
        }
        Ok(clients)
    }

    fn configured(&self) -> Result<Vec<ClientConfig>, Failure> {
        if let (Some(description), Some(output), Some(name)) =
            (&self.description, &self.output, &self.name)
        {
            let client = ClientConfig::new(description, output, name);
            client.check_name()?;
            return Ok(vec![client]);
        }
        let path = match &self.config {
            Some(path) => path.clone(),
            None => found()?,
        };
        Ok(Config::read(&path)?.clients)
    }
}

/// The settings that hold for the current folder.
fn found() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir()
        .map_err(|error| Failure::Usage(format!("there is no current folder: {error}")))?;
    Config::find(&here).ok_or_else(|| {
        Failure::Usage(format!(
            "there is no `{FILE_NAME}` in this folder or above it: write one, or name a description, \
             `oasmith generate SPEC --output DIR --name CRATE`"
        ))
    })
}
