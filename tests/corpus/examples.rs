//! Every example of a description is read into its type, and comes back; those that do not, because they are not what
//! their own schema says, are written down.

use std::fmt::Write as _;
use std::process::{Command, Output};

use libtest_mimic::Failed;
use oasmith::ClientConfig;
use oasmith::config::{Directions, UnknownProperties};
use oasmith_tests::Project;

use crate::descriptions::Description;
use crate::expected::settings;

/// Descriptions whose tests take a minute or more to build: only where `OASMITH_EXTENDED` asks for them.
const LARGE: &[&str] = &["digitalocean-public-v2", "github", "openai"];

/// Builds and runs the examples of each description, in one workspace.
pub fn all(descriptions: &[Description]) -> Result<(), Failed> {
    let extended = std::env::var_os("OASMITH_EXTENDED").is_some();
    let wanted = descriptions
        .iter()
        .filter(|one| extended || !LARGE.contains(&one.name.as_str()));
    let mut project = Project::new("examples")?;
    let mut found = Vec::new();
    for one in wanted {
        let generated = one.generate_with(|settings| ClientConfig {
            directions: Some(Directions::Both),
            unknown_properties: Some(UnknownProperties::Kept),
            example_tests: Some(true),
            ..settings
        });
        let files = generated.files.as_ref();
        if files.is_some_and(|files| files.get("tests/examples/main.rs").is_some()) {
            project.add(&one.name, generated)?;
            found.push(one);
        }
    }
    let programs = project.test_programs("examples")?;
    for one in found {
        let program = programs
            .get(&one.name)
            .ok_or_else(|| format!("{}: cargo builds no tests", one.name))?;
        let output = Command::new(program)
            .arg("--quiet")
            .current_dir(project.folder().join(&one.name))
            .env("RUST_BACKTRACE", "0")
            .output()?;
        let text = output_text(&output)?;
        let name = format!("{}.examples", one.name);
        settings().bind(|| insta::assert_snapshot!(name, text));
    }
    Ok(())
}

/// How many examples there are, and which do not come back.
fn output_text(output: &Output) -> Result<String, Failed> {
    let out = String::from_utf8_lossy(&output.stdout);
    let Some(counts) = out.lines().find(|line| line.starts_with("test result")) else {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the tests do not run: {message}").into());
    };
    let count = |word: &str| {
        let mut parts = counts.split(['.', ';']).map(str::trim);
        parts
            .find_map(|part| part.strip_suffix(word))
            .unwrap_or("0")
            .trim()
            .to_owned()
    };
    let mut text = format!(
        "come back: {}\ndo not: {}\n",
        count("passed"),
        count("failed")
    );
    let mut lines: Vec<String> = failures(&out);
    lines.sort();
    for line in lines {
        let _ = writeln!(text, "- {line}");
    }
    Ok(text)
}

/// The name of each failed test, and its reason.
fn failures(out: &str) -> Vec<String> {
    let mut name = "";
    let mut lines = Vec::new();
    for line in out.lines() {
        if let Some(header) = line.strip_prefix("---- ") {
            name = header.strip_suffix(" stdout ----").unwrap_or(header);
        }
        if line.starts_with("the example is not of its type") || line.starts_with("not written") {
            let line = line.split(" at line ").next().unwrap_or(line);
            lines.push(format!("{name}: {line}"));
        }
    }
    lines
}
