//! What a type is as a part of a multipart body: a file, files, a choice with a file in it, or a value.

use rustc_hash::FxHashSet;

use super::media::{self, MediaKind};
use crate::model::{Api, Content, Object, Shape, Text, TypeId, Union};

/// What the values of a type are as parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartForm {
    /// A value: text, or JSON.
    Value,
    /// A file.
    File,
    /// Files, a part each.
    Files,
    /// A file or something else, or several of such.
    Choice,
    /// An object whose members are files, a part each.
    Members,
}

/// Unions and lists inside each other deeper than this are values.
const MAX_DEPTH: usize = 8;

/// What the values of a type are as parts. Of anything, and of a list of anything, nobody knows: it may be a file.
pub(super) fn form(api: &Api, id: TypeId) -> PartForm {
    match api.shape(id) {
        Some(Shape::Any) => PartForm::Choice,
        Some(Shape::List { item }) if is_anything(api, *item) => PartForm::Choice,
        Some(Shape::Map { value }) => match below(api, *value, MAX_DEPTH) {
            PartForm::Value | PartForm::Members => PartForm::Value,
            PartForm::File | PartForm::Files | PartForm::Choice => PartForm::Members,
        },
        _ => below(api, id, MAX_DEPTH),
    }
}

/// What the variant of a union is as a part.
pub(super) fn form_of_variant(api: &Api, id: TypeId) -> PartForm {
    below(api, id, MAX_DEPTH)
}

fn below(api: &Api, id: TypeId, depth: usize) -> PartForm {
    let Some(depth) = depth.checked_sub(1) else {
        return PartForm::Value;
    };
    match api.shape(id) {
        Some(Shape::Text(Text::Binary)) => PartForm::File,
        Some(Shape::List { item }) => match (api.shape(*item), below(api, *item, depth)) {
            // A list in a list has no parts of its own.
            (Some(Shape::List { .. }), _) => PartForm::Value,
            (_, PartForm::File) => PartForm::Files,
            (_, form) => form,
        },
        Some(Shape::Union(union)) => {
            let forms = union.variants.iter();
            let forms: Vec<PartForm> = forms.map(|one| below(api, one.ty, depth)).collect();
            let is_file = |form: &PartForm| matches!(form, PartForm::File | PartForm::Files);
            match forms.as_slice() {
                // One file or several: several may be one.
                forms if forms.iter().all(is_file) => PartForm::Files,
                forms if forms.iter().all(|form| *form == PartForm::Value) => PartForm::Value,
                _ => PartForm::Choice,
            }
        }
        _ => PartForm::Value,
    }
}

pub(super) fn is_anything(api: &Api, id: TypeId) -> bool {
    matches!(api.shape(id), Some(Shape::Any))
}

/// The unions with a file in them that parts of these types are made of.
pub(super) fn choices(api: &Api, roots: impl IntoIterator<Item = TypeId>) -> FxHashSet<TypeId> {
    let mut found = FxHashSet::default();
    let mut open: Vec<TypeId> = roots.into_iter().collect();
    while let Some(id) = open.pop() {
        match api.shape(id) {
            Some(Shape::List { item: inner } | Shape::Map { value: inner }) => open.push(*inner),
            Some(Shape::Union(union))
                if below(api, id, MAX_DEPTH) == PartForm::Choice
                    && found.insert(api.target(id)) =>
            {
                open.extend(union.variants.iter().map(|variant| variant.ty));
            }
            _ => {}
        }
    }
    found
}

/// Whether a value that is one part, written as JSON or text, has a file somewhere inside.
pub(super) fn hides_a_file(api: &Api, id: TypeId) -> bool {
    let mut seen = FxHashSet::default();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let id = api.target(id);
        if !seen.insert(id) {
            continue;
        }
        match api.shape(id) {
            Some(Shape::Text(Text::Binary)) => return true,
            Some(Shape::List { item: inner } | Shape::Map { value: inner }) => open.push(*inner),
            Some(Shape::Tuple { items }) => open.extend(items),
            Some(Shape::Union(union)) => open.extend(union.variants.iter().map(|one| one.ty)),
            Some(Shape::Object(object)) => {
                open.extend(object.properties.iter().map(|property| property.ty));
                open.extend(object.additional.value());
            }
            _ => {}
        }
    }
    false
}

/// What a body in parts is made of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whole<'a> {
    /// The properties of an object.
    Object(TypeId, &'a Object),
    /// Those of one of several objects.
    Union(TypeId, &'a Union),
    /// Members of any name, which are files or may be.
    Members(TypeId),
}

/// What `content` is made of, if it is a body whose parts are described.
pub(super) fn whole<'a>(api: &'a Api, content: &Content) -> Option<Whole<'a>> {
    if media::kind(&content.media_type) != MediaKind::Multipart {
        return None;
    }
    whole_of(api, content.ty?, MAX_DEPTH)
}

fn whole_of(api: &Api, id: TypeId, depth: usize) -> Option<Whole<'_>> {
    let depth = depth.checked_sub(1)?;
    let id = api.target(id);
    match api.shape(id)? {
        Shape::Object(object) => Some(Whole::Object(id, object)),
        Shape::Union(union) => {
            let is_whole = |id| {
                let whole = whole_of(api, id, depth);
                matches!(whole, Some(Whole::Object(..) | Whole::Union(..)))
            };
            let mut variants = union.variants.iter();
            variants
                .all(|variant| is_whole(variant.ty))
                .then_some(Whole::Union(id, union))
        }
        Shape::Map { .. } if form(api, id) == PartForm::Members => Some(Whole::Members(id)),
        _ => None,
    }
}

/// The objects that a body in parts may be, and the unions of them.
pub(super) fn wholes<'a>(
    api: &'a Api,
    content: &Content,
) -> (Vec<(TypeId, &'a Object)>, Vec<TypeId>) {
    let (mut objects, mut unions) = (Vec::new(), Vec::new());
    let mut open: Vec<Whole<'a>> = whole(api, content).into_iter().collect();
    while let Some(whole) = open.pop() {
        match whole {
            Whole::Object(id, object) => {
                if !objects.iter().any(|(known, _)| *known == id) {
                    objects.push((id, object));
                }
            }
            Whole::Union(id, union) => {
                if !unions.contains(&id) {
                    unions.push(id);
                    let variants = union.variants.iter();
                    open.extend(variants.filter_map(|one| whole_of(api, one.ty, MAX_DEPTH)));
                }
            }
            Whole::Members(_) => {}
        }
    }
    (objects, unions)
}
