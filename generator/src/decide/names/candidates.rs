//! The names that a type may have, best first.
//!
//! A nameless type is named after what a `$ref` to it says, its title, or the type that contains it
//! and its role there. A name that would be longer than [`MAX_LENGTH`] is shortened: first words
//! are not repeated, then the types in between are left out, those next to the type last.

use super::words::{appended, without_repeated, words};
use super::{Names, is_name, repeats};
use crate::ident;
use crate::model::{Context, Role, Status, Type, TypeId};
use crate::plan::NameSource;

/// The length beyond which a name is shortened.
pub(super) const MAX_LENGTH: usize = 50;

/// The words that a step needs to be a name without the type that contains it.
const DISTINCTIVE: usize = 3;

/// A name that a type may have.
pub(super) type Candidate = (String, NameSource);

impl Names<'_> {
    /// The names that a type may have, best first.
    pub(super) fn candidates(&mut self, id: TypeId) -> Vec<Candidate> {
        let Some(ty) = self.api.types.get(id) else {
            return vec![("Value".to_owned(), NameSource::Place)];
        };
        let mut candidates: Vec<Candidate> = Vec::new();
        if let Some(named) = self.name_of_schema(id) {
            candidates.push(named);
        } else if let Some(named) = self.name_in_union(&ty.context) {
            candidates.push(named);
        }
        if let Some(component) = &ty.component {
            candidates.push((ident::pascal(component), NameSource::Component));
        }
        let title = self.title(ty);
        candidates.extend(title.map(|title| (title, NameSource::Title)));
        if ty.component.is_none() {
            candidates.extend(self.names_of_place(id, ty));
            candidates.sort_by_key(|(name, _)| name.len() > MAX_LENGTH);
        }
        let suffix = suffix(ty);
        let others = candidates.first().map(|(first, source)| {
            let name = ident::joined(first, suffix);
            (name, *source)
        });
        candidates.extend(others);
        candidates
    }

    /// The best name of a type: the one that it has, else the one that it would have.
    pub(super) fn best_name(&mut self, id: TypeId) -> String {
        let id = self.identical.first(id);
        match self.type_names.get(&id) {
            Some(name) => name.clone(),
            None => self.preferred_name(id),
        }
    }

    fn preferred_name(&mut self, id: TypeId) -> String {
        if let Some(known) = self.preferred.get(&id) {
            return known.clone();
        }
        let candidates = self.candidates(id);
        let first = candidates.into_iter().next();
        let name = first.map(|(name, _)| name).unwrap_or_default();
        self.preferred.insert(id, name.clone());
        name
    }

    /// The name that the description gives a schema: its key, or that of a reference to it.
    pub(super) fn name_of_schema(&self, id: TypeId) -> Option<Candidate> {
        let ty = self.api.types.get(id)?;
        let component = ty.component.as_deref();
        let component = component.map(|name| (name, NameSource::Component));
        let referred = ty.referred.as_deref();
        let named = component.or(referred.map(|name| (name, NameSource::Reference)))?;
        Some((self.rules.of_schema(named.0), named.1))
    }

    /// The name of a payload: that of its union and that of the variant, if the variant is named
    /// after a tag, a constant or a key.
    fn name_in_union(&mut self, context: &Context) -> Option<Candidate> {
        let (union, index) = match context {
            Context::Inside(union, Role::Variant(index)) => (union, index),
            Context::Inside(union, Role::Member(key)) => {
                let union = self.best_name(*union);
                return Some((appended(&union, &ident::pascal(key)), NameSource::Key));
            }
            _ => return None,
        };
        let variant = self.variant_names(*union).into_iter().nth(*index)?;
        let is_first = matches!(
            variant.source,
            NameSource::Tag | NameSource::Constant | NameSource::Key
        );
        is_first.then(|| {
            let union = self.best_name(*union);
            (appended(&union, &variant.name), variant.source)
        })
    }

    /// The title of a type, unless it repeats what else names it.
    pub(super) fn title(&self, ty: &Type) -> Option<String> {
        let title = ty.docs.title.as_deref()?;
        let is_used = ty.component.is_none()
            && self.rules.ignore_titles != Some(true)
            && is_name(title)
            && !repeats(ty, title, self.api);
        is_used.then(|| ident::pascal(title))
    }

    /// The names after the place of a type: in full if that is short enough, else shortened.
    fn names_of_place(&mut self, id: TypeId, ty: &Type) -> Vec<Candidate> {
        let Context::Inside(parent, role) = &ty.context else {
            return vec![self.name_of_use(&ty.context)];
        };
        let (base, step, source) = self.step(*parent, role);
        let full = appended(&base, &step);
        if full.len() <= MAX_LENGTH {
            return vec![(full, source)];
        }
        let mut names = vec![appended(&base, &without_repeated(&base, &step))];
        names.extend(self.shortened(id));
        names.sort_by_key(|name| name.len() > MAX_LENGTH);
        names.push(full);
        names.into_iter().map(|name| (name, source)).collect()
    }

    /// The name of a type that is not inside another: of the operation and its part in it, or of a
    /// shared object.
    fn name_of_use(&self, context: &Context) -> Candidate {
        let within = |id, suffix: &str| {
            let operation = self.operation_words(id);
            let name = appended(&ident::pascal(&operation), suffix);
            (name, NameSource::Place)
        };
        match context {
            Context::Component | Context::Inside(..) => ("Value".to_owned(), NameSource::Place),
            Context::Body(id) => within(*id, "Body"),
            Context::Parameter(id, name) | Context::ResponseHeader(id, name) => {
                within(*id, &ident::pascal(name))
            }
            Context::Shared(name, _) => (ident::pascal(name), NameSource::Shared),
            Context::Response(id, status) => match status {
                Status::Code(200..=204) | Status::Range(2) => within(*id, "Response"),
                Status::Code(code) => within(*id, &format!("Response{code}")),
                Status::Range(digit) => within(*id, &format!("Response{digit}xx")),
                Status::Default => within(*id, "DefaultResponse"),
            },
        }
    }

    /// The name of the type that contains another, and the words for its role there.
    fn step(&mut self, parent: TypeId, role: &Role) -> (String, String, NameSource) {
        match role {
            Role::Property(name) => (
                self.best_name(parent),
                ident::pascal(name),
                NameSource::Place,
            ),
            Role::Item => (
                self.name_of_holder(parent),
                "Item".to_owned(),
                NameSource::Place,
            ),
            Role::Value => (
                self.name_of_holder(parent),
                "Value".to_owned(),
                NameSource::Place,
            ),
            Role::Member(key) => (self.best_name(parent), ident::pascal(key), NameSource::Key),
            Role::Target => (self.best_name(parent), String::new(), NameSource::Place),
            Role::Variant(index) => {
                let variant = self.variant_names(parent).into_iter().nth(*index);
                let (name, source) = match variant {
                    Some(variant) => (variant.name, variant.source),
                    None => (String::new(), NameSource::Place),
                };
                (self.best_name(parent), name, source)
            }
        }
    }

    /// The name of a list or map as part of the names of what it holds. One that is a variant of a
    /// union has the name of the union.
    fn name_of_holder(&mut self, id: TypeId) -> String {
        let context = self.api.types.get(id);
        let context = context.filter(|ty| ty.component.is_none() && !ty.shape.has_name());
        match context.map(|ty| &ty.context) {
            Some(Context::Inside(union, Role::Variant(_))) => self.best_name(*union),
            _ => self.best_name(id),
        }
    }

    /// Shortened names: the nearest type with a name of its own, followed by as many of the steps
    /// to the type as fit.
    fn shortened(&mut self, id: TypeId) -> Vec<String> {
        let (root, steps) = self.way(id);
        let mut names = Vec::new();
        for skipped in 0..steps.len() {
            let rest = steps.get(skipped..).unwrap_or_default();
            let mut name = root.clone();
            for step in rest {
                name = appended(&name, &without_repeated(&root, step));
            }
            names.push(name);
        }
        // Without the type that contains all of them: what is left has to be distinctive.
        for skipped in 0..steps.len() {
            let rest = steps.get(skipped..).unwrap_or_default();
            if rest.len() < 2 && rest.iter().all(|step| words(step).len() < DISTINCTIVE) {
                break;
            }
            let start = String::new();
            names.push(rest.iter().fold(start, |name, step| appended(&name, step)));
        }
        names.retain(|name| name.len() <= MAX_LENGTH);
        names
    }

    /// The nearest type that contains this one and has a name of its own, and the steps from there.
    /// The items of a list and the values of a map belong to the step to the list or map.
    fn way(&mut self, id: TypeId) -> (String, Vec<String>) {
        let mut steps: Vec<String> = Vec::new();
        let mut pending = String::new();
        let mut here = id;
        // Terminates: contexts form a tree.
        while let Some(ty) = self.api.types.get(here) {
            let Context::Inside(parent, role) = &ty.context else {
                break;
            };
            let is_own = self.title(ty).is_some() || ty.component.is_some();
            if here != id && is_own {
                break;
            }
            match role {
                Role::Item => pending = format!("Item{pending}"),
                Role::Value => pending = format!("Value{pending}"),
                Role::Target => {}
                Role::Property(_) | Role::Variant(_) | Role::Member(_) => {
                    let (_, step, _) = self.step(*parent, role);
                    steps.push(step + &std::mem::take(&mut pending));
                }
            }
            here = *parent;
        }
        steps.reverse();
        if !pending.is_empty() {
            steps.insert(0, pending);
        }
        (self.best_name(here), steps)
    }
}

/// What is appended to the best name of a type if all of its names are taken.
fn suffix(ty: &Type) -> &'static str {
    match &ty.context {
        Context::Shared(_, own) => match **own {
            Context::Body(_) => "Body",
            _ => "Response",
        },
        _ => "Type",
    }
}
