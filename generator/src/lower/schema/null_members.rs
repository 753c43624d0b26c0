//! Members of a union that only add `null`, in the spellings of OpenAPI 3.0.
//!
//! Taken literally, `{ nullable: true }` accepts every value. Beside other members it is how
//! frameworks write that a reference is nullable: ASP.NET `oneOf: [{ nullable: true }, $ref]`,
//! Microsoft Graph `anyOf: [$ref, { type: object, nullable: true }]`.

use std::rc::Rc;

use serde_json::Value;

use super::Schemas;
use super::facts::Facts;
use super::key::SchemaKey;

impl Schemas<'_> {
    /// Removes the members that only add `null` from the unions of a schema, and makes the schema
    /// nullable instead.
    pub(super) fn without_null_members(&mut self, facts: Rc<Facts>) -> Rc<Facts> {
        let lists = [&facts.one_of, &facts.any_of].map(|members| self.except_null(members));
        if lists.iter().all(Option::is_none) {
            return facts;
        }
        let mut whole = (*facts).clone();
        let [one_of, any_of] = lists;
        whole.nullable = true;
        whole.one_of = one_of.unwrap_or(whole.one_of);
        whole.any_of = any_of.unwrap_or(whole.any_of);
        Rc::new(whole)
    }

    /// Returns the members that do more than add `null`, or `None` if that is all or none of them.
    fn except_null(&mut self, members: &[SchemaKey]) -> Option<Vec<SchemaKey>> {
        let is_marked = |member: &&SchemaKey| self.is_marked_nullable(member);
        let marked = members.iter().filter(is_marked).count();
        if marked == 0 {
            return None;
        }
        // Beside nameless schemas, a nullable object is one of the alternatives.
        let mut others = members.iter().filter(|member| !is_marked(member));
        let objects_too =
            marked == 1 && members.len() > 1 && others.all(|other| self.is_named(other));
        let mut rest = Vec::new();
        let mut says_something = false;
        for member in members {
            if self.is_marked_nullable(member) && self.only_adds_null(member, objects_too) {
                continue;
            }
            says_something |= self.is_named(member) || !self.accepts_everything(member);
            rest.push(member.clone());
        }
        (says_something && rest.len() < members.len()).then_some(rest)
    }

    /// Whether a nameless schema has `nullable: true`. Reads only that keyword.
    fn is_marked_nullable(&self, member: &SchemaKey) -> bool {
        let SchemaKey::At(at) = member else {
            return false;
        };
        let raw = self.parts.raw(at).and_then(Value::as_object);
        let marked = raw.and_then(|raw| raw.get("nullable"));
        marked == Some(&Value::Bool(true)) && !self.components.is_named(at)
    }

    fn only_adds_null(&mut self, member: &SchemaKey, objects_too: bool) -> bool {
        self.gathered_facts(member).is_some_and(|facts| {
            let is_object = objects_too && facts.ty.as_deref() == Some("object");
            let ty = facts.ty.clone().filter(|_| !is_object);
            let facts = Facts {
                ty,
                ..(*facts).clone()
            };
            facts.nullable && facts.accepts_everything()
        })
    }

    fn accepts_everything(&mut self, member: &SchemaKey) -> bool {
        let facts = self.gathered_facts(member);
        facts.is_some_and(|facts| facts.accepts_everything())
    }
}

impl Facts {
    /// Whether every value satisfies the schema, as far as its keywords are known here.
    pub(super) fn accepts_everything(&self) -> bool {
        self.reference.is_none() && self.is_bare() && self.required.is_empty()
    }
}
