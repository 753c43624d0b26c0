//! A choice of constants is an enumeration, like `enum` with `x-enum-varnames` (OpenAPI 3.1,
//! "Annotated Enumerations"). Example, with two values and their names:
//! `oneOf: [{ const: 1, title: LOW }, { const: 3, title: HIGH }]`
//!
//! It is converted before merging, so that `allOf` narrows both in the same way, and so that a
//! property with a single remaining value is a constant.

use std::rc::Rc;

use serde_json::Value;

use super::Schemas;
use super::enumeration::{Kind, kind_of};
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use super::listed::{Entry, Listed};
use super::scalar;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::Integer;

/// The maximum nesting depth of choices.
const MAX_DEPTH: usize = 16;

/// A title with more words is a description of the value, not a name.
const MAX_WORDS_OF_NAME: usize = 4;

/// The maximum total number of values in choices of constants. Further choices are not converted.
const MAX_VALUES: usize = 1_000_000;

impl Schemas<'_> {
    /// Replaces a choice of constants in `facts` by the values that it lists. A choice with a
    /// single member is an alias and is not converted, unless `always` is set because something
    /// else narrows it.
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
        facts.is_choice = true;
        facts.one_of.clear();
        facts.any_of.clear();
        Rc::new(facts)
    }

    /// Returns the values of all `members`. Returns `None` if they are not constants, or are of
    /// several kinds and are not narrowed to one.
    fn constants_of_all(
        &mut self,
        facts: &Facts,
        members: &[SchemaKey],
        always: bool,
    ) -> Option<Listed> {
        let mut all = Listed::default();
        let mut open = None;
        let mut named = 0;
        // A nameless constant with a title is a value of this enumeration, even if it is the only
        // one: others are added later.
        let mut is_named_value = false;
        let mut takes_null = false;
        for member in members {
            let member = self.follow(member.clone());
            let member_facts = self.constant_facts(&member)?;
            takes_null |= member_facts.nullable || member_facts.values.iter().any(Value::is_null);
            if member_facts.is_null() {
                continue;
            }
            named += 1;
            is_named_value = !self.is_named(&member)
                && member_facts.title.is_some()
                && member_facts.values.len() == 1;
            let listed = self.named_values(&member, &member_facts, facts.ty.as_deref());
            if member_facts.values.is_empty() {
                open = Some(open_kind(&member_facts)?);
            }
            all.is_open |= listed.is_open || member_facts.values.is_empty();
            all.extend(listed.entries);
        }
        name_by_position(&mut all, facts);
        without_shared_names(&mut all);
        self.check_type(facts, &all);
        let kind = kind_of(all.entries.iter().map(|entry| &entry.value))?;
        let is_narrowed = always || !facts.values.is_empty();
        let fits = open.is_none_or(|open| open == kind) && (kind != Kind::Mixed || is_narrowed);
        let is_alias = named < 2 && !is_named_value;
        if !fits || (is_alias && !is_narrowed) {
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

    /// Returns the facts of a schema that lists values, or allows all values of a type; otherwise
    /// `None`.
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
        // A named reference, where siblings of `$ref` are ignored and `allOf` is used instead.
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

    /// Returns the values of one member. A single value gets the member's name and description.
    fn named_values(&self, key: &SchemaKey, member_facts: &Facts, ty: Option<&str>) -> Listed {
        let mut listed = member_facts.listed();
        if ty == Some("string") && member_facts.ty.is_none() {
            for (index, entry) in listed.entries.iter_mut().enumerate() {
                if let Some(text) = self.quoted(member_facts, index, &entry.value) {
                    entry.value = text;
                }
            }
        }
        listed.entries.retain(|entry| !entry.value.is_null());
        if let [only] = listed.entries.as_mut_slice() {
            let component = match key {
                SchemaKey::At(at) => self.components.name(at),
                _ => None,
            };
            // A string value is a better name than the name of the schema.
            let is_name = component.is_none() || only.value.is_number();
            let title = member_facts.title.as_deref().filter(|_| is_name);
            let short = title.filter(|title| title.split_whitespace().count() <= MAX_WORDS_OF_NAME);
            let given = member_facts.given_name.as_deref();
            let component = component.filter(|_| is_name).map(String::as_str);
            let name = only.name.as_deref();
            let name = name.or(given).or(short).or(component);
            only.name = name.map(str::to_owned);
            let described = only.description.take();
            only.description = described
                .or_else(|| member_facts.description.clone())
                .or_else(|| title.filter(|_| short.is_none()).map(str::to_owned));
        }
        listed
    }

    /// Reports values that are not of the type declared beside the choice. They are used
    /// nevertheless.
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
            let found = Diagnostic::new(findings::wrong_value::IGNORED, &at.key("type"), message);
            self.parts.report(found);
        }
    }

    /// Converts an unquoted YAML value to a string with its source text.
    fn quoted(&self, member_facts: &Facts, index: usize, value: &Value) -> Option<Value> {
        let at = member_facts.at.as_ref()?;
        let (constant, values) = (at.key("const"), at.key("enum"));
        let place = match self.parts.raw(&values).and_then(Value::as_array) {
            None => Some(constant),
            // If a value is listed twice, the indexes differ from those in the description.
            Some(values_there) if values_there.len() == member_facts.values.len() => {
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

    /// Groups unnamed constants of one kind among the members of a union into one enumeration.
    pub(super) fn with_constants_together(
        &mut self,
        at: &SchemaKey,
        members: Vec<SchemaKey>,
    ) -> Vec<SchemaKey> {
        let mut together: Vec<(Kind, Vec<SchemaKey>)> = Vec::new();
        for member in &members {
            let named = matches!(member, SchemaKey::At(at) if self.components.is_named(at));
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

/// Returns the kind of values that a schema allows without restriction.
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

/// Whether a schema has keywords for objects or arrays, or a condition besides its values.
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

/// Names the values by `x-enum-varnames` and the like beside the choice, if there is one for each.
fn name_by_position(listed: &mut Listed, facts: &Facts) {
    let count = listed.entries.len();
    if facts.values.is_empty() && facts.value_names.len() == count {
        for (entry, name) in listed.entries.iter_mut().zip(&facts.value_names) {
            entry.name = name.clone().or(entry.name.take());
        }
    }
    if facts.values.is_empty() && facts.value_docs.len() == count {
        for (entry, docs) in listed.entries.iter_mut().zip(&facts.value_docs) {
            entry.description = docs.clone().or(entry.description.take());
        }
    }
}

/// Removes names that several values share, such as the title of a property. Names that differ only
/// in case or punctuation are the same name in Rust.
fn without_shared_names(listed: &mut Listed) {
    let in_rust = |name: &String| {
        let letters = name
            .chars()
            .filter(|letter| !matches!(letter, ' ' | '_' | '-'));
        let letters: String = letters.flat_map(char::to_lowercase).collect();
        if letters.is_empty() {
            name.clone()
        } else {
            letters
        }
    };
    let mut times = rustc_hash::FxHashMap::<String, usize>::default();
    for entry in &listed.entries {
        if let Some(name) = &entry.name {
            *times.entry(in_rust(name)).or_default() += 1;
        }
    }
    for entry in &mut listed.entries {
        let is_shared = |name: &String| times.get(&in_rust(name)).is_some_and(|times| *times > 1);
        if entry.name.as_ref().is_some_and(is_shared) {
            entry.name = None;
        }
    }
}
