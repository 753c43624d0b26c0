//! How values of a type are sent as parts of a multipart body: as files, as values, or as either.

use rustc_hash::FxHashSet;

use super::media::{self, MediaKind};
use crate::model::{Api, Content, Object, Shape, Text, TypeId, Union, Variant};

/// How values of a type are sent as parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartForm {
    /// A value, as text or JSON.
    Value,
    /// A file.
    File,
    /// Files, one part each.
    Files,
    /// A union of files and values, or a list of such.
    Choice,
    /// An object whose members are files, one part each.
    Members,
}

/// The maximum nesting of unions and lists. Deeper ones are sent as values.
const MAX_DEPTH: usize = 8;

/// How values of a type are sent as parts. A value of any type, or a list of such, may be a file.
pub(super) fn choose_form(api: &Api, id: TypeId) -> PartForm {
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

/// How values of a union's variant are sent as parts.
pub(super) fn form_of_variant(api: &Api, variant: &Variant) -> PartForm {
    variant_below(api, variant, MAX_DEPTH)
}

fn variant_below(api: &Api, variant: &Variant, depth: usize) -> PartForm {
    // An object around a file is not a part by itself.
    variant
        .whole()
        .map_or(PartForm::Value, |ty| below(api, ty, depth))
}

fn below(api: &Api, id: TypeId, depth: usize) -> PartForm {
    let Some(depth) = depth.checked_sub(1) else {
        return PartForm::Value;
    };
    match api.shape(id) {
        Some(Shape::Text(Text::Binary)) => PartForm::File,
        Some(Shape::List { item }) => match (api.shape(*item), below(api, *item, depth)) {
            // A nested list is not split into parts.
            (Some(Shape::List { .. }), _) => PartForm::Value,
            (_, PartForm::File) => PartForm::Files,
            (_, form) => form,
        },
        Some(Shape::Union(union)) => {
            let forms = union.variants.iter();
            let forms: Vec<PartForm> = forms.map(|one| variant_below(api, one, depth)).collect();
            let is_file = |form: &PartForm| matches!(form, PartForm::File | PartForm::Files);
            match forms.as_slice() {
                // One or more files: a list covers both.
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

/// The unions of files and values among the types of parts.
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
                open.extend(union.variants.iter().filter_map(Variant::whole));
            }
            _ => {}
        }
    }
    found
}

/// Whether a value that is sent as one part, as JSON or text, contains a file.
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

/// The type of a multipart body with described parts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whole<'a> {
    /// An object, whose properties are the parts.
    Object(TypeId, &'a Object),
    /// A union of such objects.
    Union(TypeId, &'a Union),
    /// A map of files.
    Members(TypeId),
}

/// The type of a multipart body, if its parts are described.
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
            let is_whole = |variant: &Variant| {
                let whole = variant.whole().and_then(|id| whole_of(api, id, depth));
                matches!(whole, Some(Whole::Object(..) | Whole::Union(..)))
            };
            let mut variants = union.variants.iter();
            variants.all(is_whole).then_some(Whole::Union(id, union))
        }
        Shape::Map { .. } if choose_form(api, id) == PartForm::Members => Some(Whole::Members(id)),
        _ => None,
    }
}

/// The objects that a multipart body may be, and the unions that contain them.
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
