//! How constructors and setters take values: the types of their arguments, and the conversions to
//! the types of the fields.

use crate::plan::{Conversions, Field, RustType, Taken};

/// The type of the argument for a value of a type.
pub(super) fn parameter(
    conversions: &Conversions,
    ty: &RustType,
    print: fn(&RustType) -> String,
) -> String {
    let element = |ty: &RustType, is_converted: bool| {
        let ty = print(ty);
        if is_converted { into(&ty) } else { ty }
    };
    match conversions.taken(ty) {
        Taken::Value(ty) => print(ty),
        Taken::Into(ty) => into(&print(ty)),
        Taken::List(item, is_converted) => {
            format!("impl IntoIterator<Item = {}>", element(item, is_converted))
        }
        Taken::Map(value, is_converted) => format!(
            "impl IntoIterator<Item = (impl Into<String>, {})>",
            element(value, is_converted)
        ),
    }
}

fn into(ty: &str) -> String {
    format!("impl Into<{ty}>")
}

/// The type of the argument of a field's setter.
pub(super) fn taken_by_setter(
    conversions: &Conversions,
    field: &Field,
    print: fn(&RustType) -> String,
) -> String {
    match &field.ty {
        RustType::Nullable(inner) => into(&format!("Nullable<{}>", print(inner))),
        _ => parameter(conversions, &field.inner, print),
    }
}

/// The argument as a value of the type.
pub(super) fn converted(conversions: &Conversions, ty: &RustType, argument: &str) -> String {
    let value = match conversions.taken(ty) {
        Taken::Value(_) => argument.to_owned(),
        Taken::Into(_) => format!("{argument}.into()"),
        Taken::List(..) => format!("collect::list({argument})"),
        Taken::Map(..) => format!("collect::map({argument})"),
    };
    match ty {
        RustType::Boxed(_) => format!("Box::new({value})"),
        _ => value,
    }
}

/// Whether the argument is collected.
pub(super) fn is_collected(conversions: &Conversions, ty: &RustType) -> bool {
    matches!(conversions.taken(ty), Taken::List(..) | Taken::Map(..))
}
