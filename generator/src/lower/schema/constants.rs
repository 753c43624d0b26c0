//! A choice of constants is an enumeration: `oneOf: [{ const: 1, title: LOW }, { const: 3, title: HIGH }]` lists two values
//! and names them (OpenAPI 3.1, "Annotated Enumerations"), just as `enum` with `x-enum-varnames` does.
//!
//! It is read as one before anything is merged, so that `allOf` narrows both alike, and so that a property with one value
//! left is a constant.

use std::rc::Rc;

use serde_json::Value;

use super::Schemas;
use super::enumeration::{Kind, kind_of};
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use super::listed::{Entry, Listed};
use super::scalar;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::dialect;
use crate::model::Integer;

/// Choices inside of choices are followed this deep.
const MAX_DEPTH: usize = 16;

/// A title of more words describes a value, and does not name it.
const MAX_WORDS_OF_NAME: usize = 4;

/// Choices of constants list this many values in all at most; a description that repeats more is left as it is.
const MAX_VALUES: usize = 1_000_000;

impl Schemas<'_> {
    /// What the schema says, its choice of constants as the values that it lists. A choice of one schema is another name
    /// for that, and left; `always` when something else narrows it.
    pub(super) fn with_constants(&mut self, facts: Rc<Facts>, always: bool) -> Rc<Facts> {
        let members = match (facts.one_of.as_slice(), facts.any_of.as_slice()) {
            ([], members) | (members, []) if !members.is_empty() => members.to_vec(),
            _ => return facts,
        };
        if !facts.further.is_empty() || facts.discriminator.is_some() || has_structure(&facts) {
            return facts;
        }
        if self.depth_of_constants > MAX_DEPTH || self.values_of_constants > MAX_VALUES {
            return facts;
        }
        self.depth_of_constants += 1;
        let listed = self.constants_of_all(&facts, &members, always);
        self.depth_of_constants -= 1;
        let Some(listed) = listed else {
            return facts;
        };
        self.values_of_constants += listed.entries.len();
        let mut facts = (*facts).clone();
        if facts.values.is_empty() {
            facts.list(listed);
        } else {
            let common = listed.narrowed(&facts.listed());
            if common.entries.is_empty() {
                let message = "no value is among one enumeration and the other".to_owned();
                self.conflict(&facts, message);
            } else {
                facts.list(common);
            }
        }
        facts.one_of.clear();
        facts.any_of.clear();
        Rc::new(facts)
    }

    /// The values of all `members`; `None` when they are no constants, or of several kinds and not narrowed to one.
    fn constants_of_all(
        &mut self,
        facts: &Facts,
        members: &[SchemaKey],
        always: bool,
    ) -> Option<Listed> {
        let mut all = Listed::default();
        let mut open = None;
        let mut named = 0;
        let mut takes_null = false;
        for member in members {
            let member = self.follow(member.clone());
            let said = self.constant_facts(&member)?;
            takes_null |= said.nullable || said.values.iter().any(Value::is_null);
            if said.is_null() {
                continue;
            }
            named += 1;
            let listed = self.named_values(&member, &said, facts.ty.as_deref());
            if said.values.is_empty() {
                open = Some(open_kind(&said)?);
            }
            all.is_open |= listed.is_open || said.values.is_empty();
            all.extend(listed.entries);
        }
        without_shared_names(&mut all);
        self.check_type(facts, &all);
        let kind = kind_of(all.entries.iter().map(|entry| &entry.value))?;
        let is_narrowed = always || !facts.values.is_empty();
        let fits = open.is_none_or(|open| open == kind) && (kind != Kind::Mixed || is_narrowed);
        if !fits || (named < 2 && !is_narrowed) {
            return None;
        }
        if takes_null {
            all.extend([Entry {
                value: Value::Null,
                name: None,
                description: None,
            }]);
        }
        Some(all)
    }

    /// What a schema says that lists values, or that allows all values of a type; `None` for any other.
    fn constant_facts(&mut self, key: &SchemaKey) -> Option<Rc<Facts>> {
        let mut own = self.own_facts(key)?;
        for _ in 0..MAX_DEPTH {
            let Some(target) = own.reference.clone() else {
                break;
            };
            own = self.own_facts(&target)?;
        }
        if !own.one_of.is_empty() || !own.any_of.is_empty() || has_structure(&own) {
            return None;
        }
        // What a name and a reference are written with where a reference takes nothing beside it.
        let own = match own.all_of.as_slice() {
            [] => own,
            [only] => {
                let target = self.follow(only.clone());
                let target = self.own_facts(&target)?;
                let is_whole = target.reference.is_none() && target.all_of.is_empty();
                let is_values = target.one_of.is_empty() && target.any_of.is_empty();
                if !is_whole || !is_values || has_structure(&target) || own.ty.is_some() {
                    return None;
                }
                let mut whole = (*target).clone();
                whole.title = own.title.clone().or(whole.title);
                whole.description = own.description.clone().or(whole.description);
                whole.given_name.clone_from(&own.given_name);
                whole.nullable |= own.nullable;
                if !own.values.is_empty() {
                    whole.list(target.listed().narrowed(&own.listed()));
                }
                Rc::new(whole)
            }
            _ => return None,
        };
        let lists = !own.values.is_empty() || open_kind(&own).is_some();
        lists.then_some(own)
    }

    /// The values of one member, a single one with what the member says of it.
    fn named_values(&self, key: &SchemaKey, said: &Facts, ty: Option<&str>) -> Listed {
        let mut listed = said.listed();
        if ty == Some("string") && said.ty.is_none() {
            for (index, entry) in listed.entries.iter_mut().enumerate() {
                if let Some(text) = self.quoted(said, index, &entry.value) {
                    entry.value = text;
                }
            }
        }
        listed.entries.retain(|entry| !entry.value.is_null());
        if let [only] = listed.entries.as_mut_slice() {
            let component = match key {
                SchemaKey::At(at) => self.names.get(at),
                _ => None,
            };
            // A string tells itself what it means, better than the name of a schema.
            let is_name = component.is_none() || only.value.is_number();
            let title = said.title.as_deref().filter(|_| is_name);
            let short = title.filter(|title| title.split_whitespace().count() <= MAX_WORDS_OF_NAME);
            let given = said.given_name.as_deref();
            let component = component.filter(|_| is_name).map(String::as_str);
            let name = only.name.as_deref();
            let name = name.or(given).or(short).or(component);
            only.name = name.map(str::to_owned);
            let described = only.description.take();
            only.description = described
                .or_else(|| said.description.clone())
                .or_else(|| title.filter(|_| short.is_none()).map(str::to_owned));
        }
        listed
    }

    /// Values without quotation marks are strings where the schema around the choice says so. Those of another type are used
    /// all the same, and reported.
    fn check_type(&self, facts: &Facts, listed: &Listed) {
        let (Some(ty), Some(at)) = (facts.ty.as_deref(), &facts.at) else {
            return;
        };
        let is_of = |value: &Value| match ty {
            "string" => value.is_string(),
            "integer" | "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            _ => false,
        };
        if listed.entries.iter().any(|entry| !is_of(&entry.value)) {
            let message = format!(
                "the alternatives have values that are not of the type `{ty}`: the values are used"
            );
            let found = Diagnostic::new(dialect::wrong_value::IGNORED, &at.key("type"), message);
            self.parts.report(found);
        }
    }

    /// A value without quotation marks as the text that stands there.
    fn quoted(&self, said: &Facts, index: usize, value: &Value) -> Option<Value> {
        let at = said.at.as_ref()?;
        let (constant, values) = (at.key("const"), at.key("enum"));
        let place = match self.parts.raw(&values).and_then(Value::as_array) {
            None => Some(constant),
            // Where a value is listed twice, the positions are not those of the description.
            Some(values_there) if values_there.len() == said.values.len() => {
                Some(values.index(index))
            }
            Some(_) => None,
        };
        let written = place.and_then(|place| self.parts.scalar_text(&place).map(str::to_owned));
        match value {
            Value::Number(_) | Value::Bool(_) => {
                Some(Value::String(written.unwrap_or_else(|| value.to_string())))
            }
            _ => None,
        }
    }

    /// The members of a union, nameless constants of one kind together: they are one enumeration beside the others.
    pub(super) fn with_constants_together(
        &mut self,
        at: &SchemaKey,
        members: Vec<SchemaKey>,
    ) -> Vec<SchemaKey> {
        let mut together: Vec<(Kind, Vec<SchemaKey>)> = Vec::new();
        for member in &members {
            let named = matches!(member, SchemaKey::At(at) if self.names.contains_key(at));
            let facts = if named {
                None
            } else {
                self.constant_facts(member)
            };
            let Some(facts) = facts.filter(|facts| !facts.values.is_empty()) else {
                continue;
            };
            let values = facts.values.iter().filter(|value| !value.is_null());
            let Some(kind @ (Kind::Text | Kind::Integer)) = kind_of(values) else {
                continue;
            };
            match together.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, list)) => list.push(member.clone()),
                None => together.push((kind, vec![member.clone()])),
            }
        }
        together.retain(|(_, list)| list.len() > 1);
        let mut whole = Vec::new();
        for member in members {
            match together.iter().find(|(_, list)| list.contains(&member)) {
                Some((_, list)) if list.first() == Some(&member) => {
                    let place = at.place().clone();
                    whole.push(SchemaKey::OneOf(place, list.as_slice().into()));
                }
                Some(_) => {}
                None => whole.push(member),
            }
        }
        whole
    }
}

/// The kind of value of which a schema allows all, if it says nothing but that.
fn open_kind(facts: &Facts) -> Option<Kind> {
    let is_bounded = facts.minimum.is_some() || facts.maximum.is_some();
    if !facts.values.is_empty() || is_bounded {
        return None;
    }
    match facts.ty.as_deref() {
        Some("string") if facts.format.is_none() => Some(Kind::Text),
        Some("integer") if scalar::integer(facts) != Some(Integer::U64) => Some(Kind::Integer),
        _ => None,
    }
}

/// Whether the schema says something of objects or lists, or a condition beside its values.
fn has_structure(facts: &Facts) -> bool {
    !facts.properties.is_empty()
        || !facts.conditional.is_empty()
        || !facts.required.is_empty()
        || facts.additional != Others::Unspecified
        || facts.items.is_some()
        || !facts.prefix_items.is_empty()
        || facts.not
        || facts.discriminator.is_some()
}

/// Takes away the names that several values have: what all share, such as the title of a property, names none.
fn without_shared_names(listed: &mut Listed) {
    let mut times = rustc_hash::FxHashMap::<String, usize>::default();
    for name in listed.entries.iter().filter_map(|entry| entry.name.clone()) {
        *times.entry(name).or_default() += 1;
    }
    for entry in &mut listed.entries {
        let is_shared = |name: &String| times.get(name).is_some_and(|times| *times > 1);
        if entry.name.as_ref().is_some_and(is_shared) {
            entry.name = None;
        }
    }
}
