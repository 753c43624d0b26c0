//! `allOf`: merges several schemas that hold at once into one.

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Schemas;
use super::bases::{parts_of, without_union};
use super::choices::with_open_union;
use super::facts::{Facts, Others};
use super::key::SchemaKey;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::lower::parts::by_way_of;

/// `allOf` nested deeper than this is merged bottom-up instead of recursively.
const MAX_DEPTH: usize = 64;

/// The stack index of a result that is complete: no ancestor truncated it.
const WHOLE: usize = usize::MAX;

/// A depth-first merge of one schema.
#[derive(Default)]
struct Run {
    /// The stack of schemas being merged, outermost first.
    above: Vec<SchemaKey>,
    /// Truncated results, which hold for this run only.
    cut: FxHashMap<SchemaKey, Rc<Facts>>,
    /// Whether `MAX_DEPTH` was exceeded. No result is kept then.
    too_deep: bool,
    /// Second pass: everything acyclic below is already merged, so exceeding `MAX_DEPTH` now proves
    /// a cycle.
    is_second: bool,
}

impl Schemas<'_> {
    /// Returns the facts of the schema `key` with its `allOf` merged.
    pub(super) fn merged(&mut self, key: &SchemaKey) -> Rc<Facts> {
        match self.store.merged.get(key) {
            Some(known) => Rc::clone(known),
            None => self.merge(key),
        }
    }

    fn merge(&mut self, key: &SchemaKey) -> Rc<Facts> {
        let mut run = Run::default();
        let (facts, _) = self.merged_below(key, &mut run);
        if !run.too_deep {
            return facts;
        }
        for below in self.lowest_first(key) {
            let mut run = Run {
                is_second: true,
                ..Run::default()
            };
            self.merged_below(&below, &mut run);
        }
        self.store.merged.get(key).cloned().unwrap_or_default()
    }

    /// Returns the unmerged schemas reachable from `key` by `allOf` and references, in post-order:
    /// `key` is last.
    fn lowest_first(&mut self, key: &SchemaKey) -> Vec<SchemaKey> {
        let mut order = Vec::new();
        let mut seen = FxHashSet::default();
        let mut open = vec![(key.clone(), false)];
        while let Some((key, is_done)) = open.pop() {
            if is_done {
                order.push(key);
                continue;
            }
            if self.store.merged.contains_key(&key) || !seen.insert(key.clone()) {
                continue;
            }
            open.push((key.clone(), true));
            if let Some(own) = self.own_facts(&key) {
                let below = own.reference.iter().chain(&own.all_of).rev();
                open.extend(below.map(|below| (below.clone(), false)));
            }
        }
        order
    }

    /// Like [`merged`](Self::merged), during a depth-first run. Also returns the stack index of the
    /// outermost ancestor at which the result was truncated.
    fn merged_below(&mut self, key: &SchemaKey, run: &mut Run) -> (Rc<Facts>, usize) {
        if let Some(known) = self.store.merged.get(key) {
            return (Rc::clone(known), WHOLE);
        }
        if let Some(known) = run.cut.get(key) {
            return (Rc::clone(known), 0);
        }
        run.too_deep |= run.above.len() > MAX_DEPTH && !run.is_second;
        if run.too_deep {
            return (Rc::default(), 0);
        }
        let open = run.above.iter().position(|above| above == key);
        if open.is_some() || run.above.len() > MAX_DEPTH {
            let message = "this schema contains itself by `allOf` or `$ref`";
            let found = Diagnostic::new(findings::cyclic_schema::WIDENED, key.place(), message);
            let passed = run.above.iter().skip_while(|one| *one != key);
            let found = by_way_of(found, passed.map(SchemaKey::place));
            self.parts.report(found);
            return (Rc::default(), open.unwrap_or(0));
        }
        let Some(own) = self.own_facts(key) else {
            return (Rc::default(), WHOLE);
        };
        let depth = run.above.len();
        run.above.push(key.clone());
        let (whole, cut_by) = self.merge_members(key, own, run);
        run.above.pop();
        if run.too_deep {
            return (whole, 0);
        }
        // A result that was truncated at an ancestor on the stack is kept for this run only.
        if cut_by >= depth {
            self.store.merged.insert(key.clone(), Rc::clone(&whole));
            (whole, WHOLE)
        } else {
            run.cut.insert(key.clone(), Rc::clone(&whole));
            (whole, cut_by)
        }
    }

    fn merge_members(
        &mut self,
        key: &SchemaKey,
        own: Rc<Facts>,
        run: &mut Run,
    ) -> (Rc<Facts>, usize) {
        #[cfg(test)]
        {
            self.merges += 1;
        }
        if let Some(target) = own.reference.clone() {
            let (facts, cut_by) = self.merged_below(&target, run);
            if self.is_variant(key, &target, &facts) {
                return (Rc::new(without_union(&facts)), cut_by);
            }
            return (facts, cut_by);
        }
        if own.all_of.is_empty() {
            return (with_open_union(own), WHOLE);
        }
        if self.budgets.inherited.is_exceeded() {
            return (Rc::new(self.unmerged(&own)), WHOLE);
        }
        let mut cut_by = WHOLE;
        let mut members = Vec::new();
        for member in &own.all_of {
            let (facts, member_cut_by) = self.merged_below(member, run);
            cut_by = cut_by.min(member_cut_by);
            members.push((member.clone(), facts));
        }
        let members = self.without_kinds(&own, members);
        let bases = self.as_bases(key, &members);
        let whole = self.merge_all(&own, &bases);
        // A schema that only repeats a member of its own union has the same facts as the other
        // variants.
        let whole = if whole.is_bare() {
            self.merge_all(&own, &members)
        } else {
            whole
        };
        (with_open_union(Rc::new(whole)), cut_by)
    }

    /// Returns the facts of a schema without its `allOf`. Properties of `allOf` are kept as
    /// additional properties.
    fn unmerged(&self, own: &Facts) -> Facts {
        if let Some(at) = &own.at {
            let message = "the members of `allOf` have more properties, values and variants together than can be \
                           repeated: this schema has only what it says itself";
            self.widen(at, message);
        }
        let mut facts = own.clone();
        facts.all_of.clear();
        if !facts.is_bare() && !matches!(facts.additional, Others::Of(_)) {
            facts.additional = Others::Any;
        }
        facts
    }

    /// Returns the members of an `allOf`. A base whose union contains `key` is returned without
    /// that union, because the schema is only one of its variants.
    fn as_bases(
        &mut self,
        key: &SchemaKey,
        members: &[(SchemaKey, Rc<Facts>)],
    ) -> Vec<(SchemaKey, Rc<Facts>)> {
        let members = members.iter().map(|(member, facts)| {
            let facts = if self.lists(facts, key) {
                Rc::new(without_union(facts))
            } else {
                Rc::clone(facts)
            };
            (member.clone(), facts)
        });
        members.collect()
    }

    fn merge_all(&mut self, own: &Facts, members: &[(SchemaKey, Rc<Facts>)]) -> Facts {
        let narrows = |facts: &Facts| !facts.values.is_empty();
        let is_narrowed = narrows(own) || members.iter().any(|(_, facts)| narrows(facts));
        let mut whole = Facts {
            at: own.at.clone(),
            given_name: own.given_name.clone(),
            extensions: own.extensions.clone(),
            ..Facts::default()
        };
        for (member, facts) in members {
            let facts = if is_narrowed {
                self.with_constants(Rc::clone(facts), true)
            } else {
                Rc::clone(facts)
            };
            // A schema that extends a named base is one of its variants; it does not inherit the
            // discriminator.
            let facts = if facts.discriminator.is_some() && self.is_named(member) {
                let discriminator = None;
                Rc::new(Facts {
                    discriminator,
                    ..(*facts).clone()
                })
            } else {
                facts
            };
            self.merge_into(&mut whole, &facts);
        }
        whole.nullable = self.all_take_null(members);
        let mut own = own.clone();
        own.all_of.clear();
        // The schema's own documentation takes precedence over its members'. The title of a member
        // does not apply to the whole.
        whole.title = None;
        whole.description = None;
        whole.examples.clear();
        self.merge_into(&mut whole, &own);
        whole.nullable |= own.nullable;
        whole
    }

    /// Whether `null` satisfies all members. An unnamed member with `nullable` applies to the
    /// whole: in OpenAPI 3.0, that is how `null` is added to a reference. Otherwise the members
    /// with a type decide.
    fn all_take_null(&self, members: &[(SchemaKey, Rc<Facts>)]) -> bool {
        let adds = |(member, facts): &(SchemaKey, Rc<Facts>)| {
            facts.nullable && (facts.ty.is_none() || !self.is_named(member))
        };
        let mut typed = members.iter().filter(|(_, facts)| facts.ty.is_some());
        members.iter().any(adds)
            || typed.clone().next().is_some() && typed.all(|(_, facts)| facts.nullable)
    }

    pub(super) fn is_named(&self, key: &SchemaKey) -> bool {
        match self.follow(key.clone()) {
            SchemaKey::At(at) => self.components.is_named(&at),
            _ => false,
        }
    }

    /// Whether some of these schemas have properties. Checks each schema on its own, because
    /// merging here might recurse.
    pub(super) fn add_properties(&mut self, members: &[SchemaKey]) -> bool {
        members.iter().any(|member| {
            let facts = self.own_facts(member);
            facts.is_some_and(|facts| {
                let nested = [&facts.all_of, &facts.one_of, &facts.any_of];
                let is_nested = nested.into_iter().any(|list| !list.is_empty());
                let says = !facts.properties.is_empty() || !facts.required.is_empty();
                says || is_nested || facts.reference.is_some()
            })
        })
    }

    fn merge_into(&mut self, whole: &mut Facts, member: &Facts) {
        self.merge_types(whole, member);
        self.merge_properties(whole, member);
        self.merge_values(whole, member);
        self.merge_unions(whole, member);
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
    }

    fn merge_properties(&mut self, whole: &mut Facts, member: &Facts) {
        let variants = member.one_of.len() + member.any_of.len();
        self.budgets
            .inherited
            .spend(member.properties.len() + member.values.len() + variants);
        for (name, key) in &member.properties {
            let before = whole.properties.get(name).cloned();
            if let Some(both) = self.both(before, Some(key.clone())) {
                whole.properties.insert(name.clone(), both);
            }
        }
        whole.lists_properties |= member.lists_properties;
        // A schema of all other properties goes before one of those that match a pattern.
        whole.only_patterns = match (&whole.additional, &member.additional) {
            (Others::Of(_), Others::Of(_)) => whole.only_patterns && member.only_patterns,
            _ => whole.only_patterns || member.only_patterns,
        };
        whole.conditional.extend(member.conditional.iter().cloned());
        whole.required.extend(member.required.iter().cloned());
        whole.additional = match (std::mem::take(&mut whole.additional), &member.additional) {
            (Others::Unspecified, other) => other.clone(),
            (one, Others::Unspecified) => one,
            // Taken literally, members that each forbid the other's properties would leave none at
            // all, which is never intended.
            (Others::Forbidden, _) | (_, Others::Forbidden) => Others::Forbidden,
            (Others::Any, other) => other.clone(),
            (one, Others::Any) => one,
            (Others::Of(one), Others::Of(other)) => self
                .both(Some(one), Some(other.clone()))
                .map_or(Others::Any, Others::Of),
        };
    }

    /// Returns the key of the schema that satisfies both.
    pub(super) fn both(
        &mut self,
        one: Option<SchemaKey>,
        other: Option<SchemaKey>,
    ) -> Option<SchemaKey> {
        let (one, other) = match (one, other) {
            (Some(one), Some(other)) => (self.follow(one), self.follow(other)),
            (one, other) => return one.or(other),
        };
        // A schema that extends the other includes all of its facts.
        if self.extends(&one, &other) {
            return Some(one);
        }
        if self.extends(&other, &one) {
            return Some(other);
        }
        let at = other.place().clone();
        let mut members = parts_of(&one);
        for member in parts_of(&other) {
            if !members.contains(&member) {
                members.push(member);
            }
        }
        Some(SchemaKey::AllOf(at, members.into()))
    }
}
