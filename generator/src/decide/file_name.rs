//! File names derived from names of the description: short enough for all file systems, and not
//! reserved by Windows.

use super::scope::Scope;
use crate::ident;

/// The maximum length of a name in bytes. The limit of some file systems is 143 (eCryptfs), and
/// files are staged under a longer name.
const MAX_FILE_NAME: usize = 100;

/// Names that Windows reserves with any extension ("Naming Files, Paths, and Namespaces"). It
/// reserves superscript digits too; identifiers have plain digits in place of them.
const RESERVED_BY_WINDOWS: &[&str] = &[
    "aux", "con", "conin", "conout", "nul", "prn", "com0", "com1", "com2", "com3", "com4", "com5",
    "com6", "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
    "lpt8", "lpt9",
];

/// The scope of a folder's file names, with those in `taken` reserved.
pub(super) fn folder(taken: &[&str]) -> Scope {
    Scope::with(RESERVED_BY_WINDOWS.iter().chain(taken).copied())
}

/// Returns a file name for the identifier `wanted`. A taken one gets `suffix`; one that is cut, a
/// number.
pub(super) fn mint(folder: &mut Scope, wanted: &str, suffix: &str) -> String {
    if wanted.len() <= MAX_FILE_NAME {
        return folder.mint_or(wanted, &[ident::joined(wanted, suffix)]);
    }
    let mut length = 0;
    let fits = |letter: &char| {
        length += letter.len_utf8();
        length <= MAX_FILE_NAME
    };
    let cut: String = wanted.chars().take_while(fits).collect();
    folder.mint(cut.trim_end_matches('_'))
}

/// Takes the name of a file of an earlier crate. Returns whether it is free and short enough.
pub(super) fn take(folder: &mut Scope, name: &str) -> bool {
    name.len() <= MAX_FILE_NAME && folder.take(name)
}

#[cfg(test)]
mod tests {
    use super::{MAX_FILE_NAME, folder, mint};

    #[test]
    fn names_are_short_and_not_reserved() {
        let mut folder = folder(&["mod"]);
        let long = "t".repeat(MAX_FILE_NAME);
        let table = [
            ("pets", "pets"),
            ("mod", "mod_tag"),
            ("nul", "nul_tag"),
            ("com1", "com1_tag"),
            ("com10", "com10"),
            ("lpt9", "lpt9_tag"),
            (&long, &long),
            (&format!("{long}t"), &format!("{long}_2")),
            (&format!("{long}u"), &format!("{long}_3")),
            (&format!("{}_b", &long[1..]), &long[1..]),
            (&"ä".repeat(200), &"ä".repeat(50)),
        ];
        for (wanted, expected) in table {
            assert_eq!(mint(&mut folder, wanted, "_tag"), expected, "{wanted}");
        }
    }
}
