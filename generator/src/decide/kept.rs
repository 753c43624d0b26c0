//! The offer of an earlier crate, as far as the types of this one can keep it; and the offer of
//! this crate, for the next one.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::identical_types::IdenticalTypes;
use super::names::Keys;
use crate::config::{ClientConfig, Modules, UnknownProperties};
use crate::ident;
use crate::model::{Additional, Api, Shape, Status, TypeId};
use crate::plan::{Arm, Earlier, Item, ItemKind, Offer, OperationModule, Struct};

/// What is known of an earlier crate.
#[derive(Debug, Default)]
pub(super) struct Kept<'a> {
    offer: Option<&'a Offer>,
    identical: Option<&'a IdenticalTypes>,
    /// The earlier name of each type that had one; of identical types, by the first.
    names: FxHashMap<TypeId, &'a str>,
}

impl<'a> Kept<'a> {
    /// Finds the types of the earlier crate. `names` has their names.
    pub fn new(
        identical: &'a IdenticalTypes,
        names: &FxHashMap<TypeId, &'a str>,
        earlier: &'a Earlier,
    ) -> Self {
        let Some(offer) = &earlier.offer else {
            return Self::default();
        };
        let mut known: Vec<(TypeId, &str)> = names.iter().map(|(id, name)| (*id, *name)).collect();
        known.sort_unstable();
        let mut names = FxHashMap::default();
        for (id, name) in known {
            names.entry(identical.first(id)).or_insert(name);
        }
        Self {
            offer: Some(offer),
            identical: Some(identical),
            names,
        }
    }

    /// The types that the earlier crate sent.
    pub fn sent(&self, api: &Api) -> Vec<TypeId> {
        self.types(api, |offer, name| {
            offer.sent.contains_key(name) || offer.both.contains_key(name)
        })
    }

    /// The types that the earlier crate received.
    pub fn received(&self, api: &Api) -> Vec<TypeId> {
        self.types(api, |offer, name| {
            !offer.sent.contains_key(name) && !offer.multipart.contains_key(name)
        })
    }

    /// The structs and unions of which this is so. Other types have no directions.
    fn types(&self, api: &Api, is_wanted: fn(&Offer, &str) -> bool) -> Vec<TypeId> {
        let Some(offer) = self.offer else {
            return Vec::new();
        };
        let wanted = self.names.iter().filter(|(id, name)| {
            let shape = api.types.get(**id).map(|ty| &ty.shape);
            matches!(shape, Some(Shape::Object(_) | Shape::Union(_))) && is_wanted(offer, name)
        });
        let mut wanted: Vec<TypeId> = wanted.map(|(id, _)| *id).collect();
        wanted.sort_unstable();
        wanted
    }

    /// The earlier name of a type.
    fn name(&self, id: TypeId) -> Option<&'a str> {
        self.names.get(&self.identical?.first(id)).copied()
    }

    /// The properties that the constructor of a type took, in order.
    pub fn arguments(&self, id: TypeId) -> &'a [String] {
        let taken = self.offer.zip(self.name(id)).and_then(|(offer, name)| {
            let places = [&offer.sent, &offer.both, &offer.multipart];
            places.into_iter().find_map(|types| types.get(name))
        });
        taken.map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a struct kept undescribed properties because it had no others.
    pub fn keeps_unknown(&self, id: TypeId) -> bool {
        let known = self.offer.zip(self.name(id));
        known.is_some_and(|(offer, name)| offer.open.contains(name))
    }

    /// The traits that a type derived.
    pub fn derives(&self, id: TypeId) -> &'a [String] {
        let derives = self.offer.zip(self.name(id));
        let derives = derives.and_then(|(offer, name)| offer.derives.get(name));
        derives.map(Vec::as_slice).unwrap_or_default()
    }

    /// The variant that had a status in an enum of outcomes.
    pub fn outcome(&self, name: &str, status: Status) -> Option<&'a str> {
        let variants = self.offer?.outcomes.get(name)?;
        let variant = variants.get(&status.to_string())?;
        let is_name = variant.starts_with(|first: char| first.is_ascii_uppercase());
        (is_name && ident::is_identifier(variant)).then_some(variant.as_str())
    }

    /// The module of an operation.
    pub fn module(&self, method: &str) -> Option<&'a str> {
        let module = self.offer?.modules.get(method)?;
        ident::is_identifier(module).then_some(module)
    }

    /// Whether the earlier crate had a feature for each tag; `None` if that is not known.
    pub fn tag_features(&self) -> Option<bool> {
        Some(self.offer?.tag_features)
    }
}

/// The name that each type had in an earlier crate, if its offer is known.
pub(super) fn names<'a>(api: &Api, earlier: &'a Earlier) -> FxHashMap<TypeId, &'a str> {
    let mut names = FxHashMap::default();
    if earlier.offer.is_some() {
        let keys = Keys::new(api);
        for id in api.types.ids() {
            let name = earlier.names.get(&format!("type {}", keys.ty(id)));
            names.extend(name.map(|name| (id, name.as_str())));
        }
    }
    names
}

/// The modules of operations, where they are those of tags.
pub(super) fn modules(
    config: &ClientConfig,
    modules: &[OperationModule],
) -> BTreeMap<String, String> {
    let are_by_tag = config.modules.unwrap_or_default() == Modules::Tags;
    let all = modules.iter().filter(|_| are_by_tag).flat_map(|module| {
        let operations = module.operations.iter();
        operations.map(|operation| (operation.method.clone(), module.name.clone()))
    });
    all.collect()
}

/// The names of the variants of each enum of outcomes, by their first status.
pub(super) fn outcomes(modules: &[OperationModule]) -> BTreeMap<String, BTreeMap<String, String>> {
    let operations = modules.iter().flat_map(|module| &module.operations);
    let outcomes = operations.flat_map(|operation| [&operation.success, &operation.failure]);
    let named = outcomes.filter_map(|outcome| {
        let choice = outcome.choice.as_ref()?;
        let variants = choice.variants.iter().filter_map(|variant| {
            let is_it = |arm: &&Arm| arm.variant.as_ref() == Some(&variant.name);
            let arms = outcome.arms.iter().filter(is_it);
            let first = arms.flat_map(|arm| &arm.statuses).min()?;
            Some((first.to_string(), variant.name.clone()))
        });
        Some((choice.name.clone(), variants.collect()))
    });
    named.collect()
}

/// The derives of each type that has any.
pub(super) fn derives(
    items: &[Item],
    by_type: &BTreeMap<TypeId, Vec<String>>,
) -> BTreeMap<String, Vec<String>> {
    let all = items.iter();
    let all = all.filter_map(|item| Some((item.name.clone(), by_type.get(&item.source)?.clone())));
    all.collect()
}

/// The structs that keep undescribed properties although the settings do not say so.
pub(super) fn open(api: &Api, config: &ClientConfig, items: &[Item]) -> BTreeSet<String> {
    let is_open = |item: &&Item| {
        let ItemKind::Struct(Struct { rest: Some(_), .. }) = &item.kind else {
            return false;
        };
        let shape = api.types.get(item.source).map(|ty| &ty.shape);
        matches!(shape, Some(Shape::Object(object)) if object.additional == Additional::Unspecified)
    };
    let is_set = config.unknown_properties == Some(UnknownProperties::Kept);
    let open = items.iter().filter(|_| !is_set).filter(is_open);
    open.map(|item| item.name.clone()).collect()
}

/// The directions of structs and unions, with the arguments of their constructors.
pub(super) fn directions(items: &[Item]) -> Offer {
    let mut offer = Offer::default();
    for item in items {
        let taken = match &item.kind {
            ItemKind::Struct(structure) => {
                let takes = structure.constructor.iter().flat_map(|one| &one.takes);
                let takes = takes.filter_map(|index| structure.fields.get(*index));
                takes.map(|field| field.wire.clone()).collect()
            }
            ItemKind::Union(_) => Vec::new(),
            ItemKind::Text(_) | ItemKind::Integer(_) | ItemKind::Alias(_) => continue,
        };
        let types = match (item.sent, item.received) {
            (true, false) => &mut offer.sent,
            (true, true) => &mut offer.both,
            (false, false) => &mut offer.multipart,
            (false, true) => continue,
        };
        types.insert(item.name.clone(), taken);
    }
    offer
}
