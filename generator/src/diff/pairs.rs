//! Matches old things with new ones.

use rustc_hash::FxHashMap;
use std::hash::Hash;

/// Matched pairs, and those without a match.
#[derive(Debug)]
pub(super) struct Pairs<'a, T> {
    pub both: Vec<(&'a T, &'a T)>,
    pub removed: Vec<&'a T>,
    pub added: Vec<&'a T>,
}

impl<'a, T> Pairs<'a, T> {
    /// Pairs things with equal keys.
    pub fn by<K: Eq + Hash>(
        old: impl IntoIterator<Item = &'a T>,
        new: impl IntoIterator<Item = &'a T>,
        key: impl Fn(&'a T) -> K,
    ) -> Self {
        let unpaired = Self {
            both: Vec::new(),
            removed: old.into_iter().collect(),
            added: new.into_iter().collect(),
        };
        unpaired.then_by(|one| Some(key(one)), |one| Some(key(one)))
    }

    /// Pairs the remaining things with equal keys, if they have any.
    pub fn then_by<K: Eq + Hash>(
        mut self,
        old_key: impl Fn(&'a T) -> Option<K>,
        new_key: impl Fn(&'a T) -> Option<K>,
    ) -> Self {
        let mut places: FxHashMap<K, usize> = FxHashMap::default();
        for (index, one) in self.added.iter().enumerate() {
            if let Some(key) = new_key(one) {
                places.entry(key).or_insert(index);
            }
        }
        let mut paired = vec![false; self.added.len()];
        let mut removed = Vec::new();
        for one in std::mem::take(&mut self.removed) {
            let place = old_key(one).and_then(|key| places.remove(&key));
            match place.and_then(|place| Some((place, *self.added.get(place)?))) {
                Some((place, other)) => {
                    if let Some(slot) = paired.get_mut(place) {
                        *slot = true;
                    }
                    self.both.push((one, other));
                }
                None => removed.push(one),
            }
        }
        let left = self.added.iter().zip(paired);
        self.added = left
            .filter(|(_, paired)| !paired)
            .map(|(one, _)| *one)
            .collect();
        self.removed = removed;
        self
    }

    /// Takes out unmatched things that are alike, if the match is unique in both directions.
    pub fn take_alike(&mut self, alike: impl Fn(&'a T, &'a T) -> bool) -> Vec<(&'a T, &'a T)> {
        let only = |found: Vec<&'a T>| match found.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        let mut found = Vec::new();
        for old in &self.removed {
            let like_old = self.added.iter().copied().filter(|new| alike(old, new));
            let Some(new) = only(like_old.collect()) else {
                continue;
            };
            let like_new = self.removed.iter().copied().filter(|old| alike(old, new));
            if only(like_new.collect()).is_some() {
                found.push((*old, new));
            }
        }
        let is = |one: &T, other: &T| std::ptr::eq(one, other);
        self.removed
            .retain(|one| !found.iter().any(|(old, _)| is(old, one)));
        self.added
            .retain(|one| !found.iter().any(|(_, new)| is(new, one)));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::Pairs;

    #[test]
    fn what_has_one_key_is_paired_and_what_is_alike_only_to_one() {
        let (old, new) = (["a1", "b1", "c2", "d2", "e3"], ["b1", "x1", "y2", "z3"]);
        let mut pairs = Pairs::by(&old, &new, |one| *one);
        assert_eq!(pairs.both, [(&"b1", &"b1")]);
        let alike = pairs.take_alike(|one, other| one.get(1..) == other.get(1..));
        assert_eq!(alike, [(&"a1", &"x1"), (&"e3", &"z3")]);
        assert_eq!(pairs.removed, [&"c2", &"d2"]);
        assert_eq!(pairs.added, [&"y2"]);
    }
}
