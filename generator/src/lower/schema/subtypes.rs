//! Named schemas that extend a base by `allOf`. They are the variants of a base with a
//! discriminator.

use std::rc::Rc;

use indexmap::IndexSet;
use rustc_hash::FxHashMap;

use super::super::parts::Parts;
use super::Schemas;
use super::key::SchemaKey;
use crate::diagnostics::Location;
use crate::dialect::{Loss, Passed, Reference};

/// The named schemas that extend each base by `allOf`.
#[derive(Debug, Default)]
pub(super) struct Subtypes {
    subtypes: FxHashMap<Location, Vec<(String, Location)>>,
}

impl Subtypes {
    /// Searches the named schemas.
    pub fn find(parts: &Parts<'_>, components: &[(String, Location)]) -> Self {
        let mut subtypes: FxHashMap<Location, Vec<(String, Location)>> = FxHashMap::default();
        for (name, at) in components {
            for base in bases(parts, at) {
                subtypes
                    .entry(base)
                    .or_default()
                    .push((name.clone(), at.clone()));
            }
        }
        Self { subtypes }
    }

    /// Returns the named schemas that extend the one at `base`, in the order of the description.
    pub fn extending(&self, base: &Location) -> &[(String, Location)] {
        self.subtypes
            .get(base)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// Returns the schemas in the `allOf` at `at`, with the targets of those that are only references.
fn bases(parts: &Parts<'_>, at: &Location) -> Vec<Location> {
    let members = parts.length(&at.key("allOf"));
    (0..members)
        .flat_map(|index| chain(parts, at.key("allOf").index(index)))
        .collect()
}

/// Returns the schemas along the chain of references that begins at `start`.
pub(super) fn chain(parts: &Parts<'_>, start: Location) -> Vec<Location> {
    let mut passed = Passed::default();
    let mut here = start;
    let mut chain = Vec::new();
    while passed.leads_on(&here) {
        let next = match parts.reference_at(&here) {
            Some(Reference::At(place)) => Some(place),
            Some(Reference::Written(reference)) => parts.resolve(Loss::Widened, &here, &reference),
            None => None,
        };
        let Some(next) = next else { break };
        chain.push(next.clone());
        here = next;
    }
    chain
}

impl Schemas<'_> {
    /// Returns the variants of a base with a discriminator and without `oneOf`: the schemas that
    /// extend it, at any depth, and those in its mapping.
    pub(super) fn family(
        &mut self,
        base: &SchemaKey,
        discriminator: &openapiv3::Discriminator,
    ) -> Rc<IndexSet<SchemaKey>> {
        if let Some((by, known)) = self.unions.families.get(base)
            && by == discriminator
        {
            return Rc::clone(known);
        }
        let family = Rc::new(self.find_family(base, discriminator));
        let known = (discriminator.clone(), Rc::clone(&family));
        self.unions.families.insert(base.clone(), known);
        family
    }

    fn find_family(
        &mut self,
        base: &SchemaKey,
        discriminator: &openapiv3::Discriminator,
    ) -> IndexSet<SchemaKey> {
        let mut family = IndexSet::new();
        let SchemaKey::At(at) = base else {
            return family;
        };
        let mut open = vec![at.clone()];
        while let Some(here) = open.pop() {
            for (_, subtype) in self.components.extending(&here) {
                if !self.budgets.subtypes.spend(1) {
                    let message = "bases with a discriminator have too many subtypes together for variants: \
                                   this one is an object with its own properties";
                    self.widen(at, message);
                    return IndexSet::new();
                }
                if family.insert(SchemaKey::At(subtype.clone())) {
                    open.push(subtype.clone());
                }
            }
        }
        let mapped = self.mapped(&discriminator.mapping, at).into_iter();
        let mapped = mapped.map(|(_, target)| target);
        let default = self.default_mapping(discriminator, at);
        for target in mapped.chain(default.map(|(target, _)| target)) {
            if target != *base && !self.refers_into(&target, base, &family) {
                family.insert(target);
            }
        }
        family
    }

    /// Whether `key` is only a reference to one of the `family`. A reference to the base is a
    /// variant of its own.
    fn refers_into(
        &mut self,
        key: &SchemaKey,
        base: &SchemaKey,
        family: &IndexSet<SchemaKey>,
    ) -> bool {
        let SchemaKey::At(at) = key else {
            return false;
        };
        let targets = chain(self.parts, at.clone());
        let mut targets = targets.into_iter().map(SchemaKey::At);
        let found = targets.find(|target| target == base || family.contains(target));
        found.is_some_and(|target| target != *base)
    }
}
