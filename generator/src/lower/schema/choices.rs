//! Unions that hold at once: `oneOf` beside `anyOf`, or several by `allOf`.
//!
//! A value satisfies one member of each union. The first union becomes the type, and the others are
//! merged into each of its variants, which are then unions themselves. Contradicting combinations
//! are dropped.

use std::rc::Rc;

use indexmap::IndexSet;

use super::Schemas;
use super::bases::{innermost, parts_of};
use super::enumeration::{Kind, kind_of};
use super::facts::{Choice, Facts, Others};
use super::key::SchemaKey;

/// The maximum number of variants of a flattened union; larger ones stay nested.
const MAX_FLAT: usize = 64;

impl Facts {
    /// Returns the first union.
    pub fn choice(&self) -> Option<Choice> {
        let (members, is_any) = match (self.one_of.as_slice(), self.any_of.as_slice()) {
            ([], []) => return None,
            ([], members) => (members, true),
            (members, _) => (members, false),
        };
        Some(Choice {
            members: members.to_vec(),
            discriminator: self.discriminator.clone(),
            is_any,
        })
    }

    /// Removes the first union, so that the next one becomes the first.
    pub fn without_first(&self) -> Self {
        let mut facts = Self {
            one_of: Vec::new(),
            any_of: Vec::new(),
            discriminator: None,
            ..self.clone()
        };
        if !facts.further.is_empty() {
            let next = facts.further.remove(0);
            facts.begin_with(next);
        }
        facts
    }

    fn begin_with(&mut self, choice: Choice) {
        self.discriminator = choice.discriminator;
        if choice.is_any {
            self.any_of = choice.members;
        } else {
            self.one_of = choice.members;
        }
    }
}

impl Schemas<'_> {
    /// Replaces unions that only require properties, if there is another union, by the properties
    /// that all of their members require.
    pub(super) fn with_choices(&mut self, facts: Rc<Facts>) -> Rc<Facts> {
        let Some(first) = facts.choice() else {
            return facts;
        };
        let choices = std::iter::once(&first).chain(&facts.further);
        let (mut required, mut others) = (Vec::new(), Vec::new());
        for choice in choices {
            match self.required_by_all(&choice.members) {
                Some(names) => required.extend(names),
                None => others.push(choice.clone()),
            }
        }
        required.retain(|name| !facts.required.contains(name));
        let drops = others.len() <= facts.further.len() && !facts.further.is_empty();
        if required.is_empty() && !drops {
            return facts;
        }
        let mut whole = (*facts).clone();
        whole.required.extend(required);
        if drops {
            whole.one_of.clear();
            whole.any_of.clear();
            whole.further.clear();
            let mut others = others.into_iter();
            if let (Some(at), 1..) = (&whole.at, others.len()) {
                self.note(
                    at,
                    "one of its unions only requires properties: which of them are there is not checked",
                );
            }
            // Where all are conditions, the first is reported as one.
            whole.begin_with(others.next().unwrap_or(first));
            whole.further.extend(others);
        }
        Rc::new(whole)
    }

    /// Returns the properties that all members of a union require, if they have no other keywords.
    fn required_by_all(&mut self, members: &[SchemaKey]) -> Option<IndexSet<String>> {
        let mut common: Option<IndexSet<String>> = None;
        for member in members {
            let member = self.follow(member.clone());
            let facts = self.gathered_facts(&member)?;
            if facts.reference.is_some() || !facts.is_bare() {
                return None;
            }
            let names = common.take().unwrap_or_else(|| facts.required.clone());
            let both = names.into_iter();
            common = Some(both.filter(|name| facts.required.contains(name)).collect());
        }
        common
    }

    /// Merges the unions of a member. The first union is kept, and each further one that has
    /// properties.
    pub(super) fn merge_unions(&mut self, whole: &mut Facts, member: &Facts) {
        let Some(theirs) = member.choice() else {
            let discriminator = member.discriminator.clone();
            whole.discriminator = discriminator.or(whole.discriminator.take());
            return;
        };
        let Some(mine) = whole.choice() else {
            let before = whole.discriminator.take();
            whole.begin_with(theirs);
            whole.discriminator = whole.discriminator.take().or(before);
            whole.further.clone_from(&member.further);
            return;
        };
        if self.are_alike(&mine, &theirs) {
            whole.discriminator = theirs.discriminator.clone().or(whole.discriminator.take());
        }
        for choice in std::iter::once(theirs).chain(member.further.iter().cloned()) {
            let mut known = std::iter::once(&mine).chain(&whole.further);
            if known.any(|known| self.are_alike(known, &choice)) {
                continue;
            }
            if self.add_properties(&choice.members) {
                whole.further.push(choice);
            } else if let Some(at) = &whole.at {
                self.note(
                    at,
                    "a value satisfies two unions: the second is not checked",
                );
            }
        }
    }

    /// Whether two unions have the same members.
    fn are_alike(&self, one: &Choice, other: &Choice) -> bool {
        let pairs = one.members.iter().zip(&other.members);
        let is_same = |(one, other): (&SchemaKey, &SchemaKey)| {
            self.follow(one.clone()) == self.follow(other.clone())
        };
        one.members.len() == other.members.len() && pairs.into_iter().all(is_same)
    }

    /// Returns what a schema merges into each member of its first union: all that it is merged of,
    /// without that union.
    pub(super) fn shared_parts(&mut self, key: &SchemaKey, facts: &Facts) -> Vec<SchemaKey> {
        let first = facts.choice();
        let mut parts: Vec<SchemaKey> = Vec::new();
        for part in parts_of(key) {
            let own = self.merged(&part).choice();
            let has_another = own.is_some_and(|own| {
                first
                    .as_ref()
                    .is_none_or(|first| first.members != own.members)
            });
            let part = match part {
                part if has_another => part,
                // It has no union to remove.
                SchemaKey::WithoutUnion(_) if self.merged(&part).choice().is_none() => part,
                part => SchemaKey::WithoutUnion(Rc::new(part)),
            };
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    }

    /// Returns those of `parts` that `member` does not extend already.
    pub(super) fn parts_beside(
        &mut self,
        member: &SchemaKey,
        parts: &[SchemaKey],
    ) -> Vec<SchemaKey> {
        let parts = parts.iter();
        let beside = parts.filter(|part| !self.extends(member, innermost(part)));
        beside.cloned().collect()
    }

    /// Returns the members of a union that do not contradict the other unions. Returns all members
    /// if each of them contradicts: the schema beside the union is as likely to be wrong as the
    /// union itself. The contradiction is reported.
    pub(super) fn possible(
        &mut self,
        key: &SchemaKey,
        facts: &Facts,
        members: Vec<SchemaKey>,
    ) -> Vec<SchemaKey> {
        // Other unions are merged into such a schema.
        let is_merged = matches!(key, SchemaKey::AllOf(..));
        let mut possible = members.clone();
        possible.retain(|member| {
            let member_facts = self.merged(member);
            !(is_merged && self.contradict(facts, &member_facts))
                && self.fits_others(&member_facts, &facts.further)
        });
        if possible.is_empty() {
            members
        } else {
            possible
        }
    }

    /// Whether `null` is a value of each of these unions.
    pub(super) fn all_have_null(&mut self, choices: &[Choice]) -> bool {
        choices.iter().all(|choice| {
            let mut members = choice.members.iter();
            members.any(|member| self.is_null(member) || self.takes_null(member))
        })
    }

    /// Flattens the nested unions of a schema with several unions, because one choice is simpler
    /// than nested choices. Unions whose variants a property distinguishes stay nested.
    pub(super) fn flattened(&mut self, facts: &Facts, whole: Vec<SchemaKey>) -> Vec<SchemaKey> {
        if facts.further.is_empty() || self.is_told_apart(facts, &whole) {
            return whole;
        }
        let mut flat: Vec<SchemaKey> = Vec::new();
        for one in &whole {
            let inside = self.merged(one);
            let further = self.alternatives(one, &inside).map(|inner| inner.whole);
            match further {
                Some(inner)
                    if self.overlap(&inside, &inner).is_none()
                        && !self.is_told_apart(&inside, &inner) =>
                {
                    flat.extend(self.flattened(&inside, inner));
                }
                _ => flat.push(one.clone()),
            }
        }
        if flat.len() > MAX_FLAT { whole } else { flat }
    }

    fn is_told_apart(&mut self, facts: &Facts, whole: &[SchemaKey]) -> bool {
        whole.len() > 1 && (facts.discriminator.is_some() || self.constants(whole).is_some())
    }

    /// Whether each of these unions has a member that does not contradict `facts`.
    fn fits_others(&mut self, facts: &Facts, others: &[Choice]) -> bool {
        others.iter().all(|other| {
            let mut members = other.members.iter();
            members.any(|member| {
                let member = self.follow(member.clone());
                let member_facts = self.merged(&member);
                !self.contradict(facts, &member_facts)
            })
        })
    }

    /// Whether no value satisfies both, judged by their types and by required properties.
    fn contradict(&mut self, one: &Facts, other: &Facts) -> bool {
        if are_apart(one, other) {
            return true;
        }
        let shared: Vec<(SchemaKey, SchemaKey)> = one
            .required
            .iter()
            .chain(&other.required)
            .filter_map(|name| {
                let mine = one.properties.get(name)?;
                Some((mine.clone(), other.properties.get(name)?.clone()))
            })
            .collect();
        shared.into_iter().any(|(mine, theirs)| {
            let (mine, theirs) = (self.follow(mine), self.follow(theirs));
            mine != theirs && are_apart(&self.merged(&mine), &self.merged(&theirs))
        })
    }
}

/// Keeps additional properties of a schema with several unions of which one is an `anyOf`. A value
/// may satisfy several members of an `anyOf`, but only one variant is chosen.
pub(super) fn with_open_union(facts: Rc<Facts>) -> Rc<Facts> {
    let is_any = !facts.any_of.is_empty() || facts.further.iter().any(|one| one.is_any);
    if facts.further.is_empty() || !is_any || facts.additional != Others::Unspecified {
        return facts;
    }
    let mut facts = (*facts).clone();
    facts.additional = Others::Any;
    Rc::new(facts)
}

/// Whether two schemas have no common value, judged by their types and enumerated values.
fn are_apart(one: &Facts, other: &Facts) -> bool {
    let null =
        |facts: &Facts| facts.nullable || facts.values.iter().any(serde_json::Value::is_null);
    if null(one) && null(other) {
        return false;
    }
    if !one.values.is_empty() && !other.values.is_empty() {
        return one.listed().narrowed(&other.listed()).entries.is_empty();
    }
    match (type_of(one), type_of(other)) {
        (Some(one), Some(other)) => {
            let is_number = |ty| matches!(ty, "integer" | "number");
            one != other && !(is_number(one) && is_number(other))
        }
        _ => false,
    }
}

/// Returns the type of a schema, from its values or from `type`.
fn type_of(facts: &Facts) -> Option<&str> {
    let values = facts.values.iter().filter(|value| !value.is_null());
    let of_values = match kind_of(values) {
        Some(Kind::Text) => Some("string"),
        Some(Kind::Boolean) => Some("boolean"),
        Some(Kind::Integer | Kind::Number) => Some("number"),
        Some(Kind::Mixed) => return None,
        None => None,
    };
    let object = facts.ty.is_none() && facts.is_object();
    of_values
        .or(facts.ty.as_deref())
        .or(object.then_some("object"))
}
