//! The shape of a schema, once its `allOf` is merged.

use serde_json::{Map, Value};

use super::Schemas;
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use super::scalar;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::model::{Context, GivenFor, Role, Shape, TypeId};
use crate::source::closest;

impl Schemas<'_> {
    /// Returns whether `null` is a value of the schema, and the shape of its other values.
    pub(super) fn shape(&mut self, id: TypeId, key: &SchemaKey, facts: &Facts) -> (bool, Shape) {
        let null_value = facts.values.iter().any(Value::is_null);
        let nullable = facts.nullable || null_value;
        if facts.is_null() {
            return (true, self.only_null(key.place()));
        }
        // Enumerated values are complete, whichever union they are chosen from.
        let (nullable, shape) = if !facts.values.is_empty() {
            (nullable, self.enumeration(id, facts))
        } else if let Some((null_variant, shape)) = self.union(id, key, facts) {
            (nullable || null_variant, shape)
        } else {
            let shape = self.plain_shape(id, facts);
            (nullable, self.given(facts, shape))
        };
        self.report_not(facts, &shape);
        (nullable, shape)
    }

    /// Widens a schema whose only value is `null`, and reports that: no generated type has just
    /// this value.
    pub(super) fn only_null(&self, at: &Location) -> Shape {
        self.widen(
            at,
            "`null` is the only value of this schema: any JSON is accepted",
        );
        Shape::Any
    }

    /// Reports that `not` is not checked. If there are no other keywords, the type is arbitrary
    /// JSON.
    pub(super) fn report_not(&self, facts: &Facts, shape: &Shape) {
        let Some(at) = facts.at.as_ref().filter(|_| facts.not) else {
            return;
        };
        let message = "`not` cannot be expressed as a type: values it excludes are accepted";
        if matches!(shape, Shape::Any) && !self.excludes_all(at) {
            self.widen(at, message);
        } else {
            self.note(at, message);
        }
    }

    /// Whether the schema at `at` admits no value at all. Then its type does not matter.
    fn excludes_all(&self, at: &Location) -> bool {
        let allows_all = |schema: &Value| {
            *schema == Value::Bool(true) || schema.as_object().is_some_and(Map::is_empty)
        };
        match self.parts.raw(at) {
            Some(Value::Object(schema)) => schema.get("not").is_some_and(allows_all),
            other => other == Some(&Value::Bool(false)),
        }
    }

    /// Returns the shape, or the replacement type for its format.
    fn given(&self, facts: &Facts, shape: Shape) -> Shape {
        let is_scalar = matches!(shape, Shape::Text(_) | Shape::Integer(_) | Shape::Number(_));
        let format = facts.format.as_ref();
        match format.filter(|format| is_scalar && self.given_formats.contains(*format)) {
            Some(format) => Shape::Given {
                by: GivenFor::Format(format.clone()),
                described: Box::new(shape),
            },
            None => shape,
        }
    }

    /// Reports an unknown `type` at the schema that declares it.
    fn report_unknown_type(&self, facts: &Facts, ty: &str) {
        const TYPES: [&str; 6] = ["array", "boolean", "integer", "number", "object", "string"];
        let Some(schema) = facts.says_type.as_ref().or(facts.at.as_ref()) else {
            return;
        };
        let key = schema.key("type");
        let at = self.parts.raw(&key).map_or(schema, |_| &key);
        let message = format!("`type: {ty}` is not a type of JSON");
        let found = Diagnostic::new(findings::widened_schema::WIDENED, at, message).of_value();
        self.parts.report(match closest(ty, TYPES) {
            Some(near) => found.help(format!("did you mean `{near}`?")),
            None => found,
        });
    }

    fn plain_shape(&mut self, id: TypeId, facts: &Facts) -> Shape {
        match facts.ty.as_deref() {
            Some("boolean") => Shape::Boolean,
            Some("integer") => self.integer(facts),
            Some("number") if is_integer_format(facts) => self.integer(facts),
            Some("number") => Shape::Number(scalar::number(facts)),
            Some("string") => Shape::Text(scalar::text_kind(facts)),
            Some("array") => self.list(id, facts),
            Some("object") => self.object(id, facts),
            Some("file") => Shape::Text(crate::model::Text::Binary),
            Some(other) => {
                self.report_unknown_type(facts, other);
                Shape::Any
            }
            None => self.untyped(id, facts),
        }
    }

    /// Infers the shape of a schema without `type` from its other keywords.
    fn untyped(&mut self, id: TypeId, facts: &Facts) -> Shape {
        let named_others = !matches!(facts.additional, Others::Unspecified);
        if !facts.properties.is_empty() || named_others || !facts.required.is_empty() {
            self.object(id, facts)
        } else if facts.items.is_some() || !facts.prefix_items.is_empty() {
            self.list(id, facts)
        } else if facts.format.is_some() && !is_integer_format(facts) && !is_number_format(facts) {
            Shape::Text(scalar::text_kind(facts))
        } else if is_integer_format(facts) {
            self.integer(facts)
        } else if is_number_format(facts) || facts.minimum.is_some() || facts.maximum.is_some() {
            Shape::Number(scalar::number(facts))
        } else {
            Shape::Any
        }
    }

    fn integer(&self, facts: &Facts) -> Shape {
        if let Some(kind) = scalar::integer(facts) {
            return Shape::Integer(kind);
        }
        if let Some(at) = &facts.at {
            self.widen(at, "no integer type holds all numbers between these bounds");
        }
        Shape::Any
    }

    fn list(&mut self, id: TypeId, facts: &Facts) -> Shape {
        if !facts.prefix_items.is_empty() && facts.items.is_none() {
            let items = facts.prefix_items.iter().enumerate();
            let items = items.map(|(index, key)| {
                self.id(key.clone(), Context::Inside(id, Role::Variant(index)))
            });
            return Shape::Tuple {
                items: items.collect(),
            };
        }
        let item = if let Some(key) = &facts.items {
            self.id(key.clone(), Context::Inside(id, Role::Item))
        } else {
            let at = facts.at.clone();
            match at {
                Some(at) => self.any(&at, Context::Inside(id, Role::Item)),
                None => return Shape::Any,
            }
        };
        Shape::List { item }
    }
}

fn is_integer_format(facts: &Facts) -> bool {
    facts.format.as_deref().is_some_and(|format| {
        matches!(
            format,
            "int8"
                | "int16"
                | "int32"
                | "int64"
                | "uint"
                | "uint8"
                | "uint16"
                | "uint32"
                | "uint64"
        )
    })
}

fn is_number_format(facts: &Facts) -> bool {
    facts
        .format
        .as_deref()
        .is_some_and(|format| matches!(format, "float" | "double"))
}
