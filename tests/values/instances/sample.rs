//! Values that a schema means, as far as its keywords say; the judge has the last word.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::judge::Judge;

/// How much of an object there is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fullness {
    /// All of its properties.
    Full,
    /// Those it requires.
    Bare,
    /// Those it requires, and others by chance.
    ByChance,
}

/// Nesting at which objects are left bare, and at which nothing is made any more.
const DEEP: usize = 5;
const TOO_DEEP: usize = 12;

/// Makes values.
pub struct Sampler<'j> {
    judge: &'j Judge,
    pub(super) rng: Rng,
    fullness: Fullness,
}

impl<'j> Sampler<'j> {
    /// One that makes the same values for the same seed.
    pub fn new(judge: &'j Judge, seed: u64, fullness: Fullness) -> Self {
        Self {
            judge,
            rng: Rng::with_seed(seed),
            fullness,
        }
    }

    /// A value of a named schema.
    pub fn named(&mut self, name: &str) -> Option<Value> {
        self.reference(&self.pointer(name), 0)
    }

    fn pointer(&self, name: &str) -> String {
        format!(
            "#{}/{}",
            self.judge.folder,
            name.replace('~', "~0").replace('/', "~1")
        )
    }

    /// A value of the schema a reference leads to, with the tag by which a base of it knows it.
    fn reference(&mut self, reference: &str, depth: usize) -> Option<Value> {
        let judge = self.judge;
        let schema = judge.document.pointer(reference.strip_prefix('#')?)?;
        let mut value = self.value(schema, depth + 1)?;
        if let (Some((property, tag)), Value::Object(members)) =
            (self.tag(reference, schema, 0), &mut value)
        {
            members.insert(property, Value::String(tag));
        }
        Some(value)
    }

    /// The discriminator that a schema or one of its bases has, with the value that means the schema.
    fn tag(&self, reference: &str, schema: &Value, depth: usize) -> Option<(String, String)> {
        let bases = schema.get("allOf")?.as_array()?;
        bases.iter().find_map(|base| {
            let base = base.get("$ref")?.as_str()?;
            let base_schema = self.judge.document.pointer(base.strip_prefix('#')?)?;
            if base_schema.get("discriminator").is_some() {
                return tag_of(base_schema.get("discriminator")?, reference);
            }
            (depth < DEEP).then(|| {
                self.tag(reference, base_schema, depth + 1)
                    .or_else(|| self.tag(base, base_schema, depth + 1))
            })?
        })
    }

    fn value(&mut self, schema: &Value, depth: usize) -> Option<Value> {
        if depth > TOO_DEEP {
            return None;
        }
        let Value::Object(schema) = schema else {
            return (*schema != Value::Bool(false)).then(|| self.anything());
        };
        let mut parts = Vec::new();
        if let Some(Value::String(reference)) = schema.get("$ref") {
            parts.push(self.reference(reference, depth)?);
        }
        let all_of = list(schema, "allOf").iter();
        for part in all_of.filter(|part| !says_nothing(part)) {
            parts.push(self.value(part, depth + 1)?);
        }
        let union = ["oneOf", "anyOf"]
            .iter()
            .find(|key| list(schema, key).iter().any(|member| !says_nothing(member)));
        if let Some(key) = union {
            parts.push(self.branch(schema, list(schema, key), depth)?);
        } else if let Some(heir) = self.heir(schema) {
            return self.reference(&heir, depth);
        }
        let says = [
            "type",
            "properties",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "format",
        ];
        if parts.is_empty() || says.iter().any(|key| schema.contains_key(*key)) {
            parts.push(self.own(schema, depth)?);
        }
        merge(parts)
    }

    /// A value of one of a union's members, with the tag that means it.
    fn branch(
        &mut self,
        schema: &Map<String, Value>,
        members: &[Value],
        depth: usize,
    ) -> Option<Value> {
        let start = self.rng.usize(..members.len());
        // Where the nesting is deep, the member without any more of it.
        let order = (0..members.len()).map(|offset| (start + offset) % members.len());
        for index in order.collect::<Vec<_>>() {
            let member = &members[index];
            let Some(mut value) = self.value(member, depth + 1) else {
                continue;
            };
            if let (Some(discriminator), Value::Object(found)) =
                (schema.get("discriminator"), &mut value)
                && let Some(Value::String(reference)) = member.get("$ref")
                && let Some((property, tag)) = tag_of(discriminator, reference)
            {
                let declared = found.get(&property).and_then(Value::as_str);
                let mapped = discriminator
                    .get("mapping")
                    .and_then(|mapping| mapping.get(declared?));
                if mapped.is_none() {
                    found.insert(property, Value::String(tag));
                }
            }
            return Some(value);
        }
        None
    }

    /// A schema that extends this one, which only stands for those.
    fn heir(&mut self, schema: &Map<String, Value>) -> Option<String> {
        schema.get("discriminator")?.as_object()?;
        let judge = self.judge;
        let mut heirs = Vec::new();
        for (name, other) in judge.schemas() {
            let extends = list(other.as_object()?, "allOf").iter().any(|base| {
                let base = base
                    .get("$ref")
                    .and_then(Value::as_str)
                    .and_then(|base| base.strip_prefix('#'));
                let base = base.and_then(|base| judge.document.pointer(base));
                base.and_then(Value::as_object) == Some(schema)
            });
            if extends {
                heirs.push(self.pointer(name));
            }
        }
        self.rng.choice(heirs)
    }

    /// What the schema's own keywords say.
    fn own(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        if let Some(value) = schema.get("const") {
            return Some(value.clone());
        }
        if let Some(value) = self.rng.choice(list(schema, "enum")) {
            return Some(value.clone());
        }
        let ty = match schema.get("type") {
            Some(Value::Array(types)) => self.rng.choice(types).and_then(Value::as_str),
            Some(Value::String(ty)) => Some(ty.as_str()),
            _ if schema.contains_key("properties")
                || schema.contains_key("additionalProperties") =>
            {
                Some("object")
            }
            _ if schema.contains_key("items") => Some("array"),
            _ if schema.contains_key("format") => Some("string"),
            _ => None,
        };
        match ty {
            Some("object") => self.object(schema, depth),
            Some("array") => self.list(schema, depth),
            Some("string") => self.text(schema),
            Some("integer") => Some(self.integer(schema)),
            Some("number") => Some(self.number(schema)),
            Some("boolean") => Some(Value::Bool(self.rng.bool())),
            Some("null") => Some(Value::Null),
            _ => Some(self.anything()),
        }
    }

    /// Anything but `null`, which is absence where anything may be.
    fn anything(&mut self) -> Value {
        match self.rng.u8(..4) {
            0 => json!("anything"),
            1 => json!(17),
            2 => json!({ "any": [1, "thing"] }),
            _ => json!([true, 2.5]),
        }
    }

    fn object(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let required = list(schema, "required");
        let mut members = Map::new();
        let properties = schema.get("properties").and_then(Value::as_object);
        for (name, property) in properties.into_iter().flatten() {
            let must = required.iter().any(|required| required == name);
            if !must && !self.takes(depth) {
                continue;
            }
            match self.value(property, depth + 1) {
                Some(value) => {
                    members.insert(name.clone(), value);
                }
                None if must => return None,
                None => {}
            }
        }
        for name in required.iter().filter_map(Value::as_str) {
            if !members.contains_key(name) {
                let value = self.anything();
                members.insert(name.to_owned(), value);
            }
        }
        if let Some(rest @ (Value::Object(_) | Value::Bool(true))) =
            schema.get("additionalProperties")
        {
            for name in ["another", "one more"] {
                if self.takes(depth)
                    && let Some(value) = self.value(rest, depth + 1)
                {
                    members.insert(name.to_owned(), value);
                }
            }
        }
        Some(Value::Object(members))
    }

    /// Whether something that may be left out is there.
    fn takes(&mut self, depth: usize) -> bool {
        match self.fullness {
            _ if depth > DEEP => false,
            Fullness::Full => true,
            Fullness::Bare => false,
            Fullness::ByChance => self.rng.bool(),
        }
    }

    fn list(&mut self, schema: &Map<String, Value>, depth: usize) -> Option<Value> {
        let least = count(schema, "minItems").unwrap_or(0);
        let most = count(schema, "maxItems").unwrap_or(least + 2);
        let wanted = if self.takes(depth) {
            self.rng.usize(least..=most.clamp(least, least + 2))
        } else {
            least
        };
        let anything = Value::Bool(true);
        let items = schema.get("items").unwrap_or(&anything);
        let prefix = list(schema, "prefixItems");
        let mut values = Vec::new();
        for index in 0..wanted.min(1000) {
            match self.value(prefix.get(index).unwrap_or(items), depth + 1) {
                Some(value) => values.push(value),
                None if values.len() >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(values))
    }
}

pub(super) fn list<'s>(schema: &'s Map<String, Value>, key: &str) -> &'s [Value] {
    schema
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

pub(super) fn count(schema: &Map<String, Value>, key: &str) -> Option<usize> {
    usize::try_from(schema.get(key)?.as_u64()?).ok()
}

/// The property of a discriminator and its value that means the schema a reference leads to.
fn tag_of(discriminator: &Value, reference: &str) -> Option<(String, String)> {
    if let Some(property) = discriminator.as_str() {
        return Some((
            property.to_owned(),
            reference.rsplit('/').next()?.to_owned(),
        ));
    }
    let property = discriminator.get("propertyName")?.as_str()?.to_owned();
    let name = reference.rsplit('/').next()?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.into_iter().flatten().find(|(_, target)| {
        let target = target.as_str();
        target == Some(reference) || target == Some(name)
    });
    Some((property, mapped.map_or(name, |(tag, _)| tag).to_owned()))
}

/// Whether a schema says nothing of its values.
fn says_nothing(schema: &Value) -> bool {
    let notes = [
        "description",
        "title",
        "example",
        "examples",
        "nullable",
        "required",
        "readOnly",
        "deprecated",
        "default",
    ];
    let says = |schema: &Map<String, Value>| {
        schema
            .keys()
            .any(|key| !notes.contains(&key.as_str()) && !key.starts_with("x-"))
    };
    !schema.as_object().is_some_and(says)
}

/// One value that has all of these: objects together, of others the last.
fn merge(parts: Vec<Value>) -> Option<Value> {
    let mut parts = parts.into_iter();
    let mut whole = parts.next()?;
    for part in parts {
        match (&mut whole, part) {
            (Value::Object(whole), Value::Object(part)) => {
                for (name, value) in part {
                    let merged = match whole.remove(&name) {
                        Some(before) => merge(vec![before, value])?,
                        None => value,
                    };
                    whole.insert(name, merged);
                }
            }
            (whole, part) => *whole = part,
        }
    }
    Some(whole)
}
