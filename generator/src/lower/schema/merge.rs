//! `allOf`: several schemas that hold at once become one.

use std::rc::Rc;

use super::Schemas;
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::lower as findings;
use crate::lower::parts::by_way_of;

/// `allOf` inside `allOf` deeper than any sound description has.
const MAX_DEPTH: usize = 64;

impl Schemas<'_> {
    /// What the schema `key` says, with its `allOf` merged in.
    pub(super) fn merged(&mut self, key: &SchemaKey) -> Rc<Facts> {
        self.merged_below(key, &mut Vec::new())
    }

    fn merged_below(&mut self, key: &SchemaKey, above: &mut Vec<SchemaKey>) -> Rc<Facts> {
        if let Some(known) = self.facts.get(key) {
            return Rc::clone(known);
        }
        if above.contains(key) || above.len() > MAX_DEPTH {
            let message = "this schema contains itself by `allOf` or `$ref`";
            let found = Diagnostic::new(&findings::CYCLIC_REFERENCE, key.place(), message);
            let passed = above.iter().skip_while(|one| *one != key);
            let found = by_way_of(found, passed.map(SchemaKey::place));
            self.parts.report(found);
            return Rc::default();
        }
        let Some(own) = self.own_facts(key) else {
            return Rc::default();
        };
        above.push(key.clone());
        let whole = self.merge_members(own, above);
        above.pop();
        // Below a schema still open the answer may be cut short by it: only a finished one is kept.
        if above.is_empty() {
            self.facts.insert(key.clone(), Rc::clone(&whole));
        }
        whole
    }

    fn merge_members(&mut self, own: Rc<Facts>, above: &mut Vec<SchemaKey>) -> Rc<Facts> {
        if let Some(target) = &own.reference {
            return self.merged_below(&target.clone(), above);
        }
        if own.all_of.is_empty() {
            return self.with_open_union(own);
        }
        let mut whole = Facts {
            at: own.at.clone(),
            given_name: own.given_name.clone(),
            extensions: own.extensions.clone(),
            ..Facts::default()
        };
        for member in &own.all_of {
            let member = self.merged_below(member, above);
            self.merge_into(&mut whole, &member);
        }
        let mut own = (*own).clone();
        own.all_of.clear();
        // The schema's own prose stands over its members'; a member's title is not the whole's.
        whole.title = None;
        whole.description = None;
        whole.discriminator = None;
        whole.examples.clear();
        self.merge_into(&mut whole, &own);
        self.with_open_union(Rc::new(whole))
    }

    /// `anyOf` beside `oneOf`: a type holds a value of the one only, so that it must be open to what the other adds.
    fn with_open_union(&mut self, facts: Rc<Facts>) -> Rc<Facts> {
        if facts.one_of.is_empty() || !self.add_properties(&facts.any_of) {
            return facts;
        }
        let mut facts = (*facts).clone();
        open(&mut facts);
        Rc::new(facts)
    }

    /// Whether some of these have properties, by a look at each alone: to merge them here might not end.
    fn add_properties(&mut self, members: &[SchemaKey]) -> bool {
        members.iter().any(|member| {
            let facts = self.own_facts(member);
            facts.is_some_and(|facts| {
                let says = !facts.properties.is_empty() || !facts.all_of.is_empty();
                says || facts.reference.is_some()
            })
        })
    }

    /// A union in one member stays. Of two that must both hold, the first stays, and its values are open to what the
    /// second adds.
    fn merge_unions(&mut self, whole: &mut Facts, member: &Facts) {
        let second = |mine: &[SchemaKey], theirs: &[SchemaKey]| {
            !mine.is_empty() && !theirs.is_empty() && mine != theirs
        };
        let one_of = second(&whole.one_of, &member.one_of) && self.add_properties(&member.one_of);
        let any_of = second(&whole.any_of, &member.any_of) && self.add_properties(&member.any_of);
        if one_of || any_of {
            if let Some(at) = &whole.at {
                self.note(
                    at,
                    "a value satisfies two unions: what the second adds is kept as it is",
                );
            }
            open(whole);
        }
        whole.second_union |= member.second_union;
        for (mine, theirs) in [
            (&mut whole.one_of, &member.one_of),
            (&mut whole.any_of, &member.any_of),
        ] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
    }

    fn merge_into(&mut self, whole: &mut Facts, member: &Facts) {
        self.merge_types(whole, member);
        self.merge_properties(whole, member);
        merge_values(whole, member);
        self.merge_unions(whole, member);
        whole.nullable |= member.nullable;
        whole.deprecated |= member.deprecated;
        whole.read_only |= member.read_only;
        whole.write_only |= member.write_only;
        whole.not |= member.not;
        whole.title = member.title.clone().or(whole.title.take());
        whole.description = member.description.clone().or(whole.description.take());
        whole.external = member.external.clone().or(whole.external.take());
        whole.default = member.default.clone().or(whole.default.take());
        if !member.examples.is_empty() {
            whole.examples.clone_from(&member.examples);
        }
        whole.discriminator = member.discriminator.clone().or(whole.discriminator.take());
    }

    fn merge_types(&mut self, whole: &mut Facts, member: &Facts) {
        whole.ty = match (whole.ty.take(), &member.ty) {
            (Some(one), Some(other)) if one != *other => {
                Some(self.narrower(whole, member, &one, other))
            }
            (one, other) => one.or_else(|| other.clone()),
        };
        let says = member.says_type.as_ref().or(member.at.as_ref());
        let says = says.filter(|_| member.ty.is_some());
        whole.says_type = whole.says_type.take().or_else(|| says.cloned());
        whole.format = member.format.clone().or(whole.format.take());
        whole.minimum = stricter(whole.minimum, member.minimum, f64::max);
        whole.maximum = stricter(whole.maximum, member.maximum, f64::min);
        whole.items = self.both(whole.items.clone(), member.items.clone());
        if whole.prefix_items.is_empty() {
            whole.prefix_items.clone_from(&member.prefix_items);
        }
    }

    /// The type that satisfies both; the last one, reported, when none does.
    fn narrower(&self, whole: &Facts, member: &Facts, one: &str, other: &str) -> String {
        match (one, other) {
            ("number", "integer") | ("integer", "number") => "integer".to_owned(),
            _ => {
                if let Some(at) = &whole.at {
                    let message =
                        format!("no value is of type `{one}` and of type `{other}` at once");
                    let first = whole.says_type.as_ref().map(|place| (place, one));
                    let second = member.says_type.as_ref().or(member.at.as_ref());
                    let second = second.map(|place| (place, other));
                    let places = first.into_iter().chain(second);
                    let found = Diagnostic::new(&findings::CONFLICTING_ALL_OF, at, message);
                    let found = places.fold(found, |found, (place, ty)| {
                        found.related(place, format!("this says `{ty}`"))
                    });
                    self.parts.report(found);
                }
                other.to_owned()
            }
        }
    }

    fn merge_properties(&mut self, whole: &mut Facts, member: &Facts) {
        for (name, key) in &member.properties {
            let before = whole.properties.get(name).cloned();
            if let Some(both) = self.both(before, Some(key.clone())) {
                whole.properties.insert(name.clone(), both);
            }
        }
        for name in &member.required {
            if !whole.required.contains(name) {
                whole.required.push(name.clone());
            }
        }
        whole.additional = match (std::mem::take(&mut whole.additional), &member.additional) {
            (Others::Unspecified, other) => other.clone(),
            (one, Others::Unspecified) => one,
            // Each member forbids the other's properties: taken at its word the merge would have none, which nobody means.
            (Others::Forbidden, _) | (_, Others::Forbidden) => Others::Forbidden,
            (Others::Any, other) => other.clone(),
            (one, Others::Any) => one,
            (Others::Of(one), Others::Of(other)) => self
                .both(Some(one), Some(other.clone()))
                .map_or(Others::Any, Others::Of),
        };
    }

    /// The key of the schema that satisfies both.
    fn both(&mut self, one: Option<SchemaKey>, other: Option<SchemaKey>) -> Option<SchemaKey> {
        let (one, other) = match (one, other) {
            (Some(one), Some(other)) => (self.follow(one), self.follow(other)),
            (one, other) => return one.or(other),
        };
        if one == other {
            return Some(one);
        }
        let at = other.place().clone();
        let mut members: Vec<SchemaKey> = match one {
            SchemaKey::AllOf(_, members) => members.to_vec(),
            one => vec![one],
        };
        if !members.contains(&other) {
            members.push(other);
        }
        Some(SchemaKey::AllOf(at, members.into()))
    }
}

fn stricter(one: Option<f64>, other: Option<f64>, choose: fn(f64, f64) -> f64) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(choose(one, other)),
        (one, other) => one.or(other),
    }
}

/// The values that both allow.
fn merge_values(whole: &mut Facts, member: &Facts) {
    if member.values.is_empty() {
        return;
    }
    if whole.values.is_empty() {
        whole.values.clone_from(&member.values);
        whole.value_names.clone_from(&member.value_names);
        whole.value_docs.clone_from(&member.value_docs);
        return;
    }
    let common: Vec<_> = whole
        .values
        .iter()
        .filter(|value| member.values.contains(value))
        .cloned()
        .collect();
    if !common.is_empty() && common.len() < whole.values.len() {
        // Names go by position, which is lost.
        whole.value_names.clear();
        whole.value_docs.clear();
        whole.values = common;
    }
}

/// Lets other properties be kept, unless it is said which they are.
fn open(facts: &mut Facts) {
    facts.second_union = true;
    if facts.additional == Others::Unspecified {
        facts.additional = Others::Any;
    }
}
