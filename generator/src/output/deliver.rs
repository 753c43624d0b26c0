//! Writes what differs, deletes what is no longer wanted, and touches nothing else.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::manifest::hash;
use super::{Files, MANIFEST, Manifest, OutputError};

/// How files are delivered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Replaces files that were edited by hand, too.
    pub force: bool,
    /// Says what would be done, and does nothing.
    pub dry_run: bool,
}

/// What was done, each path relative to the folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Files that are new or changed.
    pub written: Vec<String>,
    /// Files that are no longer wanted.
    pub deleted: Vec<String>,
    /// How many files were as they should be.
    pub unchanged: usize,
}

/// A file that is not as a run would leave it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stale {
    /// Its path, relative to the folder.
    pub path: String,
    /// What is the matter with it.
    pub kind: StaleKind,
}

/// What is the matter with a stale file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaleKind {
    /// It is not there.
    Missing,
    /// Its content differs.
    Differs,
    /// It is no longer wanted.
    Extra,
}

/// Makes `folder` hold `files`, and the manifest that says so.
///
/// # Errors
/// The folder is not ours, a file was edited by hand, or the system refuses.
pub fn deliver(
    folder: &Path,
    files: &Files,
    manifest: Manifest,
    options: Options,
) -> Result<Delivered, OutputError> {
    let old = Manifest::read(folder)?;
    refuse_foreign(folder, old.as_ref())?;
    let files = with_manifest(files, manifest);
    let stale = compare(folder, &files, old.as_ref())?;
    if !options.force {
        refuse_edited(folder, &files, old.as_ref(), &stale)?;
    }
    let delivered = summary(&files, &stale);
    if !options.dry_run && !stale.is_empty() {
        let _lock = Lock::take(folder)?;
        write(folder, &files, &stale)?;
    }
    Ok(delivered)
}

/// What differs between `folder` and what [`deliver`] would leave; writes nothing.
///
/// # Errors
/// A file cannot be read, or the manifest is not one.
pub fn check(folder: &Path, files: &Files, manifest: Manifest) -> Result<Vec<Stale>, OutputError> {
    let old = Manifest::read(folder)?;
    compare(folder, &with_manifest(files, manifest), old.as_ref())
}

/// The files and the manifest that lists them.
fn with_manifest(files: &Files, mut manifest: Manifest) -> Files {
    manifest.files = files
        .iter()
        .map(|(path, text)| (path.to_owned(), hash(text.as_bytes())))
        .collect();
    let mut files = files.clone();
    files.insert(MANIFEST, manifest.to_text());
    files
}

fn compare(
    folder: &Path,
    files: &Files,
    old: Option<&Manifest>,
) -> Result<Vec<Stale>, OutputError> {
    let mut stale = Vec::new();
    for (path, text) in files.iter() {
        let kind = match read(&folder.join(path))? {
            None => StaleKind::Missing,
            Some(present) if present != text.as_bytes() => StaleKind::Differs,
            Some(_) => continue,
        };
        stale.push(Stale {
            path: path.to_owned(),
            kind,
        });
    }
    for path in old
        .into_iter()
        .flat_map(|manifest| manifest.files.keys())
        .filter(|path| is_inside(path))
    {
        if files.get(path).is_none() && folder.join(path).exists() {
            stale.push(Stale {
                path: path.clone(),
                kind: StaleKind::Extra,
            });
        }
    }
    stale.sort();
    Ok(stale)
}

fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(OutputError::io(path)(error)),
    }
}

/// Whether a path of a manifest stays inside its folder.
fn is_inside(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, std::path::Component::Normal(_)))
}

/// A folder without a manifest must be empty, save for what version control and cargo leave.
fn refuse_foreign(folder: &Path, old: Option<&Manifest>) -> Result<(), OutputError> {
    if old.is_some() {
        return Ok(());
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(OutputError::io(folder)(error)),
    };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.retain(|name| name != ".git" && name != LOCK && !name.ends_with(TEMPORARY));
    names.sort();
    match names.into_iter().next() {
        None => Ok(()),
        Some(example) => Err(OutputError::Foreign {
            folder: folder.to_owned(),
            example,
        }),
    }
}

/// A file that is neither as the last run left it nor as this one would is somebody's work.
fn refuse_edited(
    folder: &Path,
    files: &Files,
    old: Option<&Manifest>,
    stale: &[Stale],
) -> Result<(), OutputError> {
    let Some(old) = old else { return Ok(()) };
    let mut edited = Vec::new();
    for one in stale
        .iter()
        .filter(|one| one.kind != StaleKind::Missing && one.path != MANIFEST)
    {
        let present = read(&folder.join(&one.path))?.unwrap_or_default();
        let as_left = old
            .files
            .get(&one.path)
            .is_some_and(|left| *left == hash(&present));
        let as_wanted = files
            .get(&one.path)
            .is_some_and(|text| text.as_bytes() == present);
        if !as_left && !as_wanted {
            edited.push(one.path.clone());
        }
    }
    if edited.is_empty() {
        Ok(())
    } else {
        Err(OutputError::Edited {
            folder: folder.to_owned(),
            files: edited,
        })
    }
}

fn summary(files: &Files, stale: &[Stale]) -> Delivered {
    let of = |deleted: bool| {
        let chosen = stale
            .iter()
            .filter(|one| (one.kind == StaleKind::Extra) == deleted);
        chosen.map(|one| one.path.clone()).collect::<Vec<_>>()
    };
    let written = of(false);
    Delivered {
        unchanged: files.iter().len() - written.len(),
        written,
        deleted: of(true),
    }
}

/// Writes all files under temporary names, then renames them, the manifest last, then deletes what is not wanted.
fn write(folder: &Path, files: &Files, stale: &[Stale]) -> Result<(), OutputError> {
    let mut renames: Vec<(PathBuf, PathBuf)> = Vec::new();
    let (manifest, others): (Vec<&Stale>, Vec<&Stale>) = stale
        .iter()
        .filter(|one| one.kind != StaleKind::Extra)
        .partition(|one| one.path == MANIFEST);
    for one in others.into_iter().chain(manifest) {
        let target = folder.join(&one.path);
        let temporary = PathBuf::from(format!("{}{TEMPORARY}", target.display()));
        let written = write_temporary(&temporary, files.get(&one.path).unwrap_or_default());
        renames.push((temporary, target));
        if let Err(error) = written {
            renames
                .iter()
                .for_each(|(temporary, _)| drop(fs::remove_file(temporary)));
            return Err(error);
        }
    }
    for (temporary, target) in renames {
        fs::rename(&temporary, &target).map_err(OutputError::io(&target))?;
    }
    for one in stale.iter().filter(|one| one.kind == StaleKind::Extra) {
        let path = folder.join(&one.path);
        fs::remove_file(&path).map_err(OutputError::io(&path))?;
        remove_empty_folders(folder, &path);
    }
    Ok(())
}

fn write_temporary(path: &Path, text: &str) -> Result<(), OutputError> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(OutputError::io(parent))?;
    }
    let mut file = fs::File::create(path).map_err(OutputError::io(path))?;
    file.write_all(text.as_bytes())
        .map_err(OutputError::io(path))
}

/// Removes the folders that a deleted file leaves empty.
fn remove_empty_folders(folder: &Path, deleted: &Path) {
    let mut parent = deleted.parent();
    while let Some(path) = parent.filter(|path| *path != folder && path.starts_with(folder)) {
        if fs::remove_dir(path).is_err() {
            return;
        }
        parent = path.parent();
    }
}

/// What the name of a file that is being written ends with.
const TEMPORARY: &str = ".oasmith-new";

/// The file that says a run is writing.
const LOCK: &str = ".oasmith-running";

/// Keeps other runs out of a folder.
struct Lock(PathBuf);

impl Lock {
    fn take(folder: &Path) -> Result<Self, OutputError> {
        fs::create_dir_all(folder).map_err(OutputError::io(folder))?;
        let path = folder.join(LOCK);
        match fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&path)
        {
            Ok(_) => Ok(Self(path)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                Err(OutputError::Locked { path })
            }
            Err(error) => Err(OutputError::io(&path)(error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays is named by the next run.
        drop(fs::remove_file(&self.0));
    }
}
