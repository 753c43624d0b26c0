//! The items that stand for the API's types: structs, enums, unions and other names.

use std::borrow::Cow;

use super::ident;
use super::parts::{self, Part};
use super::prose;
use super::renames;
use super::rust_type::{Resolver, RustType};
use super::scope::Scope;
use super::twins::Twins;
use super::usage::Usage;
use super::variants::{self, UnionVariant};
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::plan as findings;
use crate::model::{
    Additional, Api, Docs, Enumeration, EnumerationKind, Number, Object, Property, Shape, Type,
    TypeId,
};

/// An item of the crate's types.
#[derive(Debug)]
pub struct Item {
    /// What it stands for; the first of those that are the same.
    pub source: TypeId,
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// Whether requests hold it.
    pub sent: bool,
    /// Whether responses hold it.
    pub received: bool,
    /// The traits it derives beside those that every item of its kind does.
    pub derives: Vec<String>,
    /// What it is.
    pub kind: ItemKind,
}

impl Item {
    /// The names of its fields or variants in the order that code sees: values compare in it, where `PartialOrd` or `Ord` is
    /// derived, and `as` turns the variants of a closed enum into their positions.
    #[must_use]
    pub fn order(&self) -> Option<Vec<&str>> {
        let compares = |path: &String| path == "PartialOrd" || path == "Ord";
        let is_compared = self.derives.iter().any(compares);
        let names: Vec<&str> = match &self.kind {
            ItemKind::Struct(structure) if is_compared => structure
                .fields
                .iter()
                .map(|one| one.name.as_str())
                .collect(),
            ItemKind::Union(union) if is_compared => {
                union.variants.iter().map(|one| one.name.as_str()).collect()
            }
            ItemKind::Text(text) if is_compared || text.unknown.is_none() => {
                text.variants.iter().map(|one| one.0.as_str()).collect()
            }
            ItemKind::Integer(integer) if is_compared || integer.unknown.is_none() => {
                integer.variants.iter().map(|one| one.0.as_str()).collect()
            }
            _ => return None,
        };
        (names.len() > 1).then_some(names)
    }
}

/// What an item is.
#[derive(Debug)]
pub enum ItemKind {
    /// An object.
    Struct(Struct),
    /// One of some strings.
    Text(TextEnum),
    /// One of some whole numbers.
    Integer(IntegerEnum),
    /// One of several types.
    Union(UnionEnum),
    /// Another name for a type.
    Alias(Alias),
}

/// An object.
#[derive(Debug)]
pub struct Struct {
    /// Its fields, in the order of the description.
    pub fields: Vec<Field>,
    /// The properties it has beside its fields.
    pub rest: Option<Rest>,
    /// How a caller makes one.
    pub constructor: Option<Constructor>,
    /// How it is sent in parts, if it is.
    pub parts: Option<Vec<Part>>,
}

/// A field of a struct.
#[derive(Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The name of an argument that becomes it.
    pub argument: String,
    /// Its name on the wire.
    pub wire: String,
    /// Its type, `Option` and all.
    pub ty: RustType,
    /// Its type when it is there.
    pub inner: RustType,
    /// Whether every object has it.
    pub presence: Presence,
    /// The one value it may have, if there is only one: how it is written.
    pub only: Option<Value>,
    /// Whether it is optional and may hold `null` as a value: any JSON.
    pub null_is_value: bool,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
}

/// Whether a field is always there.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// Every object has it.
    Required,
    /// Left out when it is `None`.
    Optional,
    /// When it is left out, this stands for it.
    Default(Value),
}

/// A value, as it is written in Rust.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i128),
    /// A number.
    Number(f64),
    /// A string, owned.
    Text(String),
    /// A variant of one of the crate's enums.
    Variant(String, String),
}

/// The properties that a struct has beside its fields.
#[derive(Debug)]
pub struct Rest {
    /// The field that holds them.
    pub name: String,
    /// The type of their values.
    pub value: RustType,
}

/// How a caller makes a value.
#[derive(Debug)]
pub struct Constructor {
    /// The fields it takes, by position.
    pub takes: Vec<usize>,
}

/// One of some strings.
#[derive(Debug)]
pub struct TextEnum {
    /// Each variant: its name, its value on the wire, its docs.
    pub variants: Vec<(String, String, Vec<String>)>,
    /// The variant that holds any other value, if there may be one.
    pub unknown: Option<String>,
}

/// One of some whole numbers.
#[derive(Debug)]
pub struct IntegerEnum {
    /// Each variant: its name, its value on the wire, its docs.
    pub variants: Vec<(String, i64, Vec<String>)>,
    /// The variant that holds any other value, if there may be one.
    pub unknown: Option<String>,
}

/// One of several types.
#[derive(Debug)]
pub struct UnionEnum {
    /// The property that tells which.
    pub tag: Option<String>,
    /// The variant that values are tried as whose tag means none.
    pub default: Option<String>,
    /// The variants.
    pub variants: Vec<UnionVariant>,
    /// The variant that holds any other value.
    pub unknown: String,
}

impl UnionEnum {
    /// The variant that values are tried as whose tag means none.
    #[must_use]
    pub fn default_variant(&self) -> Option<&UnionVariant> {
        let default = self.default.as_ref()?;
        self.variants
            .iter()
            .find(|variant| variant.name == *default)
    }
}

/// Another name for a type.
#[derive(Debug)]
pub struct Alias {
    /// The type it stands for.
    pub target: RustType,
}

/// Every item, named schemas in the order of the description and each followed by what it alone holds.
pub(super) fn plan(
    api: &Api,
    twins: &Twins,
    usage: &Usage<'_>,
    resolver: &mut Resolver<'_, '_>,
) -> Vec<Item> {
    let nameless = |id, ty: &Type| {
        super::rust_type::has_item(&ty.shape) && usage.is_used(id) && twins.first(id) == id
    };
    let wanted = api
        .types
        .iter()
        .filter(|(id, ty)| ty.component.is_some() || nameless(*id, ty));
    let wanted: Vec<_> = wanted.collect();
    let mut items: Vec<Item> = wanted
        .into_iter()
        .map(|(id, ty)| item(resolver, id, ty))
        .collect();
    items.sort_by(|a, b| a.name.cmp(&b.name));
    items
}

fn item(resolver: &mut Resolver<'_, '_>, id: TypeId, ty: &Type) -> Item {
    let name = resolver.names.type_name(id);
    let kind = match &ty.shape {
        Shape::Object(object) => ItemKind::Struct(structure(resolver, id, object)),
        Shape::Enumeration(enumeration) => enumerated(resolver, id, enumeration),
        Shape::Union(union) => ItemKind::Union(variants::plan(resolver, id, union)),
        _ => ItemKind::Alias(Alias {
            target: resolver.alias_target(id, ty),
        }),
    };
    Item {
        source: id,
        docs: docs(resolver.written.lines(&ty.docs), &name),
        name,
        deprecated: ty.docs.deprecated,
        sent: resolver.usage.is_sent(id),
        received: resolver.usage.is_received(id),
        derives: Vec::new(),
        kind,
    }
}

/// Title and text as the lines of a doc comment; what has neither is called by its name.
pub(super) fn docs(mut lines: Vec<String>, name: &str) -> Vec<String> {
    if lines.is_empty() {
        lines.push(format!("`{name}` of the API."));
    }
    lines
}

fn structure(resolver: &mut Resolver<'_, '_>, id: TypeId, object: &Object) -> Struct {
    let parted = resolver.usage.is_parted(id);
    let sent = resolver.usage.is_sent(id) || parted;
    let received = resolver.usage.is_received(id);
    let mut scope = Scope::with(["new"]);
    let properties = object.properties.iter().filter(|property| {
        let useless = (property.read_only && !received) || (property.write_only && !sent);
        !useless
    });
    let fields: Vec<Field> = properties
        .map(|property| field(resolver, &mut scope, id, property, sent, received))
        .collect();
    let rest = match object.additional {
        Additional::Of(value) => Some(Rest {
            name: scope.mint("additional_properties"),
            value: resolver.with_null(value),
        }),
        Additional::Unspecified if resolver.keeps_unknown => Some(Rest {
            name: scope.mint("unknown_properties"),
            value: resolver.any_json(),
        }),
        Additional::Unspecified | Additional::Forbidden => None,
    };
    let takes = fields.iter().enumerate().filter(|(_, field)| {
        field.presence == Presence::Required
            && field.only.is_none()
            && !matches!(field.ty, RustType::Option(_))
    });
    let constructor = sent.then(|| Constructor {
        takes: takes.map(|(index, _)| index).collect(),
    });
    Struct {
        parts: parted.then(|| parts::plan(resolver, id, object, &fields)),
        fields,
        rest,
        constructor,
    }
}

fn field(
    resolver: &mut Resolver<'_, '_>,
    scope: &mut Scope,
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
    let inner = match file.flatten() {
        Some(file) => file,
        None => resolver.boxed_within(whole, property.ty),
    };
    // A default stands for what the server leaves out: never for what a caller does.
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
    let given = resolver.names.given_field(whole, property);
    let wanted = given.map_or_else(|| ident::snake(&property.name), str::to_owned);
    let name = scope.mint(&wanted);
    if given.is_some_and(|given| given != name) {
        let what = format!("the field `{}`", property.name);
        renames::report_taken(&wanted, &what, Some(&property.origin), resolver.sink);
    }
    Field {
        argument: ident::argument(&name),
        name,
        wire: property.name.clone(),
        null_is_value: presence == Presence::Optional
            && !nullable
            && matches!(resolver.shape(property.ty), Some(Shape::Any)),
        only: only_value(resolver, property.ty).filter(|_| required),
        docs: field_docs(
            if resolver.describes_members {
                resolver.written.lines(&prose)
            } else {
                Vec::new()
            },
            &property.name,
        ),
        deprecated: prose.deprecated,
        ty,
        inner,
        presence,
    }
}

fn field_docs(lines: Vec<String>, wire: &str) -> Vec<String> {
    if lines.is_empty() {
        vec![prose::code(wire)]
    } else {
        lines
    }
}

/// The value of an enumeration that has just one.
fn only_value(resolver: &mut Resolver<'_, '_>, id: TypeId) -> Option<Value> {
    let target = resolver.target(id);
    let ty = resolver.api.types.get(target)?;
    let Shape::Enumeration(enumeration) = &ty.shape else {
        return None;
    };
    // A named enumeration is likely to grow: its one value of today is the caller's to say. And `null` is a second one.
    if enumeration.values.len() != 1 || ty.component.is_some() || resolver.is_nullable(id) {
        return None;
    }
    let name = resolver.names.type_name(target);
    let value = variant_names(resolver, target, enumeration)
        .into_iter()
        .next()?;
    Some(Value::Variant(name, value))
}

/// The value that stands for an absent one, if a Rust value of the field's type can be written for it.
fn default(resolver: &mut Resolver<'_, '_>, property: &Property) -> Option<Value> {
    let own = resolver.api.types.get(property.ty)?.default.clone();
    let target = resolver.target(property.ty);
    let value = own.or_else(|| resolver.api.types.get(target)?.default.clone());
    let value = value.filter(|value| !value.is_null())?;
    let written = default_value(resolver, target, &value);
    if written.is_none() {
        let message = format!(
            "the default of `{}` is not applied: it is no simple value of its type",
            property.name
        );
        let found = Diagnostic::new(&findings::UNUSED_DEFAULT, &property.origin, message);
        resolver.sink.report(found);
    }
    written
}

/// A default as a Rust value of the type `target`, if it is one that can be written.
fn default_value(
    resolver: &mut Resolver<'_, '_>,
    target: TypeId,
    value: &serde_json::Value,
) -> Option<Value> {
    let ty = resolver.api.types.get(target)?;
    match (&ty.shape, value) {
        (Shape::Boolean, serde_json::Value::Bool(value)) => Some(Value::Bool(*value)),
        (Shape::Integer(integer), value) => {
            let whole = whole(value)?;
            integer
                .range()
                .contains(&whole)
                .then_some(Value::Integer(whole))
        }
        (Shape::Number(number), value) => float(*number, value.as_f64()?).map(Value::Number),
        (Shape::Text(crate::model::Text::Plain), serde_json::Value::String(text)) => {
            Some(Value::Text(text.clone()))
        }
        (Shape::Enumeration(enumeration), value) => {
            let text = match (enumeration.kind, value) {
                (EnumerationKind::Text, serde_json::Value::String(text)) => text.clone(),
                (EnumerationKind::Integer, value) => whole(value)?.to_string(),
                (EnumerationKind::Text, _) => return None,
            };
            let position = enumeration
                .values
                .iter()
                .position(|value| value.value == text)?;
            let variant = variant_names(resolver, target, enumeration)
                .into_iter()
                .nth(position)?;
            Some(Value::Variant(resolver.names.type_name(target), variant))
        }
        _ => None,
    }
}

/// A whole number, `1.0` included.
#[allow(
    clippy::cast_possible_truncation,
    reason = "checked to be whole and exact"
)]
fn whole(value: &serde_json::Value) -> Option<i128> {
    /// The whole numbers up to here are all exact.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let exact = value.as_i64().map(i128::from);
    let exact = exact.or_else(|| value.as_u64().map(i128::from));
    let float = value.as_f64();
    let float = float.filter(|value| value.fract() == 0.0 && value.abs() <= EXACT);
    exact.or_else(|| float.map(|value| value as i128))
}

/// A number with no more digits than its type holds; `None` when it is beyond that type's.
#[allow(
    clippy::cast_possible_truncation,
    reason = "what does not fit is infinite"
)]
fn float(number: Number, value: f64) -> Option<f64> {
    match number {
        Number::F64 => Some(value),
        Number::F32 => {
            let value = value as f32;
            // The shortest text that means the same: `0.1`, not `0.10000000149011612`.
            value.is_finite().then(|| value.to_string().parse().ok())?
        }
    }
}

fn enumerated(resolver: &Resolver<'_, '_>, id: TypeId, enumeration: &Enumeration) -> ItemKind {
    let names = variant_names(resolver, id, enumeration);
    let mut scope = Scope::with(names.iter().cloned());
    let settings = resolver
        .api
        .types
        .get(id)
        .and_then(|ty| ty.settings.as_ref());
    let own = settings.and_then(|settings| settings.openness);
    let is_closed = resolver.enums.is_closed(resolver.names.type_key(id), own);
    let unknown = (!is_closed).then(|| scope.mint_or("Unknown", &["UnknownValue".to_owned()]));
    let values = names.into_iter().zip(&enumeration.values);
    let said = |value: &'_ crate::model::EnumerationValue| {
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
fn variant_names(
    resolver: &Resolver<'_, '_>,
    id: TypeId,
    enumeration: &Enumeration,
) -> Vec<String> {
    let mut scope = Scope::default();
    let name = |value: &crate::model::EnumerationValue| {
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

impl<'a> Resolver<'a, '_> {
    /// What a named schema without an item of its own stands for.
    fn alias_target(&mut self, id: TypeId, ty: &Type) -> RustType {
        let target = match ty.shape {
            Shape::Alias { target } => self.bare(target),
            _ => self.spelt(ty),
        };
        let itself = RustType::Named(self.names.type_name(id));
        if target == itself {
            super::rust_type::JSON
        } else {
            target
        }
    }

    /// What is said of a property: by itself, or by the schema it refers to if that has no name of its own.
    fn property_docs(&self, id: TypeId) -> Cow<'a, Docs> {
        let Some(ty) = self.api.types.get(id) else {
            return Cow::Owned(Docs::default());
        };
        if ty.component.is_none() || ty.docs.external.is_none() {
            return Cow::Borrowed(&ty.docs);
        }
        Cow::Owned(Docs {
            external: None,
            ..ty.docs.clone()
        })
    }
}
