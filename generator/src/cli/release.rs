//! `oasmith release`: prepares a release of the crates.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use semver::Version;

use super::console::print_text;
use super::deny::Denied;
use super::diff::version_of;
use super::generate::{self, Delivery, Keeping, Made};
use super::given::{Given, decide_both};
use super::target::{Job, selected};
use super::{Console, Failure, interrupt};
use crate::Generator;
use crate::config::ClientConfig;
use crate::diff::{self, Change, Step, Verdict};
use crate::output;
use crate::release;
use crate::source::{Input, Revision, describe_io};

/// Prepares a release of generated crates
///
/// Compares the description with that of the last release, raises the version in `oasmith.toml` by
/// the step that the changes require, adds a section to the crate's `CHANGELOG.md`, and generates
/// the crate. A version that was already raised far enough is kept, and so is a section that the
/// changelog already has. Nothing is committed or published.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  oasmith release                       all clients of oasmith.toml
  oasmith release --dry-run             only shows versions and sections
  oasmith release --since v1.2.0        compares with that revision
  oasmith release --client pets-client  one of several clients

The last release is the last commit that changed the `version` in the `Cargo.toml` of the crate. A crate that was never \
committed is released for the first time, with the configured version (default: 0.1.0).

The date of the section is today in UTC, or the time in the environment variable `SOURCE_DATE_EPOCH` (seconds since \
1970).")]
pub(super) struct Arguments {
    /// The Git revision of the last release.
    #[arg(long, value_name = "REVISION")]
    since: Option<String>,

    /// Show the versions and the sections, and write nothing.
    #[arg(long)]
    dry_run: bool,

    /// Path to oasmith.toml (default: the nearest in this or a parent directory).
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Select this client of `oasmith.toml`. May be given several times.
    #[arg(long = "client", value_name = "CRATE")]
    clients: Vec<String>,

    #[command(flatten)]
    denied: Denied,
}

/// The name of the changelog in the folder of a crate.
const CHANGELOG: &str = "CHANGELOG.md";

/// A release that is ready to be written.
struct Prepared {
    made: Made,
    /// The version of the last release; `None` for the first one.
    old: Option<Version>,
    version: Version,
    /// Whether the version in the settings has to be raised.
    is_raised: bool,
    /// The section for the changelog.
    entry: String,
    /// The changelog with the section; `None` if it has a section of the version.
    changelog: Option<String>,
    counts: String,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let (path, clients) = selected(arguments.config.as_deref(), &arguments.clients)?;
    // Everything is prepared before the first file is written.
    let mut releases = Vec::new();
    for client in clients {
        releases.extend(prepare(client, arguments, console)?);
    }
    let mut settings = read(&path)?.unwrap_or_default();
    for release in releases.iter().filter(|release| release.is_raised) {
        let name = &release.made.client.package.name;
        settings = release::with_version(&settings, name, &release.version).map_err(|error| {
            Failure::Usage(format!(
                "the version of `{name}` in `{}` cannot be raised to {}: {error}",
                path.display(),
                release.version
            ))
        })?;
    }
    if !arguments.dry_run && releases.iter().any(|release| release.is_raised) {
        interrupt::shielded(|_| output::replace(&path, &settings))?;
    }
    for release in &releases {
        write(release, arguments, console)?;
    }
    Ok(())
}

/// Prepares the release of a client, or returns `None` if there is nothing to release.
fn prepare(
    mut client: ClientConfig,
    arguments: &Arguments,
    console: &Console,
) -> Result<Option<Prepared>, Failure> {
    let since = last_release(&client, arguments)?;
    let compared = match &since {
        Some(since) => Some(compare(&client, since, console)?),
        None => None,
    };
    let configured = configured_version(&client)?;
    let (old, changes) = match compared {
        Some((old, changes)) => (Some(old), Some(changes)),
        None => (None, None),
    };
    let version = match (&old, &changes) {
        (Some(old), Some(changes)) => release::next_version(old, &configured, Step::new(changes)),
        _ => Some(configured.clone()),
    };
    let name = &client.package.name;
    let since = since.unwrap_or_default();
    let Some(version) = version else {
        console.print_status(&format!(
            "{name}: nothing to release: no changes of the crate since {since}, version {configured}"
        ));
        return Ok(None);
    };
    let date = release_date()?;
    let entry = release::entry(&version, date, changes.as_deref());
    let path = client.output.join(CHANGELOG);
    let changelog = read(&path)?.unwrap_or_else(release::new_changelog);
    let changelog = release::insert(&changelog, &version, &entry);
    let counts = match &changes {
        Some(changes) => format!("{} since {since}", counts(changes)),
        None => "the first release".to_owned(),
    };
    let is_raised = version != configured;
    client.package.version = Some(version.to_string());
    let job = Job {
        input: Input::Path(client.description.clone()),
        client,
    };
    let made = generate::generate(job, Keeping::default(), &arguments.denied, console)?;
    Ok(Some(Prepared {
        made,
        old,
        version,
        is_raised,
        entry,
        changelog,
        counts,
    }))
}

/// Returns the revision of the last release; `None` if the crate was never committed.
fn last_release(client: &ClientConfig, arguments: &Arguments) -> Result<Option<String>, Failure> {
    if let Some(since) = &arguments.since {
        return Ok(Some(since.clone()));
    }
    let manifest = client.output.join("Cargo.toml");
    Revision::of_last_change(&manifest, "^version = ").map_err(|error| {
        Failure::Usage(format!(
            "the last release of `{}` is not known: {error}; name its revision by `--since`",
            client.package.name
        ))
    })
}

/// Compares the crate of a revision with that of today. Returns the version of the old one.
fn compare(
    client: &ClientConfig,
    since: &str,
    console: &Console,
) -> Result<(Version, Vec<Change>), Failure> {
    let path = client.description.display().to_string();
    let old_name = format!("git:{since}:./{}", path.replace('\\', "/"));
    let (old, new) = (
        Given::parse(&old_name, console)?,
        Given::parse(&path, console)?,
    );
    let version = old
        .crate_file(client, "Cargo.toml")
        .and_then(|manifest| version_of(&manifest))
        .ok_or_else(|| {
            Failure::Usage(format!(
                "the revision `{since}` has no `{}` with a version",
                client.output.join("Cargo.toml").display()
            ))
        })?;
    let generator = Generator::new(client.clone());
    let (old_earlier, new_earlier) = (old.earlier(client)?, new.earlier(client)?);
    let (old, new) = ((&old, &old_earlier), (&new, new_earlier));
    let (before, after) = decide_both(old, new, &generator, console)?;
    Ok((version, diff::compare(before.side(), after.side())))
}

/// Returns the date of the section.
fn release_date() -> Result<time::Date, Failure> {
    let given = std::env::var_os("SOURCE_DATE_EPOCH");
    let given = given.map(|given| given.to_string_lossy().into_owned());
    release::date_of(given.as_deref()).ok_or_else(|| {
        let given = given.unwrap_or_default();
        Failure::Usage(format!(
            "`SOURCE_DATE_EPOCH` is not a time in seconds since 1970: `{given}`"
        ))
    })
}

/// Returns the version in the settings, which were checked when they were read.
fn configured_version(client: &ClientConfig) -> Result<Version, Failure> {
    let version = client.package.version.as_deref().unwrap_or(FIRST_VERSION);
    Version::parse(version).map_err(|error| {
        Failure::Usage(format!(
            "the version `{version}` in the settings is invalid: {error}"
        ))
    })
}

/// The version of a crate without one in the settings.
const FIRST_VERSION: &str = "0.1.0";

/// Returns how many changes have each verdict.
fn counts(changes: &[Change]) -> String {
    let verdicts = [
        (Verdict::Breaking, "breaking"),
        (Verdict::Compatible, "compatible"),
        (Verdict::Documentation, "documentation"),
    ];
    let counts = verdicts.iter().filter_map(|(verdict, word)| {
        let is_of_verdict = |change: &&Change| change.kind.verdict == *verdict;
        let count = changes.iter().filter(is_of_verdict).count();
        (count > 0).then(|| format!("{count} {word}"))
    });
    let counts: Vec<String> = counts.collect();
    if counts.is_empty() {
        return "no changes".to_owned();
    }
    counts.join(", ")
}

/// Writes the crate and its changelog, or shows what would be written.
fn write(release: &Prepared, arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    let client = &release.made.client;
    let name = &client.package.name;
    let version = match &release.old {
        Some(old) => format!("{old} to {}", release.version),
        None => release.version.to_string(),
    };
    console.print_status(&format!("{name}: {version} ({})", release.counts));
    let changelog = client.output.join(CHANGELOG);
    if release.changelog.is_none() {
        console.print_status(&format!(
            "  `{}` already has a section {}; it is unchanged",
            changelog.display(),
            release.version
        ));
    }
    if arguments.dry_run {
        if release.changelog.is_some() {
            print_text(&release.entry);
        }
        return Ok(());
    }
    let delivery = Delivery {
        dry_run: false,
        force: false,
        is_json: false,
    };
    generate::deliver(&release.made, delivery, console)?;
    if let Some(text) = &release.changelog {
        interrupt::shielded(|_| output::replace(&changelog, text))?;
    }
    Ok(())
}

/// Reads a text file; `None` if there is none.
fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Unreadable(format!(
            "`{}` cannot be read: {}",
            path.display(),
            describe_io(&error)
        ))),
    }
}
