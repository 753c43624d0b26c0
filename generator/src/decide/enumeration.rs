//! Enums of strings and integers.

use super::rust_type::Resolver;
use super::scope::Scope;
use crate::ident;
use crate::model::{Enumeration, EnumerationKind, EnumerationValue, Openness, TypeId};
use crate::plan::{IntegerEnum, ItemKind, TextEnum, UNKNOWN};
use crate::prose;

/// Plans the enum of an enumeration.
pub(super) fn plan_enum(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    enumeration: &Enumeration,
) -> ItemKind {
    let names = variant_names(resolver, id, enumeration);
    let unknown = (!is_closed(resolver, id, enumeration)).then(|| UNKNOWN.to_owned());
    let values = names.into_iter().zip(&enumeration.values);
    let said = |value: &'_ EnumerationValue| {
        let said = value.description.clone();
        said.filter(|_| resolver.describes_members)
    };
    match enumeration.kind {
        EnumerationKind::Text => {
            let variants = values.map(|(name, value)| {
                let docs = value_docs(said(value).as_deref(), &format!("{:?}", value.value));
                (name, value.value.clone(), docs)
            });
            ItemKind::Text(TextEnum {
                variants: variants.collect(),
                unknown,
            })
        }
        EnumerationKind::Integer => {
            let variants = values.filter_map(|(name, value)| {
                let docs = value_docs(said(value).as_deref(), &value.value);
                Some((name, value.value.parse().ok()?, docs))
            });
            ItemKind::Integer(IntegerEnum {
                variants: variants.collect(),
                unknown,
            })
        }
    }
}

pub(super) fn value_docs(description: Option<&str>, value: &str) -> Vec<String> {
    let lines = prose::rustdoc(description.unwrap_or_default());
    if lines.is_empty() {
        vec![prose::code(value)]
    } else {
        lines
    }
}

/// The name for a value that is called like the variant for unknown values.
const OTHER_UNKNOWN: &str = "UnknownValue";

/// Whether unknown values are rejected.
pub(super) fn is_closed(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    enumeration: &Enumeration,
) -> bool {
    let settings = resolver.api.types.get(id);
    let settings = settings.and_then(|ty| ty.settings.as_ref());
    let own = settings.and_then(|settings| settings.openness);
    // A setting for all enumerations does not close one that the description declares open.
    let own = own.or(enumeration.is_open.then_some(Openness::Open));
    let name = resolver.names.type_key(id);
    resolver.enums.is_closed(name, own)
}

/// The names of an enumeration's variants, in order.
pub(super) fn variant_names(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    enumeration: &Enumeration,
) -> Vec<String> {
    let reserved = (!is_closed(resolver, id, enumeration)).then_some(UNKNOWN);
    let mut scope = Scope::with(reserved);
    let members = enumeration
        .values
        .iter()
        .map(|value| wanted_name(resolver, id, value));
    scope.mint_members(&members.collect::<Vec<_>>(), mint)
}

/// Mints the name of a value's variant.
pub(super) fn mint(scope: &mut Scope, wanted: &str) -> String {
    let is_unknown = wanted == UNKNOWN;
    let others = is_unknown.then(|| OTHER_UNKNOWN.to_owned());
    scope.mint_or(wanted, others.as_slice())
}

/// The text that the variant of a value is named after, and the preferred name. `id` is the type that
/// has the variant.
pub(super) fn wanted_name<'v, 'a: 'v>(
    resolver: &Resolver<'a, '_>,
    id: TypeId,
    value: &'v EnumerationValue,
) -> (&'v str, String) {
    let wanted = value.name.as_deref().unwrap_or(&value.value);
    match resolver.names.given_variant(id, &value.value) {
        Some(given) => (given, given.to_owned()),
        None if wanted.is_empty() => (wanted, "Empty".to_owned()),
        None => (wanted, ident::pascal(wanted)),
    }
}
