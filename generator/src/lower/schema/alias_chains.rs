//! Chains of aliases that are too long.
//!
//! Each use of an alias follows its chain, so a long chain with many uses would cost the product of
//! both.

use rustc_hash::FxHashMap;

use crate::model::{Shape, Table, Type, TypeId};

/// The maximum number of aliases that follow each other.
pub(super) const MAX_ALIASES: usize = 100;

/// Ends each chain of more than [`MAX_ALIASES`] aliases. Returns the aliases at which one ends, which
/// become arbitrary JSON.
pub(super) fn cut(types: &mut Table<TypeId, Type>) -> Vec<TypeId> {
    // The number of aliases from a type to the end of its chain.
    let mut lengths: FxHashMap<TypeId, usize> = FxHashMap::default();
    let mut ends = Vec::new();
    for start in types.ids() {
        let mut chain = Vec::new();
        let mut here = start;
        while let Some(Shape::Alias { target }) = types.get(here).map(|ty| &ty.shape)
            && !lengths.contains_key(&here)
        {
            lengths.insert(here, 0);
            chain.push(here);
            here = *target;
        }
        let mut length = lengths.get(&here).copied().unwrap_or_default();
        for id in chain.into_iter().rev() {
            length = if length < MAX_ALIASES { length + 1 } else { 0 };
            if length == 0 {
                ends.push(id);
            }
            lengths.insert(id, length);
        }
    }
    for id in &ends {
        if let Some(ty) = types.get_mut(*id) {
            ty.shape = Shape::Any;
            ty.default = None;
            ty.constants.clear();
        }
    }
    ends
}
