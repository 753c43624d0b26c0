//! Scopes: the only place where identifiers are minted and collisions settled.

use rustc_hash::{FxHashMap, FxHashSet};

/// A set of identifiers that must differ from each other.
#[derive(Debug, Default, Clone)]
pub(crate) struct Scope {
    taken: FxHashSet<String>,
    /// The next number to try for each numbered identifier. All lower ones are taken.
    numbers: FxHashMap<String, usize>,
}

impl Scope {
    /// Creates a scope in which some identifiers are taken.
    pub fn with(taken: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            taken: taken.into_iter().map(Into::into).collect(),
            numbers: FxHashMap::default(),
        }
    }

    /// Takes `ident` if it is free. Returns whether it was.
    pub fn take(&mut self, ident: &str) -> bool {
        self.taken.insert(ident.to_owned())
    }

    /// Mints `wanted`, or the first free numbered form of it.
    pub fn mint(&mut self, wanted: &str) -> String {
        self.mint_or(wanted, &[])
    }

    /// Mints a name for each member, which is its own name and the wanted identifier. A member whose
    /// name is the identifier gets it before one that is only similar: `id` before `_id`.
    pub fn mint_members(
        &mut self,
        members: &[(&str, String)],
        mint: impl Fn(&mut Self, &str) -> String,
    ) -> Vec<String> {
        let mut minted: Vec<Option<String>> = members
            .iter()
            .map(|(name, wanted)| (name == wanted).then(|| mint(self, wanted)))
            .collect();
        for (minted, (_, wanted)) in minted.iter_mut().zip(members) {
            if minted.is_none() {
                *minted = Some(mint(self, wanted));
            }
        }
        minted.into_iter().flatten().collect()
    }

    /// Mints `wanted`, or the first free one of `others`, or a numbered form of `wanted`.
    pub fn mint_or(&mut self, wanted: &str, others: &[String]) -> String {
        for candidate in std::iter::once(wanted).chain(others.iter().map(String::as_str)) {
            if self.take(candidate) {
                return candidate.to_owned();
            }
        }
        let separator = if takes_digits(wanted) { "" } else { "_" };
        let begin = format!("{}{separator}", wanted.trim_end_matches('_'));
        let mut number = self.numbers.get(&begin).copied().unwrap_or(2);
        let candidate = loop {
            let candidate = format!("{begin}{number}");
            number += 1;
            if self.take(&candidate) {
                break candidate;
            }
        };
        self.numbers.insert(begin, number);
        candidate
    }
}

/// Whether a number is appended without an underscore. The compiler's lint for type names rejects
/// an underscore.
fn takes_digits(wanted: &str) -> bool {
    let has_upper = wanted.contains(|c: char| c.is_ascii_uppercase());
    let has_lower = wanted.contains(|c: char| c.is_ascii_lowercase());
    // A name in capitals may be a type or a constant. After a digit the underscore is needed: `N1`
    // and `2` must not become `N12`.
    let is_word = !wanted.contains('_') && !wanted.ends_with(|c: char| c.is_ascii_digit());
    has_upper && (has_lower || is_word)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Scope;
    use crate::ident;

    #[test]
    fn minted_names_differ_and_are_identifiers() {
        let mut rng = fastrand::Rng::with_seed(1);
        let parts = ["a", "A", "1", "2", "_", "self", "N1", "x_2", "ID"];
        for _ in 0..50 {
            let wanted: Vec<String> = (0..80)
                .map(|_| (0..3).map(|_| parts[rng.usize(..parts.len())]).collect())
                .collect();
            let minted = |convert: fn(&str) -> String| {
                let mut scope = Scope::with(["taken"]);
                let minted = wanted.iter().map(|name| scope.mint(&convert(name)));
                minted.collect::<Vec<_>>()
            };
            for convert in [ident::snake, ident::pascal, ident::screaming] {
                let names = minted(convert);
                let different: HashSet<&String> = names.iter().collect();
                assert_eq!(different.len(), names.len(), "{names:?}");
                assert!(
                    names.iter().all(|name| ident::is_identifier(name)),
                    "{names:?}"
                );
                assert_eq!(minted(convert), names, "the same once more");
                assert_eq!(
                    names.first(),
                    wanted.first().map(|name| convert(name)).as_ref()
                );
            }
        }
    }
}
