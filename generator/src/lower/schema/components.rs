//! The named schemas of the description.

use std::cell::OnceCell;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;

use super::super::parts::Parts;
use super::subtypes::{Subtypes, chain};
use crate::diagnostics::Location;

/// The names of components that are only references, by their targets.
pub(super) type Aliases = FxHashMap<Location, Vec<String>>;

/// The named schemas, by name and by location.
#[derive(Default)]
pub(super) struct Components {
    names: FxHashMap<Location, String>,
    places: IndexMap<String, Location>,
    /// The named schemas that extend each named schema, for discriminators without `oneOf`.
    subtypes: Subtypes,
    /// Memoized: the named schemas that are only references.
    aliases: OnceCell<Aliases>,
}

impl Components {
    /// Collects the schemas `named`.
    pub fn find(parts: &Parts<'_>, named: &[(String, Location)]) -> Self {
        let mut components = Self {
            subtypes: Subtypes::find(parts, named),
            ..Self::default()
        };
        for (name, at) in named {
            components.names.insert(at.clone(), name.clone());
            let place = components.places.entry(name.clone());
            place.or_insert_with(|| at.clone());
        }
        components.give_names_to_files(parts, named);
        components
    }

    /// Returns the name of the schema at `at`.
    pub fn name(&self, at: &Location) -> Option<&String> {
        self.names.get(at)
    }

    /// Whether the schema at `at` has a name.
    pub fn is_named(&self, at: &Location) -> bool {
        self.names.contains_key(at)
    }

    /// Returns the location of the schema called `name`.
    pub fn place(&self, name: &str) -> Option<&Location> {
        self.places.get(name)
    }

    /// Returns all names, in the order of the description.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Returns the schemas that extend the one at `base`, in the order of the description.
    pub fn extending(&self, base: &Location) -> &[(String, Location)] {
        self.subtypes.extending(base)
    }

    /// Returns the names of components that are only references, by their targets.
    pub fn aliases(&self, parts: &Parts<'_>) -> &Aliases {
        self.aliases.get_or_init(|| {
            let mut aliases = Aliases::default();
            for (name, at) in &self.places {
                if let Some(target) = chain(parts, at.clone()).pop() {
                    aliases.entry(target).or_default().push(name.clone());
                }
            }
            aliases
        })
    }

    /// Gives the name of a component that only refers to a file to the schema in the file. Of
    /// several such components, the first one does so, and the others are aliases.
    fn give_names_to_files(&mut self, parts: &Parts<'_>, named: &[(String, Location)]) {
        for (name, at) in named {
            let target = chain(parts, at.clone()).pop();
            let target = target.filter(|target| {
                target.pointer.as_str().is_empty() && !self.names.contains_key(target)
            });
            if let Some(target) = target
                && self.places.get(name) == Some(at)
            {
                self.names.remove(at);
                self.names.insert(target.clone(), name.clone());
                self.places.insert(name.clone(), target);
            }
        }
    }
}
