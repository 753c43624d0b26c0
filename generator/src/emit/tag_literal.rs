//! The value of a discriminator as a Rust literal.

use crate::model::TagValue;

/// A value of a discriminator as Rust text.
pub(super) fn literal(tag: &TagValue) -> String {
    match tag {
        TagValue::Text(text) => format!("{text:?}"),
        other => other.to_string(),
    }
}
