//! Words beside something else: the values of a nameless enumeration of strings in a union are variants
//! of the union itself, without payload.

use crate::model::{Api, Enumeration, EnumerationKind, Shape, Type, Variant};

/// The enumeration whose values take the place of a variant. `None` if the variant has another
/// type, or one with a name or settings of its own.
pub(super) fn of_variant<'a>(api: &'a Api, variant: &Variant) -> Option<&'a Enumeration> {
    let id = variant.whole()?;
    let is_nameless =
        |ty: &Type| ty.component.is_none() && ty.given_name.is_none() && ty.settings.is_none();
    match api.shape(id) {
        Some(Shape::Enumeration(enumeration))
            if enumeration.kind == EnumerationKind::Text
                && !enumeration.is_open
                && api.aliases(id).all(is_nameless) =>
        {
            Some(enumeration)
        }
        _ => None,
    }
}
