//! Which types contain 32-bit floats. serde reads a number out of their range as infinity, so their
//! range is checked while decoding. The crate's structs and unions do that themselves; this finds
//! the other types.

use std::collections::BTreeSet;

use super::item::{Item, ItemKind};
use super::rust_type::RustType;

/// The types that contain 32-bit floats outside of the crate's structs and unions.
#[derive(Debug, Default)]
pub struct ShortNumbers {
    /// Aliases of such types.
    aliases: BTreeSet<String>,
}

impl ShortNumbers {
    /// Finds them among the types of a crate.
    pub(crate) fn find(items: &[Item]) -> Self {
        let mut found = Self::default();
        let aliases: Vec<_> = items.iter().filter_map(alias).collect();
        // An alias may refer to a later one: iterate to a fixed point.
        loop {
            let more = aliases.iter().filter(|(_, target)| found.are_in(target));
            let more: BTreeSet<String> = more.map(|(name, _)| (*name).to_owned()).collect();
            if more.len() == found.aliases.len() {
                return found;
            }
            found.aliases = more;
        }
    }

    /// Whether a type contains 32-bit floats, not counting those inside a struct or union of the
    /// crate.
    #[must_use]
    pub fn are_in(&self, ty: &RustType) -> bool {
        let mut are_in = false;
        ty.visit(&mut |part| {
            are_in |= match part {
                RustType::Plain(name) => *name == "f32",
                RustType::Named(name) => self.aliases.contains(name),
                _ => false,
            };
        });
        are_in
    }
}

fn alias(item: &Item) -> Option<(&str, &RustType)> {
    match &item.kind {
        ItemKind::Alias(alias) => Some((&item.name, &alias.target)),
        _ => None,
    }
}
