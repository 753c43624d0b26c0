//! `oasmith check`: are the crates as a run would leave them?

use clap::Args;

use super::target::Target;
use super::{Failure, show};
use crate::Generator;
use crate::config::ClientConfig;
use crate::output::{self, Manifest, StaleKind};

/// Checks that generated crates are what their descriptions make of them. Writes nothing; exits with 1 and lists the
/// stale files otherwise.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith check                                               the clients of oasmith.toml
  oasmith check api.yaml --output client --name api-client      without oasmith.toml")]
pub(super) struct Arguments {
    #[command(flatten)]
    target: Target,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut stale = false;
    for client in arguments.target.clients()? {
        stale |= !one(&client)?;
    }
    if stale {
        eprintln!("help: run `oasmith generate` and commit what it writes");
        return Err(Failure::Stale);
    }
    Ok(())
}

/// Whether the crate is up to date.
fn one(client: &ClientConfig) -> Result<bool, Failure> {
    let old = Manifest::read(&client.output)?.unwrap_or_default();
    let generated = Generator::new(client.clone()).generate(&old.names);
    show::errors(&generated);
    let Some(files) = &generated.files else {
        return Err(Failure::Description {
            what: format!("{}: nothing can be generated", client.description.display()),
        });
    };
    let stale = output::check(&client.output, files, generated.manifest)?;
    for one in &stale {
        let what = match one.kind {
            StaleKind::Missing => "missing",
            StaleKind::Differs => "stale",
            StaleKind::Extra => "no longer wanted",
        };
        println!("{what}: {}", client.output.join(&one.path).display());
    }
    Ok(stale.is_empty())
}
