//! Which types hold numbers of 32 bits. serde reads a number that is larger as infinity, so these are looked at while they are
//! read, where the crate's own types do not do it already.

use std::collections::BTreeSet;

use super::item::{Item, ItemKind};
use super::rust_type::RustType;

/// The types that hold numbers of 32 bits outside of the crate's structs and unions.
#[derive(Debug, Default)]
pub struct ShortNumbers {
    /// Those that are other names for such a type.
    aliases: BTreeSet<String>,
}

impl ShortNumbers {
    /// Those among the types of a crate.
    pub(crate) fn of(items: &[Item]) -> Self {
        let mut found = Self::default();
        let aliases: Vec<_> = items.iter().filter_map(alias).collect();
        // An alias may stand for one that comes after it: each round finds those one name further away.
        loop {
            let more = aliases.iter().filter(|(_, target)| found.are_in(target));
            let more: BTreeSet<String> = more.map(|(name, _)| (*name).to_owned()).collect();
            if more.len() == found.aliases.len() {
                return found;
            }
            found.aliases = more;
        }
    }

    /// Whether a type holds such numbers. A struct or a union of the crate reads its own itself.
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
