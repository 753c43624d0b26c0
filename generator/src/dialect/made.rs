//! Schemas that translation creates for other objects, where the description has none: a parameter
//! of Swagger 2.0 has the keywords of its schema itself.
//!
//! They have no place. In an object that openapiv3 reads, a reference with their number stands for
//! them.

use std::cell::RefCell;

use openapiv3::ReferenceOr;
use serde_json::Value;

use super::own_reference::{OWN, parse_own_reference, reference_value};
use super::{Reference, Schema, SchemaObject, Translator};

/// The schemas created so far.
#[derive(Debug, Default)]
pub(super) struct Made(RefCell<Vec<SchemaObject>>);

impl Made {
    /// A reference, as a value, to a schema without a place.
    pub(super) fn reference(&self, schema: SchemaObject) -> Value {
        let mut made = self.0.borrow_mut();
        made.push(schema);
        reference_value(format!("{OWN}{}", made.len() - 1))
    }

    /// The schema that a reference made by [`Self::reference`] stands for.
    pub(super) fn find(&self, reference: &str) -> Option<SchemaObject> {
        let number: usize = reference.strip_prefix(OWN)?.parse().ok()?;
        self.0.borrow().get(number).cloned()
    }
}

impl Translator<'_> {
    /// The schema of an object that openapiv3 has read.
    pub fn schema_of_object(&self, schema: ReferenceOr<openapiv3::Schema>) -> Schema {
        let ReferenceOr::Reference { reference } = schema else {
            // Each schema in a translated object is a reference.
            return Schema::anything();
        };
        match parse_own_reference(&reference) {
            Some(place) => Schema::at(place),
            None => match self.made.find(&reference) {
                Some(schema) => schema.into(),
                None => Schema::Reference(Reference::Written(reference)),
            },
        }
    }
}
