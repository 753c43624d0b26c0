//! The crates: of what is generated, the types and what they need.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use oasmith::output::Files;

use crate::workspace;

/// The parts of the runtime that types need.
const PARTS: &[&str] = &[
    "absent",
    "base64",
    "collect",
    "constant",
    "date_time",
    "encoding",
    "finite",
    "float32",
    "integer_enum",
    "json",
    "json_fields",
    "json_members",
    "json_object",
    "json_path",
    "json_text",
    "lenient",
    "multipart",
    "nullable",
    "placed",
    "secret",
    "text_enum",
    "union",
    "unknown_value",
    "unread",
];

/// The dependencies that only connections and calls need.
const OTHER_DEPENDENCIES: &[&str] = &[
    "bytes",
    "fastrand",
    "futures-core",
    "http",
    "http-body",
    "httpdate",
    "reqwest",
    "tokio",
    "tracing",
];

const LIBRARY: &str = "#![allow(unused, reason = \"the types without what uses them\")]\n\nmod runtime;\npub mod types;\n\n/// What the client reads from a body.\npub fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {\n    runtime::json_text::read(text.as_bytes())\n}\n";

/// What stands for bodies in parts, which need connections and calls.
const MULTIPART: &str = include_str!("multipart.rs.txt");

/// Writes the crate of the types among `files`.
pub(super) fn write(folder: &Path, files: &Files) -> io::Result<()> {
    let mut library = LIBRARY.to_owned();
    for (path, text) in files.iter() {
        let part = path
            .strip_prefix("src/runtime/")
            .and_then(|path| path.strip_suffix(".rs"));
        match (path, part) {
            ("Cargo.toml", _) => write_changed(&folder.join(path), &manifest(text)?)?,
            ("src/types.rs", _) => write_changed(&folder.join(path), text)?,
            ("src/runtime.rs", _) => {
                let (inner, public) = runtime(text);
                library.push_str(&public);
                write_changed(&folder.join(path), &inner)?;
            }
            (_, Some("multipart")) => write_changed(&folder.join(path), MULTIPART)?,
            (_, Some(part)) if PARTS.contains(&part) => write_changed(&folder.join(path), text)?,
            _ => {}
        }
    }
    write_changed(&folder.join("src/lib.rs"), &library)
}

/// The manifest without what is for connections, calls and examples.
fn manifest(text: &str) -> io::Result<String> {
    let mut manifest: toml::Table = text.parse().map_err(io::Error::other)?;
    for section in ["dev-dependencies", "features", "lints"] {
        manifest.remove(section);
    }
    if let Some(package) = table(&mut manifest, "package") {
        package.remove("readme");
    }
    if let Some(dependencies) = table(&mut manifest, "dependencies") {
        dependencies.retain(|name, _| !OTHER_DEPENDENCIES.contains(&name));
    }
    Ok(manifest.to_string())
}

fn table<'manifest>(
    manifest: &'manifest mut toml::Table,
    section: &str,
) -> Option<&'manifest mut toml::Table> {
    manifest.get_mut(section)?.as_table_mut()
}

/// The list of the runtime's parts cut down to those that types need, and what the crate shows of them.
fn runtime(text: &str) -> (String, String) {
    let (mut inner, mut public) = (String::new(), String::new());
    let code: String = text
        .lines()
        .filter(|line| !line.starts_with("//") && !line.starts_with("#["))
        .fold(String::new(), |code, line| code + line.trim());
    // What stands for bodies in parts has the files, too.
    let code = code
        .replace("use file_part::", "use multipart::")
        .replace("use any_part::", "use multipart::");
    for item in code.split(';') {
        let names_part = |part: &str| {
            item.ends_with(&format!("mod {part}")) || item.contains(&format!("use {part}::"))
        };
        if !PARTS.iter().any(|part| names_part(part)) {
            continue;
        }
        let _ = writeln!(inner, "{item};");
        if let Some(names) = item.strip_prefix("pub use ") {
            let _ = writeln!(public, "pub use runtime::{names};");
        }
    }
    (inner, public)
}

/// Writes the workspace of the crates and the runner.
pub(super) fn write_workspace(folder: &Path, members: &[String], runner: &str) -> io::Result<()> {
    let mut manifest = String::from("[workspace]\nresolver = \"3\"\nmembers = [\n");
    for name in members.iter().map(String::as_str).chain([runner]) {
        let _ = writeln!(manifest, "    \"{name}\",");
    }
    manifest.push_str("]\n\n[profile.dev]\ndebug = false\n");
    write_changed(&folder.join("Cargo.toml"), &manifest)?;
    let lock = folder.join("Cargo.lock");
    fs::copy(workspace().join("Cargo.lock"), lock).map(|_| ())
}

/// Writes a file unless it has the text, so that cargo builds what changed.
pub(super) fn write_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|before| before == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}
