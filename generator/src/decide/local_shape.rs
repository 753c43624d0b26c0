//! What is generated for a type, apart from the types it contains and their names. Types with equal
//! local shapes may be identical; fingerprints of whole shapes recognize a type in a later run.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::identical_types::is_itself;
use super::names;
use crate::model::{
    Additional, Api, Docs, EnumerationKind, EnumerationValue, GivenFor, Integer, Number, Object,
    OnlyMember, Shape, TagValue, Text, Type, TypeId, WithoutTag,
};
use crate::output;

/// Whether types with other docs of their properties and values are other types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PropertyDocs {
    Compared,
    Ignored,
}

/// What is generated for a type, without the types it contains.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum LocalShape<'a> {
    /// A type that is never deduplicated.
    Named(TypeId),
    /// A nameless type: whether it is nullable, its constants, the title it may be named after, its
    /// media type, and its shape.
    Nameless(
        bool,
        &'a [Value],
        Option<&'a str>,
        Option<&'a str>,
        Outline<'a>,
    ),
}

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum Outline<'a> {
    Any,
    Boolean,
    Integer(Integer),
    Number(Number),
    Text(Text),
    Enumeration(EnumerationKind, bool, Vec<ValueShape<'a>>),
    List,
    Tuple(usize),
    Map,
    Object(Vec<PropertyShape<'a>>, AdditionalShape),
    Union(Option<&'a str>, Option<usize>, Vec<VariantShape<'a>>),
    Alias,
    Given(&'a GivenFor),
}

/// A value, its name and its docs.
pub(super) type ValueShape<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

/// What is generated for a variant, without its type.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct VariantShape<'a> {
    member: Option<&'a OnlyMember>,
    tags: &'a [TagValue],
    sends_tag: bool,
    without_tag: WithoutTag,
}

/// What is generated for a property, without its type.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct PropertyShape<'a> {
    name: &'a str,
    required: bool,
    read_only: bool,
    write_only: bool,
    constant: Option<&'a TagValue>,
    fixed: Option<&'a TagValue>,
    /// Whether it is deprecated, and its docs.
    docs: (bool, Option<&'a Docs>),
    default: Option<&'a Value>,
}

#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) enum AdditionalShape {
    Unspecified,
    Forbidden,
    Of,
}

impl<'a> LocalShape<'a> {
    pub fn new(api: &'a Api, id: TypeId, ty: &'a Type, docs: PropertyDocs) -> Self {
        if is_itself(ty) || is_empty_by_chance(ty) {
            return Self::Named(id);
        }
        Self::Nameless(
            // The use of a type with a name says whether it may be `null`.
            ty.nullable && !ty.shape.has_name(),
            &ty.constants,
            name_in_title(ty),
            ty.media_type.as_deref(),
            outline(api, &ty.shape, docs),
        )
    }
}

/// Whether a type is an object without properties and without a title that says what it is: another
/// such object need not get the same properties.
fn is_empty_by_chance(ty: &Type) -> bool {
    let is_empty = matches!(&ty.shape, Shape::Object(object) if object.properties.is_empty());
    is_empty && name_in_title(ty).is_none()
}

/// The title of a type, if it is usable as a name.
pub(super) fn name_in_title(ty: &Type) -> Option<&str> {
    let title = ty.docs.title.as_deref();
    title.filter(|title| names::is_name(title))
}

fn outline<'a>(api: &'a Api, shape: &'a Shape, docs: PropertyDocs) -> Outline<'a> {
    match shape {
        Shape::Any => Outline::Any,
        Shape::Boolean => Outline::Boolean,
        Shape::Integer(integer) => Outline::Integer(*integer),
        Shape::Number(number) => Outline::Number(*number),
        Shape::Text(text) => Outline::Text(*text),
        Shape::Enumeration(enumeration) => {
            let values = enumeration.values.iter();
            let values = values.map(|value| value_shape(value, docs));
            Outline::Enumeration(enumeration.kind, enumeration.is_open, values.collect())
        }
        Shape::List { .. } => Outline::List,
        Shape::Tuple { items } => Outline::Tuple(items.len()),
        Shape::Map { .. } => Outline::Map,
        Shape::Object(object) => object_outline(api, object, docs),
        Shape::Union(union) => {
            let tag = union.discriminator.as_ref();
            let variants = union.variants.iter();
            let variants = variants.map(|variant| VariantShape {
                member: variant.member.as_deref(),
                tags: &variant.tags,
                sends_tag: variant.sends_tag,
                without_tag: variant.without_tag,
            });
            let default = tag.and_then(|tag| union.position(tag.default?));
            let tag = tag.map(|tag| tag.property.as_str());
            Outline::Union(tag, default, variants.collect())
        }
        Shape::Given { by, .. } => Outline::Given(by),
        Shape::Alias { .. } => Outline::Alias,
    }
}

fn object_outline<'a>(api: &'a Api, object: &'a Object, docs: PropertyDocs) -> Outline<'a> {
    let properties = object.properties.iter().map(|property| {
        let ty = api.types.get(property.ty);
        PropertyShape {
            name: &property.name,
            required: property.required,
            read_only: property.read_only,
            write_only: property.write_only,
            constant: property.constant.as_ref(),
            fixed: property.fixed.as_ref(),
            docs: (
                ty.is_some_and(|ty| ty.docs.deprecated),
                ty.map(|ty| &ty.docs)
                    .filter(|_| docs == PropertyDocs::Compared),
            ),
            default: ty.and_then(|ty| ty.default.as_ref()),
        }
    });
    let additional = match object.additional {
        Additional::Unspecified => AdditionalShape::Unspecified,
        Additional::Forbidden => AdditionalShape::Forbidden,
        Additional::Of(_) => AdditionalShape::Of,
    };
    Outline::Object(properties.collect(), additional)
}

fn value_shape(value: &EnumerationValue, docs: PropertyDocs) -> ValueShape<'_> {
    let text = value.description.as_deref();
    let text = text.filter(|_| docs == PropertyDocs::Compared);
    (&value.value, value.name.as_deref(), text)
}

/// Fingerprints of nameless types with all that they contain, apart from docs. A type has the same
/// one in a later run if nothing is generated differently for it, so none of its parts is a number
/// of this run. A later version of oasmith may compute others.
pub(super) struct Fingerprints<'a> {
    api: &'a Api,
    known: FxHashMap<TypeId, String>,
}

impl<'a> Fingerprints<'a> {
    pub fn new(api: &'a Api) -> Self {
        Self {
            api,
            known: FxHashMap::default(),
        }
    }

    /// The fingerprint of a type.
    pub fn fingerprint(&mut self, id: TypeId) -> String {
        self.within(id, MAX_DEPTH)
    }

    fn within(&mut self, id: TypeId, depth: usize) -> String {
        let Some(ty) = self.api.types.get(id) else {
            return String::new();
        };
        if let Some(component) = &ty.component {
            return component.clone();
        }
        if is_itself(ty) || depth == 0 {
            return ty.origin.pointer.to_string();
        }
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let mut text = match LocalShape::new(self.api, id, ty, PropertyDocs::Ignored) {
            LocalShape::Named(_) => "empty".to_owned(),
            shape @ LocalShape::Nameless(..) => format!("{shape:?}"),
        };
        for held in ty.shape.held() {
            let is_nullable = self.api.types.get(held).is_some_and(|ty| ty.nullable);
            let held = self.within(held, depth - 1);
            // Writing to a string cannot fail.
            let _ = write!(text, " {held:?} {is_nullable}");
        }
        let whole = output::input_hash(&text);
        let print = whole
            .get(..FINGERPRINT_DIGITS)
            .unwrap_or_default()
            .to_owned();
        self.known.insert(id, print.clone());
        print
    }
}

/// The maximum depth of nested types. Nameless types lead back to themselves only through
/// references into another schema, which are rare.
const MAX_DEPTH: usize = 50;

/// The digits of a fingerprint in the lock file. It only tells the few types of one name apart.
const FINGERPRINT_DIGITS: usize = 12;
