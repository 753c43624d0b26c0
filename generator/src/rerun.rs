//! Detects whether a run would repeat the last one, without running the stages.
//!
//! The manifest of the last run is compared: version of oasmith, settings, names, files of the
//! description, and the files of the crate. It has only the number of diagnostics, so a run that
//! has to show them runs all stages. `check` always does; `generate` only if there are diagnostics
//! to show.

use std::collections::BTreeMap;
use std::iter;
use std::path::Path;

use crate::Generator;
use crate::output::{self, MANIFEST, Manifest};
use crate::plan::Earlier;
use crate::source::{normalize, portable, read_text};

impl Generator {
    /// Returns the manifest of the last run if a run now would read and write the same.
    ///
    /// `None` is always safe: the stages run.
    #[must_use]
    pub fn last_run(&self) -> Option<Manifest> {
        let folder = &self.config.output;
        let manifest = Manifest::read(folder).ok()??;
        let is_same = manifest.oasmith == env!("CARGO_PKG_VERSION")
            && manifest.config == self.fingerprint(&manifest.earlier())
            && manifest.report.is_some()
            && is_older_than_the_manifest(folder)
            && self.has_inputs(&manifest.inputs)
            && output::is_untouched(folder, &manifest);
        is_same.then_some(manifest)
    }

    /// The fingerprint of the settings, and of what an earlier run chose, which acts as settings.
    pub(crate) fn fingerprint(&self, earlier: &Earlier) -> String {
        let names = earlier
            .names
            .iter()
            .map(|(what, name)| format!("\n{what} = {name}"));
        let offer = earlier.offer.as_ref();
        let offer = offer.map(|offer| format!("\n{offer:?}"));
        let text = self.config.canonical() + &names.chain(offer).collect::<String>();
        output::input_hash(&text)
    }

    /// Whether the files of the description have these fingerprints. `false` for a lock file that
    /// does not list the description and each overlay.
    fn has_inputs(&self, inputs: &BTreeMap<String, String>) -> bool {
        let root = normalize(&self.config.description);
        let folder = root.parent().unwrap_or(Path::new(""));
        let given = iter::once(&self.config.description).chain(&self.config.overlays);
        let mut given = given.map(|path| portable(&normalize(path), folder));
        given.all(|path| inputs.contains_key(&path))
            && inputs.iter().all(|(path, hash)| {
                read_text(&normalize(&folder.join(path)))
                    .is_some_and(|text| output::input_hash(&text) == *hash)
            })
    }
}

/// Whether this program is older than the manifest. Between two releases, programs of the same
/// version differ, and one built after the manifest may generate other files.
fn is_older_than_the_manifest(folder: &Path) -> bool {
    let written = |path: &Path| path.metadata().and_then(|file| file.modified()).ok();
    let program = std::env::current_exe().ok().and_then(|path| written(&path));
    program
        .zip(written(&folder.join(MANIFEST)))
        .is_some_and(|(program, manifest)| program < manifest)
}
