//! Decides which local files references may lead to: those in the folder of the description, in the
//! repository around it, and in folders that the settings allow. Files outside are neither read nor
//! looked up.

use std::fs;
use std::path::{Path, PathBuf};

use super::normal_path::normalize;
use super::normal_path::or_here;

/// Folders that references may lead to.
#[derive(Debug)]
pub(super) struct Bounds {
    /// Absolute paths, as written.
    folders: Vec<PathBuf>,
    /// The same paths with links resolved.
    real: Vec<PathBuf>,
}

/// How a path leaves the bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outside {
    /// The path itself is outside.
    Path,
    /// The path itself is inside, but a link on it leads outside.
    Link,
}

impl Bounds {
    /// Creates the bounds: the folder of a description, or the repository around it, and the
    /// allowed folders.
    pub fn new(folder: &Path, allowed: &[PathBuf]) -> Self {
        let own = absolute(folder);
        let repository = own.ancestors().find(|folder| is_repository(folder));
        let mut folders = vec![repository.unwrap_or(&own).to_owned()];
        folders.extend(allowed.iter().map(|folder| absolute(folder)));
        let real = folders.iter();
        Self {
            real: real.map(|folder| real_path(folder)).collect(),
            folders,
        }
    }

    /// Checks that a path is inside, both as written and with links resolved.
    ///
    /// # Errors
    ///
    /// It is outside. The file system is accessed only for paths that are inside as written.
    pub fn check(&self, path: &Path) -> Result<(), Outside> {
        let path = absolute(path);
        let is_in = |path: &Path, folders: &[PathBuf]| {
            folders.iter().any(|folder| path.starts_with(folder))
        };
        if !is_in(&path, &self.folders) && !is_in(&path, &self.real) {
            return Err(Outside::Path);
        }
        if !is_in(&real_path(&path), &self.real) {
            return Err(Outside::Link);
        }
        Ok(())
    }
}

/// Whether a folder is the root of a git repository or of a worktree.
fn is_repository(folder: &Path) -> bool {
    folder.join(".git").symlink_metadata().is_ok()
}

fn absolute(path: &Path) -> PathBuf {
    let path = or_here(path);
    let absolute = std::path::absolute(path);
    normalize(&absolute.unwrap_or_else(|_| path.to_owned()))
}

/// The path with links resolved, as far as it exists.
fn real_path(path: &Path) -> PathBuf {
    for folder in path.ancestors() {
        if let (Ok(real), Ok(rest)) = (fs::canonicalize(folder), path.strip_prefix(folder)) {
            return real.join(rest);
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Bounds, Outside};

    #[test]
    fn what_is_inside() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["repo/.git", "repo/spec/parts", "repository", "shared/deep"] {
            fs::create_dir_all(path(name)).unwrap();
        }
        let table = [
            ("repo/spec/a.yaml", Ok(())),
            ("repo/spec/parts/none.yaml", Ok(())),
            ("repo/a.yaml", Ok(())),
            ("a.yaml", Err(Outside::Path)),
            // Its name has the folder's name as a prefix.
            ("repository/a.yaml", Err(Outside::Path)),
            ("repo/../a.yaml", Err(Outside::Path)),
            ("shared/deep/a.yaml", Ok(())),
        ];
        let bounds = Bounds::new(&path("repo/spec"), &[path("shared")]);
        for (name, expected) in table {
            assert_eq!(bounds.check(&path(name)), expected, "{name}");
        }
        assert_eq!(bounds.check("/etc/passwd".as_ref()), Err(Outside::Path));
        // Without a repository around it, only the folder itself is inside.
        let bounds = Bounds::new(&path("shared/deep"), &[]);
        assert_eq!(bounds.check(&path("shared/deep/a.yaml")), Ok(()));
        assert_eq!(bounds.check(&path("shared/a.yaml")), Err(Outside::Path));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_as_far_as_the_bounds() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["spec", "outside"] {
            fs::create_dir_all(path(name)).unwrap();
        }
        symlink(path("spec"), path("also")).unwrap();
        symlink(path("outside"), path("spec/folder")).unwrap();
        symlink(path("outside/a.yaml"), path("spec/a.yaml")).unwrap();
        symlink(path("spec/b.yaml"), path("spec/c.yaml")).unwrap();
        fs::write(path("outside/a.yaml"), "").unwrap();
        fs::write(path("spec/b.yaml"), "").unwrap();
        for spec in ["spec", "also"] {
            let bounds = Bounds::new(&path(spec), &[]);
            let check = |name: &str| bounds.check(&path(&format!("{spec}/{name}")));
            assert_eq!(check("b.yaml"), Ok(()));
            assert_eq!(check("c.yaml"), Ok(()));
            assert_eq!(check("a.yaml"), Err(Outside::Link));
            // The result does not reveal whether a file exists there.
            assert_eq!(check("folder/a.yaml"), Err(Outside::Link));
            assert_eq!(check("folder/none.yaml"), Err(Outside::Link));
            let bounds = Bounds::new(&path(spec), &[path("outside")]);
            assert_eq!(bounds.check(&path("spec/folder/a.yaml")), Ok(()));
        }
    }
}
