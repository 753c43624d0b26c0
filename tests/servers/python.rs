//! Packages of Python, in an environment that is kept from run to run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use oasmith_tests::scratch;

/// The interpreter of an environment with the packages of a file of requirements. It is made anew if the file changes.
///
/// # Errors
/// There is no Python 3 with `venv`, or the packages cannot be installed.
pub fn with_requirements(name: &str, requirements: &Path) -> io::Result<PathBuf> {
    let folder = scratch("servers").join(format!("{name}-venv"));
    let python = folder.join("bin/python");
    let installed = folder.join("installed.txt");
    let wanted = fs::read_to_string(requirements)?;
    if fs::read_to_string(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&folder))?;
    run(Command::new(&python)
        .args(["-m", "pip", "install", "--quiet", "--requirement"])
        .arg(requirements))?;
    // Last, so that an installation that was interrupted is repeated.
    fs::write(&installed, wanted)?;
    Ok(python)
}

fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    let failed = || io::Error::other(format!("{command:?}: {status}"));
    status.success().then_some(()).ok_or_else(failed)
}
