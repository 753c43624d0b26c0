//! The Rust type of a value that is a part of a multipart body.

use super::part_form::{self, PartForm};
use super::rust_type::Resolver;
use crate::model::{Shape, TypeId};
use crate::plan::RustType;

/// The Rust type of a value that is sent as a part, if it differs from the type for JSON.
pub(super) fn rust_type(resolver: &mut Resolver<'_, '_>, id: TypeId) -> Option<RustType> {
    let list = |item: RustType| RustType::List(Box::new(item));
    match (part_form::choose_form(resolver.api, id), resolver.shape(id)) {
        (PartForm::File, _) => Some(FILE),
        (PartForm::Files, _) => Some(list(FILE)),
        (PartForm::Choice, Some(Shape::Any)) => Some(ANY),
        (PartForm::Choice, Some(Shape::List { item }))
            if part_form::is_anything(resolver.api, *item) =>
        {
            Some(list(ANY))
        }
        (PartForm::Members, Some(Shape::Map { value })) => {
            let member = rust_type(resolver, *value);
            let member = member.unwrap_or_else(|| resolver.with_null(*value));
            Some(RustType::Map(Box::new(member)))
        }
        _ => None,
    }
}

/// The type of a file.
pub(super) const FILE: RustType = RustType::Runtime("FilePart");

/// The type of a part that may be a file or any value.
const ANY: RustType = RustType::Runtime("AnyPart");
