//! Replaces a file that belongs to the maintainers.

use std::path::Path;

use super::OutputError;
use super::stage::Stage;

/// Replaces a file with one that has this text, or creates it. A link is replaced, not followed.
///
/// # Errors
///
/// The file cannot be written. The old one is unchanged then.
pub fn replace(path: &Path, text: &str) -> Result<(), OutputError> {
    let folder = path.parent().unwrap_or_else(|| Path::new(""));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut stage = Stage::new(folder);
    stage.write(&name, text)?;
    stage.commit()
}
