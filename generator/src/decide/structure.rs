//! Structs: the fields of an object, its constructor, and the field for additional properties.

use std::borrow::Cow;

use super::constant::{default, only_value, said_constant, said_default};
use super::parts;
use super::renames;
use super::rust_type::Resolver;
use super::scope::Scope;
use crate::ident;
use crate::model::{Additional, Docs, Object, Property, Shape, TagValue, TypeId};
use crate::plan::{Constant, Constructor, Field, Presence, Rest, RustType, Struct};
use crate::prose;

/// Plans the struct of an object.
pub(super) fn plan_struct(resolver: &mut Resolver<'_, '_>, id: TypeId, object: &Object) -> Struct {
    let parted = resolver.usage.is_parted(id);
    let sent = resolver.usage.is_sent(id) || parted;
    let received = resolver.usage.is_received(id);
    let mut scope = Scope::with(["new"]);
    let properties = object.properties.iter().filter(|property| {
        let useless = (!property.is_sent() && !received) || (property.write_only && !sent);
        !useless
    });
    let (properties, without): (Vec<&Property>, Vec<&Property>) =
        properties.partition(|property| property.has_field());
    let constants: Vec<Constant> = without.into_iter().filter_map(constant).collect();
    let names = field_names(resolver, &mut scope, id, &properties);
    let fields: Vec<Field> = properties
        .into_iter()
        .zip(names)
        .map(|(property, name)| field(resolver, name, id, property, sent, received))
        .collect();
    let rest = match object.additional {
        Additional::Of(value) => Some(parts::rest(
            resolver,
            id,
            scope.mint("additional_properties"),
            value,
        )),
        Additional::Unspecified if keeps_unknown(resolver, id, object) => Some(Rest {
            name: scope.mint("unknown_properties"),
            value: RustType::ANY_JSON,
            may_be_files: false,
            media_type: None,
        }),
        Additional::Unspecified | Additional::Forbidden => None,
    };
    let takes = fields.iter().enumerate().filter(|(_, field)| {
        field.presence == Presence::Required
            && field.only.is_none()
            && !matches!(field.ty, RustType::Option(_))
    });
    let mut takes: Vec<usize> = takes.map(|(index, _)| index).collect();
    // What an earlier constructor took keeps its order, before what is new.
    let kept = resolver.kept.arguments(id);
    takes.sort_by_key(|index| {
        let wire = fields.get(*index).map(|field| &field.wire);
        let place = kept.iter().position(|known| Some(known) == wire);
        place.unwrap_or(kept.len())
    });
    let constructor = sent.then_some(Constructor { takes });
    Struct {
        parts: parted.then(|| parts::plan_parts(resolver, id, object, &fields, &constants)),
        fields,
        constants,
        rest,
        constructor,
    }
}

/// The names of the fields of these properties. A given name that is taken is reported.
fn field_names(
    resolver: &Resolver<'_, '_>,
    scope: &mut Scope,
    whole: TypeId,
    properties: &[&Property],
) -> Vec<String> {
    let given = |property| resolver.names.given_field(whole, property);
    let members = properties.iter().map(|property| {
        let own = property.name.as_str();
        match given(property) {
            // A given name comes before all others.
            Some(given) => (given, given.to_owned()),
            None => (own, ident::snake(own)),
        }
    });
    let members: Vec<(&str, String)> = members.collect();
    let names = scope.mint_members(&members, Scope::mint);
    for ((property, name), (_, wanted)) in properties.iter().zip(&names).zip(&members) {
        if given(property).is_some_and(|given| given != name) {
            let what = format!("the field `{}`", property.name);
            renames::report_taken(wanted, &what, Some(&property.origin), resolver.sink);
        }
    }
    names
}

/// Whether a struct keeps undescribed properties: as the settings say; if there are no others, since
/// it would be of no use without them; or as in an earlier crate, when there were no others.
fn keeps_unknown(resolver: &Resolver<'_, '_>, id: TypeId, object: &Object) -> bool {
    resolver.keeps_unknown || object.properties.is_empty() || resolver.kept.keeps_unknown(id)
}

/// The constant that a property is, if no field holds it.
fn constant(property: &Property) -> Option<Constant> {
    Some(Constant {
        wire: property.name.clone(),
        value: property.fixed.clone()?,
        sent: property.is_sent(),
    })
}

fn field(
    resolver: &mut Resolver<'_, '_>,
    name: String,
    whole: TypeId,
    property: &Property,
    sent: bool,
    received: bool,
) -> Field {
    let one_way = (property.read_only && sent) || (property.write_only && received);
    let required = property.required && !one_way;
    let nullable = resolver.is_nullable(property.ty);
    let parted = resolver.usage.is_parted(whole);
    let file = parted.then(|| parts::file_type(resolver, whole, property));
    let file = file.flatten();
    let is_file = file.is_some();
    let inner = file.unwrap_or_else(|| resolver.boxed_within(whole, property.ty));
    // A default replaces what the server omits, never what a caller omits.
    let wanted = !sent && !required && !nullable;
    let default = wanted.then(|| default(resolver, property)).flatten();
    let (ty, presence) = match (required, nullable, default) {
        (true, false, _) => (inner.clone(), Presence::Required),
        (true, true, _) => (inner.clone().optional(), Presence::Required),
        (false, false, Some(value)) => (inner.clone(), Presence::Default(value)),
        (false, false, None) => (inner.clone().optional(), Presence::Optional),
        (false, true, _) => (
            RustType::Nullable(Box::new(inner.clone())),
            Presence::Optional,
        ),
    };
    let prose = resolver.property_docs(property.ty);
    let may_be_empty = presence == Presence::Optional || matches!(ty, RustType::Option(_));
    let constant = property.constant.as_ref().filter(|_| sent && may_be_empty);
    Field {
        argument: ident::argument(&name),
        name,
        wire: property.name.clone(),
        null_is_value: presence == Presence::Optional
            && !nullable
            && !is_file
            && matches!(resolver.shape(property.ty), Some(Shape::Any)),
        only: only_value(resolver, property.ty).filter(|_| required),
        docs: field_docs(resolver, property, &prose, constant),
        constant: constant.cloned(),
        deprecated: prose.deprecated,
        ty,
        inner,
        presence,
    }
}

/// Whether a caller may omit the value of a property.
pub(super) fn may_be_empty(resolver: &Resolver<'_, '_>, property: &Property) -> bool {
    !property.required
        || property.read_only
        || property.write_only
        || resolver.is_nullable(property.ty)
}

/// The docs of a property, or its name on the wire if it has none; and the meaning of its absence.
fn field_docs(
    resolver: &mut Resolver<'_, '_>,
    property: &Property,
    said: &Docs,
    constant: Option<&TagValue>,
) -> Vec<String> {
    let mut lines = Vec::new();
    if resolver.describes_members {
        lines = resolver.docs.lines(said);
    }
    if lines.is_empty() {
        lines.push(prose::code(&property.name));
    }
    if resolver.describes_members
        && !property.required
        && constant.is_none()
        && let Some(default) = said_default(resolver, property.ty)
    {
        prose::add_sentence(&mut lines, &default);
    }
    if resolver.describes_members
        && let Some(sent) = constant.and_then(said_constant)
    {
        prose::add_sentence(&mut lines, &sent);
    }
    lines
}

impl<'a> Resolver<'a, '_> {
    /// The docs of a property: its own, or those of the schema it refers to if that is nameless.
    fn property_docs(&self, id: TypeId) -> Cow<'a, Docs> {
        let Some(ty) = self.api.types.get(id) else {
            return Cow::Owned(Docs::default());
        };
        let shown = |text: &'a Option<String>| Some(self.docs.shown(id, text.as_deref()?));
        let (title, description) = (shown(&ty.docs.title), shown(&ty.docs.description));
        let is_cut = |text: &Option<Cow<'_, str>>| matches!(text, Some(Cow::Owned(_)));
        let has_own_link = ty.component.is_some() && ty.docs.external.is_some();
        if !has_own_link && !is_cut(&title) && !is_cut(&description) {
            return Cow::Borrowed(&ty.docs);
        }
        let external = ty.docs.external.clone();
        Cow::Owned(Docs {
            title: title.map(Cow::into_owned),
            description: description.map(Cow::into_owned),
            external: external.filter(|_| !has_own_link),
            deprecated: ty.docs.deprecated,
        })
    }
}
