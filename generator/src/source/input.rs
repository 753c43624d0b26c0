//! What to read, and access to the bytes of files.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use super::Revision;
use super::bounds::{Bounds, Outside};
use super::limits::Limits;
use super::normal_path::normalize;
use super::normal_path::or_here;
use super::parse::decode;
use super::remote::{self};

/// The source of a description.
#[derive(Debug, Clone)]
pub enum Input {
    /// A file. Files that it refers to are read as well.
    Path(PathBuf),
    /// Text that is already in memory, such as standard input.
    Text {
        /// Its name in messages.
        name: PathBuf,
        text: String,
        /// The folder that relative references start from. Without it they cannot be resolved.
        folder: Option<PathBuf>,
    },
    /// A file, and the files that it refers to, as they were at a git revision. Overlays that the
    /// revision does not have are read from disk.
    Revision(Revision, PathBuf),
    /// Several texts that refer to each other by these names; the first is the root. Nothing is
    /// read from disk.
    Texts(Vec<(PathBuf, String)>),
}

impl Input {
    /// Reads the text on standard input. Its references are relative to the current folder.
    ///
    /// # Errors
    ///
    /// It cannot be read, is too long, or is not text.
    pub fn standard_input() -> io::Result<Self> {
        let limit = Limits::default().file_bytes;
        let mut bytes = Vec::new();
        let stdin = io::stdin().lock();
        stdin
            .take(limit.saturating_add(1))
            .read_to_end(&mut bytes)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
            return Err(io::Error::other(format!("it is longer than {limit} bytes")));
        }
        let text = decode(bytes).map_err(|_| io::Error::other("it is not UTF-8 text"))?;
        Ok(Self::Text {
            name: "<stdin>".into(),
            text,
            folder: Some(PathBuf::new()),
        })
    }
}

/// Reads the bytes of files, from disk or from memory.
#[derive(Debug)]
pub(super) struct Reader {
    texts: BTreeMap<PathBuf, String>,
    disk: Disk,
    /// The folders that references may lead to.
    bounds: Option<Bounds>,
}

/// Which files on disk may be read.
#[derive(Debug)]
enum Disk {
    Open,
    /// Names are relative to this folder, which differs from the folder in the root's name.
    From(PathBuf),
    /// Files as they were at a revision.
    At(Revision),
    Closed,
}

impl Reader {
    /// Creates a reader for this input. Also returns the name of its root.
    pub fn new(input: Input, limits: &Limits) -> (Self, PathBuf) {
        let (texts, disk, root) = match input {
            Input::Path(path) => (BTreeMap::new(), Disk::Open, normalize(&path)),
            Input::Text { name, text, folder } => {
                let disk = folder.map_or(Disk::Closed, Disk::From);
                (BTreeMap::from([(name.clone(), text)]), disk, name)
            }
            Input::Revision(revision, path) => {
                (BTreeMap::new(), Disk::At(revision), normalize(&path))
            }
            Input::Texts(texts) => {
                let root = texts.first().map(|(name, _)| name.clone());
                let texts = texts.into_iter().collect();
                (texts, Disk::Closed, root.unwrap_or_default())
            }
        };
        let folder = match &disk {
            Disk::Open => root.parent(),
            Disk::From(folder) => Some(folder.as_path()),
            Disk::At(_) | Disk::Closed => None,
        };
        let bounds = folder.map(|folder| Bounds::new(folder, &limits.folders));
        let reader = Self {
            texts,
            disk,
            bounds,
        };
        (reader, root)
    }

    /// Checks that references may lead to a file on disk.
    ///
    /// # Errors
    ///
    /// It is outside the allowed folders.
    pub fn check_bounds(&self, path: &Path) -> Result<(), Outside> {
        match (&self.bounds, self.on_disk(path)) {
            (Some(bounds), Some(path)) => bounds.check(&path),
            _ => Ok(()),
        }
    }

    /// Reads the bytes of a file; `None` if there are more than `limit`.
    pub fn read(&mut self, path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
        let bytes = match (self.texts.remove(path), remote::address(path)) {
            (Some(text), _) => text.into_bytes(),
            (None, Some(address)) => remote::fetch(&address, limit)?,
            (None, None) => self.read_file(path, limit)?,
        };
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
        Ok(fits.then_some(bytes))
    }

    fn read_file(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        match &self.disk {
            Disk::Open => read_at_most(path, limit),
            Disk::From(folder) => read_at_most(&folder.join(path), limit),
            Disk::At(revision) => revision.read(path, limit),
            Disk::Closed => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// Rejects a referenced device or pipe: reading it may never end.
    pub fn check_referenced(&self, path: &Path) -> io::Result<()> {
        let Some(path) = self.on_disk(path) else {
            return Ok(());
        };
        check_regular(&path)
    }

    /// A canonical key for a path that may be written in several ways; `None` if it is not a file
    /// on disk.
    pub fn identity(&self, path: &Path) -> Option<PathBuf> {
        fs::canonicalize(self.on_disk(path)?).ok()
    }

    /// The location of a path on disk.
    fn on_disk(&self, path: &Path) -> Option<PathBuf> {
        match &self.disk {
            _ if remote::address(path).is_some() => None,
            Disk::Open => Some(path.to_owned()),
            Disk::From(folder) => Some(folder.join(path)),
            Disk::At(_) | Disk::Closed => None,
        }
    }

    /// Reads the bytes of a file that is not a part of the description. A file that the revision
    /// does not have is read from disk as it is now.
    pub fn read_beside(&mut self, path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
        if matches!(self.disk, Disk::At(_)) {
            let then = self.read(path, limit);
            return then.or_else(|_| Ok(Some(read_at_most(path, limit)?)));
        }
        self.read(path, limit)
    }
}

/// Rejects a device, and a link to a device or pipe, which a repository can contain: reading it may
/// never end. A pipe itself is accepted, and so is a link below `/dev` or `/proc`, such as `<(…)`
/// of a shell.
fn check_readable(path: &Path) -> io::Result<()> {
    let is_of_system = ["/dev", "/proc"].iter().any(|top| path.starts_with(top));
    if is_of_system || is_pipe(path) {
        return Ok(());
    }
    check_regular(path)
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_fifo())
}

#[cfg(not(unix))]
fn is_pipe(_: &Path) -> bool {
    false
}

/// Rejects anything that exists but is neither a file nor a folder.
fn check_regular(path: &Path) -> io::Result<()> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() && !found.is_dir() => {
            Err(io::Error::other("it is not a regular file"))
        }
        _ => Ok(()),
    }
}

/// Reads a file up to one byte beyond the limit: enough to detect that it is too long.
fn read_at_most(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let path = or_here(path);
    check_readable(path)?;
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    // Reserves the whole length and the byte beyond it; growing would copy the bytes.
    let length = usize::try_from(metadata.len().min(limit)).unwrap_or(0);
    let mut bytes = Vec::with_capacity(length.saturating_add(1));
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The path relative to a folder, if that can be determined without disk access; otherwise the path
/// itself. Both must be normalized.
pub(crate) fn relative(path: &Path, folder: &Path) -> PathBuf {
    let (mut down, mut up) = (path.components(), folder.components());
    while let (Some(one), Some(other)) = (down.clone().next(), up.clone().next())
        && one == other
    {
        down.next();
        up.next();
    }
    let is_known = up
        .clone()
        .chain(down.clone())
        .all(|part| matches!(part, Component::Normal(_)));
    if !is_known && up.clone().next().is_some() {
        return path.to_owned();
    }
    up.map(|_| Component::ParentDir).chain(down).collect()
}

/// The path relative to a folder, with `/` on every platform, for use in files under version
/// control.
pub(crate) fn portable(path: &Path, folder: &Path) -> String {
    let seen = relative(path, folder);
    let parts = seen
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// The text of a file as it is fingerprinted; `None` if it cannot be read. A pipe is not read: its
/// content can be read only once, and reading it may never end.
pub(crate) fn read_text(path: &Path) -> Option<String> {
    if !fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let limit = Limits::default().file_bytes;
    let bytes = read_at_most(path, limit).ok()?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
    decode(bytes).ok().filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::{normalize, relative};
    use std::path::Path;

    #[test]
    fn paths_stay_short() {
        let table = [
            ("./spec/a.yaml", "spec/a.yaml"),
            ("spec/../b.yaml", "b.yaml"),
            ("../spec/./x/../b.yaml", "../spec/b.yaml"),
            ("../../b.yaml", "../../b.yaml"),
            ("/a/../b", "/b"),
        ];
        for (given, expected) in table {
            assert_eq!(normalize(Path::new(given)), Path::new(expected), "{given}");
        }
    }

    #[test]
    fn paths_as_seen_from_a_folder() {
        let table = [
            ("spec/a.yaml", "spec", "a.yaml"),
            ("spec/parts/a.yaml", "spec", "parts/a.yaml"),
            ("common/a.yaml", "spec", "../common/a.yaml"),
            ("../common/a.yaml", "../spec/x", "../../common/a.yaml"),
            ("../a.yaml", "", "../a.yaml"),
            ("../../a.yaml", "..", "../a.yaml"),
            ("/b/a.yaml", "/spec", "../b/a.yaml"),
            // Without disk access, the names of the folders above are unknown.
            ("a.yaml", "../spec", "a.yaml"),
            ("/a.yaml", "spec", "/a.yaml"),
        ];
        for (path, folder, expected) in table {
            let seen = relative(Path::new(path), Path::new(folder));
            assert_eq!(seen, Path::new(expected), "{path} from {folder}");
        }
    }
}
