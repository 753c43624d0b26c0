//! Limits of values, such as `maxLength`. Plans do not contain them, so they are read from the
//! descriptions.
//!
//! Schemas are matched by their place in the descriptions.

use rustc_hash::FxHashMap;
use serde_json::Value;

use super::change::Change;
use super::side::Side;
use super::{Comparison, kinds};
use crate::model::{Context, Role, Type, TypeId};

/// The keys of a schema that limit values without changing the type.
const LIMITS: &[&str] = &[
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "uniqueItems",
];

/// Compares the limits of all schemas.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let places: FxHashMap<(String, &str), &Type> = old
        .api
        .types
        .values()
        .map(|ty| (place(old, ty), ty))
        .collect();
    let labels = Labels::new(new);
    for (id, after) in new.api.types.iter() {
        let Some(before) = places.get(&place(new, after)) else {
            continue;
        };
        let (was, now) = (limits(old, before), limits(new, after));
        if was != now {
            let change = Change::new(&kinds::LIMITS_CHANGED, labels.of_type(id));
            let change = change.between(was, now);
            comparison.add(change.at(before.origin.clone(), after.origin.clone()));
        }
    }
}

fn place<'a>(side: Side<'a>, ty: &'a Type) -> (String, &'a str) {
    // The descriptions may have different file names.
    let file = if ty.origin.file == side.documents.root() {
        String::new()
    } else {
        side.documents.portable_path(ty.origin.file)
    };
    (file, ty.origin.pointer.as_str())
}

/// The limits of a schema, as text.
fn limits(side: Side<'_>, ty: &Type) -> String {
    let schema = side.documents.value(&ty.origin);
    let limit = |key: &&str| Some(format!("{key}: {}", schema?.get(*key)?));
    let found: Vec<String> = LIMITS.iter().filter_map(limit).collect();
    if found.is_empty() || !schema.is_some_and(Value::is_object) {
        return "no limits".to_owned();
    }
    found.join(", ")
}

/// The names of schemas in reports.
struct Labels<'a> {
    side: Side<'a>,
    types: FxHashMap<TypeId, &'a str>,
    methods: FxHashMap<crate::model::OperationId, &'a str>,
}

impl<'a> Labels<'a> {
    fn new(side: Side<'a>) -> Self {
        let types = side.plan.types.iter();
        let operations = side
            .plan
            .modules
            .iter()
            .flat_map(|module| &module.operations);
        Self {
            side,
            types: types
                .map(|item| (item.source, item.name.as_str()))
                .collect(),
            methods: operations
                .map(|plan| (plan.source, plan.method.as_str()))
                .collect(),
        }
    }

    /// The item of a type, or its path within an item.
    fn of_type(&self, id: TypeId) -> String {
        let mut here = id;
        let mut path = String::new();
        for _ in 0..self.side.api.types.len() {
            if let Some(name) = self.types.get(&here) {
                return format!("types::{name}{path}");
            }
            let Some(ty) = self.side.api.types.get(here) else {
                break;
            };
            let method = |id| self.methods.get(id).copied().unwrap_or_default();
            match &ty.context {
                Context::Inside(parent, role) => {
                    path = step(role) + &path;
                    here = *parent;
                }
                Context::Parameter(id, name) => {
                    return format!("Client::{}({name}){path}", method(id));
                }
                Context::Body(id) => return format!("Client::{}(body){path}", method(id)),
                Context::Response(id, status) => {
                    return format!("Client::{} {}{path}", method(id), status);
                }
                Context::ResponseHeader(id, name) => {
                    return format!("Client::{} {name}{path}", method(id));
                }
                Context::Shared(name, _) => return format!("{name}{path}"),
                Context::Component => break,
            }
        }
        format!("a schema{path}")
    }
}

fn step(role: &Role) -> String {
    match role {
        Role::Property(name) => format!(".{name}"),
        Role::Item => "[]".to_owned(),
        Role::Value => ".*".to_owned(),
        Role::Variant(index) => format!("|{}", index + 1),
        Role::Member(key) => format!(".{key}"),
        Role::Target => String::new(),
    }
}
