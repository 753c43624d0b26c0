//! `enum` and `const`: one of some values.

use serde_json::Value;

use super::Schemas;
use super::facts::Facts;
use crate::model::{Enumeration, EnumerationKind, EnumerationValue, Integer, Number, Shape};

impl Schemas<'_> {
    /// The shape of a schema with values, `null` among them left out.
    pub(super) fn enumeration(&mut self, facts: &Facts) -> Shape {
        let values = facts
            .values
            .iter()
            .enumerate()
            .filter(|(_, value)| !value.is_null());
        let values: Vec<(usize, &Value)> = values.collect();
        let all = |is: fn(&Value) -> bool| values.iter().all(|(_, value)| is(value));
        let kind = if all(Value::is_string) {
            EnumerationKind::Text
        } else if all(|value| value.is_i64() || whole(value).is_some()) {
            EnumerationKind::Integer
        } else if all(Value::is_u64) {
            // Beyond what an enum of whole numbers holds; exact at least.
            return Shape::Integer(Integer::U64);
        } else if all(Value::is_boolean) {
            return Shape::Boolean;
        } else if all(Value::is_number) && !all(is_whole) {
            self.widen_enumeration(
                facts,
                "numbers with a fraction are no names: others are accepted",
            );
            return Shape::Number(Number::F64);
        } else {
            let message = if all(Value::is_number) {
                "no integer type holds all values of this enumeration"
            } else {
                "the values of this enumeration are of different types"
            };
            self.widen_enumeration(facts, message);
            return Shape::Any;
        };
        let mut distinct: Vec<EnumerationValue> = Vec::new();
        for (index, value) in values {
            let value = enumeration_value(facts, index, value);
            if !distinct.iter().any(|known| known.value == value.value) {
                distinct.push(value);
            }
        }
        Shape::Enumeration(Enumeration {
            kind,
            values: distinct,
        })
    }

    fn widen_enumeration(&self, facts: &Facts, message: &str) {
        if let Some(at) = &facts.at {
            self.widen(at, message);
        }
    }
}

/// The values that a schema lists, where its shape does not name them.
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

fn enumeration_value(facts: &Facts, index: usize, value: &Value) -> EnumerationValue {
    let text = match value {
        Value::String(text) => text.clone(),
        other => whole(other).map_or_else(|| other.to_string(), |number| number.to_string()),
    };
    EnumerationValue {
        value: text,
        name: facts.value_names.get(index).cloned().flatten(),
        description: facts.value_docs.get(index).cloned().flatten(),
    }
}

fn is_whole(value: &Value) -> bool {
    value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

/// A whole number, `1.0` included.
#[allow(clippy::cast_possible_truncation, reason = "checked to be exact")]
fn whole(value: &Value) -> Option<i64> {
    let number = value.as_f64()?;
    value
        .as_i64()
        .or_else(|| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64))
}
