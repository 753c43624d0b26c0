//! Type equality across versions: whether an old type and a new one are the same for code that uses
//! the crate, regardless of renames.

use rustc_hash::FxHashMap;

use super::side::Side;
use crate::plan::{ArgumentUse, Item, ItemKind, RustType};

/// The names and aliases of types in both versions.
#[derive(Debug)]
pub(super) struct TypeEquality<'a> {
    old_aliases: FxHashMap<&'a str, &'a RustType>,
    new_aliases: FxHashMap<&'a str, &'a RustType>,
    /// The new names of renamed types, by old name.
    renamed: FxHashMap<&'a str, &'a str>,
}

/// The maximum length of a chain of aliases.
const MAX_ALIASES: usize = 64;

impl<'a> TypeEquality<'a> {
    pub fn new(old: Side<'a>, new: Side<'a>) -> Self {
        Self {
            old_aliases: aliases(&old.plan.types),
            new_aliases: aliases(&new.plan.types),
            renamed: FxHashMap::default(),
        }
    }

    /// Records that a type was renamed.
    pub fn rename(&mut self, old: &'a str, new: &'a str) {
        self.renamed.insert(old, new);
    }

    /// Whether code that uses the old type may use the new one.
    pub fn same(&self, old: &RustType, new: &RustType) -> bool {
        self.same_but(old, new, ("", ""))
    }

    /// The same under the assumption that `renamed.0` was renamed to `renamed.1`.
    pub fn same_but(&self, old: &RustType, new: &RustType, renamed: (&str, &str)) -> bool {
        use RustType as T;
        let same = |old: &RustType, new: &RustType| self.same_but(old, new, renamed);
        if let (T::Named(old), T::Named(new)) = (old, new)
            && self.is_called(old, new, renamed)
        {
            // A change of the named type is reported at that type.
            return true;
        }
        let (old, new) = (
            behind(&self.old_aliases, old),
            behind(&self.new_aliases, new),
        );
        match (old, new) {
            (T::Named(old), T::Named(new)) => self.is_called(old, new, renamed),
            // Enums of one operation are compared variant by variant.
            (T::Local(_), T::Local(_)) => true,
            (T::List(old), T::List(new))
            | (T::Map(old), T::Map(new))
            | (T::Option(old), T::Option(new))
            | (T::Nullable(old), T::Nullable(new))
            | (T::Boxed(old), T::Boxed(new)) => same(old, new),
            (T::RuntimeOf(old_name, old), T::RuntimeOf(new_name, new)) => {
                old_name == new_name && same(old, new)
            }
            (T::Tuple(old), T::Tuple(new)) => {
                old.len() == new.len() && old.iter().zip(new).all(|(old, new)| same(old, new))
            }
            (old, new) => old == new,
        }
    }

    /// Whether `new` is the current name of `old`.
    fn is_called(&self, old: &str, new: &str, renamed: (&str, &str)) -> bool {
        (old, new) == renamed || self.renamed.get(old).copied().unwrap_or(old) == new
    }

    /// The same for optional types.
    pub fn same_option(&self, old: Option<&RustType>, new: Option<&RustType>) -> bool {
        match (old, new) {
            (Some(old), Some(new)) => self.same(old, new),
            (old, new) => old.is_none() && new.is_none(),
        }
    }

    /// The same for arguments.
    pub fn same_argument(&self, old: &ArgumentUse, new: &ArgumentUse) -> bool {
        use ArgumentUse as A;
        match (old, new) {
            (A::Str, A::Str) => true,
            (A::Slice(old), A::Slice(new))
            | (A::Value(old), A::Value(new))
            | (A::Reference(old), A::Reference(new))
            | (A::Into(old, _), A::Into(new, _)) => self.same(old, new),
            _ => false,
        }
    }
}

fn aliases(items: &[Item]) -> FxHashMap<&str, &RustType> {
    items
        .iter()
        .filter_map(|item| match &item.kind {
            ItemKind::Alias(alias) => Some((item.name.as_str(), &alias.target)),
            _ => None,
        })
        .collect()
}

/// The type at the end of a chain of aliases.
fn behind<'t>(aliases: &FxHashMap<&str, &'t RustType>, ty: &'t RustType) -> &'t RustType {
    let mut here = ty;
    for _ in 0..MAX_ALIASES {
        let RustType::Named(name) = here else { break };
        match aliases.get(name.as_str()) {
            Some(target) => here = target,
            None => break,
        }
    }
    here
}
