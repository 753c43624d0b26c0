//! `enum` and `const`: enumerations.

use serde_json::Value;

use super::facts::Facts;
use super::listed::{Entry, Listed, whole};
use super::{Schemas, plain};
use crate::diagnostics::Location;
use crate::model::{
    Context, Enumeration, EnumerationKind, EnumerationValue, Integer, Number, Role, Shape, TypeId,
    Union, Variant,
};

/// The common kind of the values of an enumeration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Strings.
    Text,
    /// Whole numbers, `1.0` included.
    Integer,
    /// Numbers, some with a fraction.
    Number,
    /// `true` and `false`.
    Boolean,
    /// Values of different types.
    Mixed,
}

/// Returns the common kind of these values, or `None` if there are none.
pub(super) fn kind_of<'v>(values: impl Iterator<Item = &'v Value>) -> Option<Kind> {
    values.map(kind).reduce(|one, other| match (one, other) {
        (one, other) if one == other => one,
        (Kind::Integer | Kind::Number, Kind::Integer | Kind::Number) => Kind::Number,
        _ => Kind::Mixed,
    })
}

fn kind(value: &Value) -> Kind {
    match value {
        Value::String(_) => Kind::Text,
        Value::Bool(_) => Kind::Boolean,
        Value::Number(number) if whole(number).is_some() => Kind::Integer,
        Value::Number(_) => Kind::Number,
        _ => Kind::Mixed,
    }
}

impl Schemas<'_> {
    /// Returns the shape of a schema with enumerated values, without `null`.
    pub(super) fn enumeration(&mut self, id: TypeId, facts: &Facts) -> Shape {
        let mut listed = facts.listed();
        listed.entries.retain(|entry| !entry.value.is_null());
        match kind_of(listed.entries.iter().map(|entry| &entry.value)) {
            Some(Kind::Mixed) => self.of_several_kinds(id, facts, listed),
            kind => self.of_one_kind(facts, kind, &listed),
        }
    }

    /// Builds a union with a variant for each kind of value.
    fn of_several_kinds(&mut self, id: TypeId, facts: &Facts, listed: Listed) -> Shape {
        let mut kinds: Vec<(Kind, Vec<Entry>)> = Vec::new();
        for entry in listed.entries {
            let kind = match kind(&entry.value) {
                Kind::Integer => Kind::Number,
                kind => kind,
            };
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, entries)) => entries.push(entry),
                None => kinds.push((kind, vec![entry])),
            }
        }
        let origin = self.registry.types.get(id).map(|ty| ty.origin.clone());
        let Some(at) = facts.at.clone().or(origin) else {
            return Shape::Any;
        };
        let variants = kinds.into_iter().enumerate();
        let variants = variants.map(|(index, (_, entries))| {
            let ty =
                self.constants_of_kind(&at, entries, Context::Inside(id, Role::Variant(index)));
            Variant::new(ty)
        });
        Shape::Union(Union {
            variants: variants.collect(),
            discriminator: None,
            distinguishing: Vec::new(),
        })
    }

    /// Creates a type for the values of one kind, which is not a schema of its own.
    fn constants_of_kind(
        &mut self,
        at: &Location,
        entries: Vec<Entry>,
        context: Context,
    ) -> TypeId {
        let listed = Listed::new(entries);
        let kind = kind_of(listed.entries.iter().map(|entry| &entry.value));
        let mut facts = Facts {
            at: Some(at.clone()),
            ..Facts::default()
        };
        let shape = self.of_one_kind(&facts, kind, &listed);
        facts.list(listed);
        let mut ty = plain(at, context, shape);
        ty.constants = constants(&facts, &ty.shape);
        self.registry.types.push(ty)
    }

    fn of_one_kind(&self, facts: &Facts, kind: Option<Kind>, listed: &Listed) -> Shape {
        let kind = match kind {
            Some(Kind::Text) => EnumerationKind::Text,
            Some(Kind::Boolean) => return Shape::Boolean,
            Some(Kind::Integer) => {
                let wholes = || {
                    listed
                        .entries
                        .iter()
                        .filter_map(|entry| whole_of(&entry.value))
                };
                if wholes().all(|whole| i64::try_from(whole).is_ok()) {
                    EnumerationKind::Integer
                } else if wholes().all(|whole| u64::try_from(whole).is_ok()) {
                    // Beyond `i64`, the type of generated enumerations of whole numbers.
                    let message = "integers beyond `i64` are not supported in enumerations: any integer is accepted";
                    self.widen_enumeration(facts, message);
                    return Shape::Integer(Integer::U64);
                } else {
                    let message = "no integer type holds all values of this enumeration";
                    self.widen_enumeration(facts, message);
                    return Shape::Any;
                }
            }
            Some(Kind::Number) => {
                self.widen_enumeration(
                    facts,
                    "numbers with a fraction are not supported in enumerations: any number is accepted",
                );
                return Shape::Number(Number::F64);
            }
            Some(Kind::Mixed) | None => return Shape::Any,
        };
        Shape::Enumeration(Enumeration {
            kind,
            values: listed.entries.iter().map(enumeration_value).collect(),
            is_open: listed.is_open,
            is_choice: facts.is_choice,
        })
    }

    fn widen_enumeration(&self, facts: &Facts, message: &str) {
        if let Some(at) = &facts.at {
            self.widen(at, message);
        }
    }
}

/// Returns the enumerated values, unless the shape already names them.
pub(super) fn constants(facts: &Facts, shape: &Shape) -> Vec<Value> {
    let named = matches!(
        shape,
        Shape::Enumeration(_) | Shape::Union(_) | Shape::Alias { .. }
    );
    let all = matches!(shape, Shape::Boolean)
        && [true, false]
            .iter()
            .all(|truth| facts.values.contains(&Value::Bool(*truth)));
    if named || all {
        return Vec::new();
    }
    let values = facts.values.iter().filter(|value| !value.is_null());
    values.cloned().collect()
}

fn enumeration_value(entry: &Entry) -> EnumerationValue {
    let value = match (&entry.value, whole_of(&entry.value)) {
        (Value::String(text), _) => text.clone(),
        (_, Some(whole)) => whole.to_string(),
        (other, None) => other.to_string(),
    };
    EnumerationValue {
        value,
        name: entry.name.clone(),
        description: entry.description.clone(),
    }
}

fn whole_of(value: &Value) -> Option<i128> {
    match value {
        Value::Number(number) => whole(number),
        _ => None,
    }
}
