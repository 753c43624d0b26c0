//! Enums of strings and integers.

use super::rust_type::Resolver;
use super::scope::Scope;
use crate::ident;
use crate::model::{Enumeration, EnumerationKind, EnumerationValue, Openness, TypeId};
use crate::plan::{IntegerEnum, ItemKind, TextEnum};
use crate::prose;

/// Plans the enum of an enumeration.
pub(super) fn plan(resolver: &Resolver<'_, '_>, id: TypeId, enumeration: &Enumeration) -> ItemKind {
    let names = variant_names(resolver, id, enumeration);
    let mut scope = Scope::with(names.iter().cloned());
    let settings = resolver
        .api
        .types
        .get(id)
        .and_then(|ty| ty.settings.as_ref());
    let own = settings.and_then(|settings| settings.openness);
    // A setting for all enumerations does not close one that the description declares open.
    let own = own.or(enumeration.is_open.then_some(Openness::Open));
    let is_closed = resolver.enums.is_closed(resolver.names.type_key(id), own);
    let unknown = (!is_closed).then(|| scope.mint_or("Unknown", &["UnknownValue".to_owned()]));
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

fn value_docs(description: Option<&str>, value: &str) -> Vec<String> {
    let lines = prose::rustdoc(description.unwrap_or_default());
    if lines.is_empty() {
        vec![prose::code(value)]
    } else {
        lines
    }
}

/// The names of an enumeration's variants, in order.
pub(super) fn variant_names(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    enumeration: &Enumeration,
) -> Vec<String> {
    let mut scope = Scope::default();
    let name = |value: &EnumerationValue| {
        if let Some(given) = resolver.names.given_variant(id, &value.value) {
            return scope.mint(given);
        }
        let wanted = value.name.as_deref().unwrap_or(&value.value);
        scope.mint(&if wanted.is_empty() {
            "Empty".to_owned()
        } else {
            ident::pascal(wanted)
        })
    };
    enumeration.values.iter().map(name).collect()
}
