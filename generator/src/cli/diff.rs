//! `oasmith diff`: reports how a change of a description affects users of the crate.

use clap::{Args, ValueEnum};
use semver::Version;

use super::console::print_text;
use super::given::{Given, decide_both};
use super::target::Settings;
use super::{Console, Failure};
use crate::Generator;
use crate::config::ClientConfig;
use crate::diff::render::{Format, Report};
use crate::diff::{self, Change, Step, Verdict, Versions};
use crate::plan::Earlier;

/// Reports what a change of a description means for users of the crate
///
/// Compares the crates generated from both versions. Each change is breaking, compatible or
/// documentation, with the reason and its place in both files. Changes that are only visible on the
/// wire are marked.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  oasmith diff git:origin/main:spec/api.yaml spec/api.yaml
  oasmith diff old.yaml new.yaml --fail-on breaking
  oasmith diff git:v1.2.0:api.yaml api.yaml --check-version --format markdown

A description is a file, `-` for standard input, or `git:REVISION:PATH`: a path from the top of the repository, or from \
the current folder if it begins with `./`. Files that it refers to are read from the same revision.

Settings are those of the client of `oasmith.toml` whose description is OLD or NEW, or of `--client`; without one, the \
defaults. They apply to both versions.

Findings that only NEW has are shown as well, since they may explain a change.")]
pub(super) struct Arguments {
    /// The old description: a file, `git:REVISION:PATH`, or `-` for standard input.
    old: String,

    /// The new description, in the same form as OLD.
    new: String,

    #[command(flatten)]
    settings: Settings,

    /// Output format.
    #[arg(long, value_enum, value_name = "FORMAT", default_value = "human")]
    format: OutputFormat,

    /// Fail on changes of this kind or worse.
    #[arg(long, value_enum, value_name = "VERDICT")]
    fail_on: Option<FailOn>,

    /// Fail if the configured version of the crate is too low for the changes.
    #[arg(long)]
    check_version: bool,

    /// The version of the old crate (default: from its `Cargo.toml` at the revision of OLD).
    #[arg(long, value_name = "VERSION")]
    old_version: Option<Version>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OutputFormat {
    /// Human-readable text.
    Human,
    /// Markdown, for a comment on a pull request.
    Markdown,
    /// One JSON object.
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    /// Breaking changes: code may no longer compile.
    Breaking,
    /// Breaking or compatible changes.
    Compatible,
    /// Any change, including documentation.
    Any,
}

impl FailOn {
    fn covers(self, verdict: Verdict) -> bool {
        match self {
            Self::Breaking => verdict == Verdict::Breaking,
            Self::Compatible => verdict != Verdict::Documentation,
            Self::Any => true,
        }
    }
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Result<(), Failure> {
    if arguments.old == "-" && arguments.new == "-" {
        return Err(Failure::Usage(
            "OLD and NEW cannot both come from standard input".to_owned(),
        ));
    }
    let old = Given::parse(&arguments.old, console)?;
    let new = Given::parse(&arguments.new, console)?;
    let client = arguments
        .settings
        .client(&[&new.path, &old.path], console)?;
    let has_client = client.is_some();
    let old_version = old_version(arguments, &old, client.as_ref())?;
    let earlier = |given: &Given<'_>| match &client {
        Some(client) => given.earlier(client),
        None => Ok(Earlier::default()),
    };
    let (old_earlier, new_earlier) = (earlier(&old)?, earlier(&new)?);
    let generator =
        Generator::new(client.unwrap_or_else(|| arguments.settings.defaults(&new.path)));

    let (old_side, new_side) = ((&old, &old_earlier), (&new, new_earlier));
    let (before, after) = decide_both(old_side, new_side, &generator, console)?;
    let changes = diff::compare(before.side(), after.side());
    let new_version = has_client.then_some(after.plan.package.version.as_str());
    let versions = versions(old_version, new_version)?;
    let report = Report {
        old: before.shown(&old),
        new: after.shown(&new),
        changes: &changes,
        versions,
    };
    console.show_all(&after.new_findings(&before), Some(after.sources()));
    print_text(&report.render(arguments.format(console)));
    check_changes(arguments, &changes, report.versions.as_ref(), console)
}

impl Arguments {
    fn format(&self, console: &Console) -> Format {
        match self.format {
            OutputFormat::Human => Format::Human {
                colour: console.data_colour,
            },
            OutputFormat::Markdown => Format::Markdown,
            OutputFormat::Json => Format::Json,
        }
    }
}

/// The old version of the crate, if it is known.
fn old_version(
    arguments: &Arguments,
    old: &Given<'_>,
    client: Option<&ClientConfig>,
) -> Result<Option<Version>, Failure> {
    if arguments.check_version && client.is_none() {
        return Err(Failure::Usage(
            "`--check-version` needs the settings of the client, which say the new version: name it by `--client`"
                .to_owned(),
        ));
    }
    let of_crate = || version_of(&old.crate_file(client?, "Cargo.toml")?);
    let old = arguments.old_version.clone().or_else(of_crate);
    if arguments.check_version && old.is_none() {
        return Err(Failure::Usage(
            "the old version of the crate is not known: OLD is not at a revision that has its `Cargo.toml`, so give \
             it by `--old-version`"
                .to_owned(),
        ));
    }
    Ok(old)
}

/// Both versions of the crate, if the old one is known.
fn versions(old: Option<Version>, new: Option<&str>) -> Result<Option<Versions>, Failure> {
    let Some(old) = old else {
        return Ok(None);
    };
    let new = new.map(Version::parse).transpose().map_err(|error| {
        Failure::Usage(format!("the version in the settings is invalid: {error}"))
    })?;
    Ok(Some(Versions { old, new }))
}

/// The version in a `Cargo.toml`.
pub(super) fn version_of(manifest: &[u8]) -> Option<Version> {
    let manifest: toml::Table = toml::from_str(str::from_utf8(manifest).ok()?).ok()?;
    let version = manifest.get("package")?.get("version")?.as_str()?;
    Version::parse(version).ok()
}

/// Applies `--fail-on` and `--check-version`.
fn check_changes(
    arguments: &Arguments,
    changes: &[Change],
    versions: Option<&Versions>,
    console: &Console,
) -> Result<(), Failure> {
    let mut is_refused = false;
    if let Some(fail_on) = arguments.fail_on {
        let found = changes
            .iter()
            .filter(|change| fail_on.covers(change.kind.verdict));
        let count = found.count();
        if count > 0 {
            console.print_error(&format!(
                "error: `--fail-on` refuses {count} of the changes"
            ));
            is_refused = true;
        }
    }
    let step = Step::new(changes);
    if arguments.check_version
        && let Some(versions) = versions
        && versions.suffice(step) == Some(false)
    {
        console.print_error(&format!(
            "error: the version is too low: it must be at least {}",
            step.after(&versions.old)
        ));
        console.print_error(
            "help: raise `version` under `[client.package]` in the settings, then run `oasmith generate`",
        );
        is_refused = true;
    }
    if is_refused {
        return Err(Failure::Refused);
    }
    Ok(())
}
