//! Schemas beside a reference that only constrain it: they do not change its Rust type.
//!
//! - `allOf: [$ref, { type: object, description: … }]` is the referenced type.
//! - A union of bare kinds, `anyOf: [{ type: object }, { type: array }, { type: string }]`, says
//!   nothing where a concrete schema of one of these kinds holds at once.

use std::rc::Rc;

use serde_json::Value;

use super::Schemas;
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use super::scalar;

/// The maximum number of members of an `allOf` that are compared with each other.
const MAX_MEMBERS: usize = 16;

/// The maximum number of schemas that are visited to find the kinds of a union's values.
const MAX_VISITS: usize = 256;

/// The types of JSON that a schema admits.
enum Kinds {
    All,
    Some(Vec<String>),
}

impl Kinds {
    fn has(&self, kind: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(kinds) => kinds
                .iter()
                .any(|one| one == kind || (one == "number" && kind == "integer")),
        }
    }
}

impl Schemas<'_> {
    /// Returns the member of an `allOf` whose Rust type is that of the whole, because the others
    /// only constrain it; and the facts of the whole, without that member.
    pub(super) fn constrained(
        &mut self,
        key: &SchemaKey,
        facts: &Facts,
    ) -> Option<(SchemaKey, Rc<Facts>)> {
        let is_all_of = facts.one_of.is_empty()
            && facts.any_of.is_empty()
            && facts.further.is_empty()
            && facts.discriminator.is_none()
            && facts.reference.is_none();
        if !is_all_of || facts.all_of.len() > MAX_MEMBERS {
            return None;
        }
        let own = Facts {
            all_of: Vec::new(),
            ..facts.clone()
        };
        for (index, target) in facts.all_of.iter().enumerate() {
            let target = self.follow(target.clone());
            if !self.is_named(&target) && !self.is_shared_part(key, &target) {
                continue;
            }
            // The last of several docs applies, as in a merge.
            let mut others = vec![Rc::new(own.clone())];
            for (_, other) in facts
                .all_of
                .iter()
                .enumerate()
                .rev()
                .filter(|(at, _)| *at != index)
            {
                others.push(self.merged(other));
            }
            let target_facts = self.merged(&target);
            let mut rest = others.iter();
            if rest.all(|other| self.adds_nothing(other, &target_facts)) {
                let mut whole = own;
                whole.nullable = self.merged(key).nullable;
                if !self.is_named(&target) {
                    others.push(target_facts);
                }
                complete(&mut whole, &others);
                return Some((target, Rc::new(whole)));
            }
        }
        None
    }

    /// Whether `target` is a nameless schema with a type of its own, which is merged here with
    /// schemas that the description has elsewhere.
    fn is_shared_part(&mut self, key: &SchemaKey, target: &SchemaKey) -> bool {
        let is_merged_here = matches!(key, SchemaKey::AllOf(..))
            && matches!(target, SchemaKey::At(_) | SchemaKey::Placeless(..));
        is_merged_here && {
            let facts = self.merged(target);
            !facts.properties.is_empty() || facts.choice().is_some()
        }
    }

    /// Whether the keywords of `facts` do not change the Rust type of what `target` describes.
    fn adds_nothing(&mut self, facts: &Facts, target: &Facts) -> bool {
        let changes_object = !facts.properties.is_empty()
            || !facts.conditional.is_empty()
            || !facts.required.is_subset(&target.required)
            || (facts.additional != Others::Unspecified && facts.additional != target.additional);
        let changes_list = !facts.prefix_items.is_empty()
            || facts
                .items
                .as_ref()
                .is_some_and(|items| !self.is_any(items));
        let has_more = facts.reference.is_some()
            || !facts.all_of.is_empty()
            || !facts.further.is_empty()
            || facts.discriminator.is_some();
        if changes_object || changes_list || has_more || changes_scalar(facts, target) {
            return false;
        }
        match self.kinds(facts) {
            Some(Kinds::All) => true,
            Some(kinds) => self.is_of_kinds(target, &kinds, &mut { MAX_VISITS }),
            None => false,
        }
    }

    /// Removes unions of bare kinds from the members of an `allOf`, if the schema itself or another
    /// member is of one of these kinds.
    pub(super) fn without_kinds(
        &mut self,
        own: &Facts,
        members: Vec<(SchemaKey, Rc<Facts>)>,
    ) -> Vec<(SchemaKey, Rc<Facts>)> {
        let own = Facts {
            all_of: Vec::new(),
            ..own.clone()
        };
        let mut members = members;
        // One after the other: of two unions of the same kinds, one stays.
        for index in 0..members.len() {
            let Some((_, facts)) = members.get(index) else {
                break;
            };
            if facts.choice().is_none() {
                continue;
            }
            let facts = Rc::clone(facts);
            let Some(kinds) = self.kinds(&facts) else {
                continue;
            };
            let others = members.iter().enumerate().filter(|(at, _)| *at != index);
            let others = others.map(|(_, (_, other))| &**other).chain([&own]);
            let is_met = self.is_any_of_kinds(others, &kinds);
            if let Some((_, facts)) = members.get_mut(index).filter(|_| is_met) {
                *facts = Rc::new(facts.without_first());
            }
        }
        members
    }

    /// Whether one of these schemas is more than a constraint, and of these kinds.
    fn is_any_of_kinds<'f>(
        &mut self,
        mut schemas: impl Iterator<Item = &'f Facts>,
        kinds: &Kinds,
    ) -> bool {
        schemas.any(|one| !one.is_bare() && self.is_of_kinds(one, kinds, &mut { MAX_VISITS }))
    }

    /// Returns the kinds that a schema admits, or `None` if its union says more than that.
    fn kinds(&mut self, facts: &Facts) -> Option<Kinds> {
        let Some(choice) = facts.choice() else {
            let ty = facts.ty.clone();
            return Some(ty.map_or(Kinds::All, |ty| Kinds::Some(vec![ty])));
        };
        if !facts.further.is_empty() || choice.discriminator.is_some() {
            return None;
        }
        let mut all = Vec::new();
        let mut is_any = false;
        for member in &choice.members {
            let member = self.follow(member.clone());
            let own = self.own_facts(&member)?;
            if own.is_null() {
                continue;
            }
            let said = Facts {
                ty: None,
                items: None,
                additional: match &own.additional {
                    Others::Any => Others::Unspecified,
                    other => other.clone(),
                },
                ..(*own).clone()
            };
            let items = own.items.as_ref();
            if !said.accepts_everything() || items.is_some_and(|items| !self.is_any(items)) {
                return None;
            }
            match &own.ty {
                Some(ty) => all.push(ty.clone()),
                None => is_any = true,
            }
        }
        Some(if is_any { Kinds::All } else { Kinds::Some(all) })
    }

    fn is_any(&mut self, key: &SchemaKey) -> bool {
        let key = self.follow(key.clone());
        let own = self.own_facts(&key);
        own.is_some_and(|own| own.accepts_everything())
    }

    /// Whether all values of a schema, except `null`, are of these kinds. Visits at most `left`
    /// schemas, each on its own, because merging here might recurse.
    fn is_of_kinds(&mut self, facts: &Facts, kinds: &Kinds, left: &mut usize) -> bool {
        let Some(rest) = left.checked_sub(1) else {
            return false;
        };
        *left = rest;
        if let Some(ty) = &facts.ty {
            return kinds.has(ty);
        }
        if !facts.values.is_empty() {
            return facts.values.iter().all(|value| is_of_kind(value, kinds));
        }
        if let Some(target) = &facts.reference {
            return self.is_at_of_kinds(target, kinds, left);
        }
        if let Some(choice) = facts.choice() {
            let mut members = choice.members.iter();
            return members.all(|member| self.is_at_of_kinds(member, kinds, left));
        }
        if facts.is_object() || !facts.required.is_empty() {
            return kinds.has("object");
        }
        if facts.items.is_some() || !facts.prefix_items.is_empty() {
            return kinds.has("array");
        }
        let mut all_of = facts.all_of.iter();
        all_of.any(|member| self.is_at_of_kinds(member, kinds, left))
    }

    fn is_at_of_kinds(&mut self, key: &SchemaKey, kinds: &Kinds, left: &mut usize) -> bool {
        let key = self.follow(key.clone());
        let own = self.own_facts(&key);
        own.is_some_and(|own| self.is_of_kinds(&own, kinds, left))
    }
}

fn is_of_kind(value: &Value, kinds: &Kinds) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(_) => kinds.has("boolean"),
        Value::Number(number) if number.is_f64() => kinds.has("number"),
        Value::Number(_) => kinds.has("integer"),
        Value::String(_) => kinds.has("string"),
        Value::Array(_) => kinds.has("array"),
        Value::Object(_) => kinds.has("object"),
    }
}

/// Whether the format, the bounds or the values of `facts` change the Rust type of `target`.
fn changes_scalar(facts: &Facts, target: &Facts) -> bool {
    let another = |mine: &Option<String>, theirs: &Option<String>| mine.is_some() && mine != theirs;
    if another(&facts.format, &target.format) || another(&facts.media_type, &target.media_type) {
        return true;
    }
    let narrowed = facts.listed();
    let narrows = !facts.values.is_empty()
        && (target.values.is_empty()
            || target.open_values
            || target
                .values
                .iter()
                .any(|value| !narrowed.has(value) && !value.is_null()));
    let bounds = Facts {
        minimum: facts.minimum.or(target.minimum),
        maximum: facts.maximum.or(target.maximum),
        format: target.format.clone(),
        ..Facts::default()
    };
    let is_bounded = facts.minimum.is_some() || facts.maximum.is_some();
    // Only `minLength: 0` says that a text may be empty.
    let both = facts.min_length.max(target.min_length);
    let forbids_empty = target.min_length == Some(0) && both != Some(0);
    let allows_empty = target.min_length.is_none() && both == Some(0);
    narrows
        || forbids_empty
        || allows_empty
        || (is_bounded && scalar::integer(&bounds) != scalar::integer(target))
}

/// Completes the facts of an alias with the docs of the schemas beside its target.
fn complete(whole: &mut Facts, others: &[Rc<Facts>]) {
    for other in others {
        whole.title = whole.title.take().or_else(|| other.title.clone());
        whole.description = whole
            .description
            .take()
            .or_else(|| other.description.clone());
        whole.external = whole.external.take().or_else(|| other.external.clone());
        whole.default = whole.default.take().or_else(|| other.default.clone());
        whole.deprecated |= other.deprecated;
        whole.not |= other.not;
        whole.min_length = whole.min_length.max(other.min_length);
        if whole.examples.is_empty() {
            whole.examples.clone_from(&other.examples);
        }
    }
}
