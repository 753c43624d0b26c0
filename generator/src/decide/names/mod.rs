//! Names of types and operations, stable from run to run.
//!
//! Each named thing has a key that does not depend on the order of the description. A name that an
//! earlier run chose for a key is reserved before new names are chosen, so adding a schema never
//! renames an existing type.

mod adopted;
mod candidates;
mod keys;
mod operation;
mod reserved;
mod variant;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::identical_types::IdenticalTypes;
use super::renames::{self, Renames};
use super::scope::Scope;
use crate::config::{NameOf, NameRules};
use crate::diagnostics::Sink;
use crate::ident;
use crate::model::{Api, Context, OperationId, Property, Role, Type, TypeId};
use crate::plan::{NameSource, NamedBy};

pub(super) use adopted::with_adopted;
use candidates::Candidate;
pub(super) use keys::Keys;
use operation::operation_names;
pub(super) use operation::operation_words;
pub(super) use reserved::{RESERVED_METHODS, RESERVED_TYPES};
pub(super) use variant::{VariantName, texts};

/// The names of a crate.
pub(super) struct Names<'a> {
    api: &'a Api,
    identical: &'a IdenticalTypes,
    types: Scope,
    methods: Scope,
    rules: &'a NameRules,
    type_names: FxHashMap<TypeId, String>,
    /// The rule that gave each type its name.
    sources: FxHashMap<TypeId, NameSource>,
    /// Memoized: the best names of types that have none yet.
    preferred: FxHashMap<TypeId, String>,
    /// Memoized: the names of the variants of each union.
    variants: FxHashMap<TypeId, Vec<VariantName>>,
    /// Names given to types in this run.
    given: FxHashSet<String>,
    keys: Keys<'a>,
    /// What each operation is named after.
    operation_names: Vec<String>,
    /// Names chosen by an earlier run, and those of the settings, which take precedence.
    kept: BTreeMap<String, String>,
    /// The keys of names from the settings.
    renamed: BTreeSet<String>,
    renames: &'a Renames<'a>,
    chosen: BTreeMap<String, String>,
    /// The next number to try for each numbered key.
    numbers: FxHashMap<String, usize>,
}

impl<'a> Names<'a> {
    /// Creates the names of `api` and reserves those chosen by an earlier run.
    pub fn new(
        api: &'a Api,
        identical: &'a IdenticalTypes,
        kept: &BTreeMap<String, String>,
        renames: &'a Renames<'a>,
        rules: &'a NameRules,
        sink: &Sink,
    ) -> Self {
        let mut names = Self {
            api,
            identical,
            types: Scope::with(RESERVED_TYPES.iter().copied()),
            methods: Scope::with(RESERVED_METHODS.iter().copied()),
            rules,
            type_names: FxHashMap::default(),
            sources: FxHashMap::default(),
            preferred: FxHashMap::default(),
            variants: FxHashMap::default(),
            given: FxHashSet::default(),
            keys: Keys::new(api),
            operation_names: operation_names(api, rules),
            kept: usable(kept),
            renamed: BTreeSet::new(),
            renames,
            chosen: BTreeMap::new(),
            numbers: FxHashMap::default(),
        };
        names.give(sink);
        for (key, name) in &names.kept {
            let scope = if key.starts_with(METHOD) {
                &mut names.methods
            } else {
                &mut names.types
            };
            scope.take(name);
        }
        // Names of the description come first, so that no nameless schema takes one.
        let components: Vec<TypeId> = api
            .types
            .iter()
            .filter(|(_, ty)| ty.component.is_some())
            .map(|(id, _)| id)
            .collect();
        for id in components {
            names.type_name(id);
        }
        names
    }

    /// Reserves the names given by the settings or the description, before all others. An earlier
    /// run's choice of such a name for something else is dropped.
    fn give(&mut self, sink: &Sink) {
        let mut given = Vec::new();
        for (id, ty) in self.api.types.iter() {
            let key = self.type_key(id);
            let own = || renames::given(ty.given_name.as_ref(), NameOf::Type, &ty.origin, sink);
            if let Some(name) = self.renames.ty(&key).or_else(own) {
                given.push((format!("{TYPE}{key}"), name.to_owned(), &ty.origin));
            }
        }
        for (id, operation) in self.api.operations.iter() {
            let key = self.operation_key(id);
            let wanted = operation.given_name.as_ref();
            let own = || renames::given(wanted, NameOf::Method, &operation.origin, sink);
            if let Some(name) = self.renames.operation(&key).or_else(own) {
                given.push((format!("{METHOD}{key}"), name.to_owned(), &operation.origin));
            }
        }
        for (key, name, at) in given {
            let is_method = key.starts_with(METHOD);
            let scope = if is_method {
                &mut self.methods
            } else {
                &mut self.types
            };
            if !scope.take(&name) {
                renames::report_taken(&name, &format!("`{key}`"), Some(at), sink);
                continue;
            }
            self.kept
                .retain(|other, kept| other.starts_with(METHOD) != is_method || *kept != name);
            self.kept.insert(key.clone(), name);
            self.renamed.insert(key);
        }
    }

    /// The given name of a field.
    pub fn given_field(&self, whole: TypeId, property: &'a Property) -> Option<&'a str> {
        let whole = self.identical.first(whole);
        let by_settings = self.renames.field(&self.type_key(whole), &property.name);
        by_settings.or(property.given_name.as_deref())
    }

    /// The given name of a variant of an enumeration.
    pub fn given_variant(&self, whole: TypeId, value: &str) -> Option<&'a str> {
        let whole = self.identical.first(whole);
        let by_settings = self.renames.variant(&self.type_key(whole), value);
        by_settings.or_else(|| {
            let own = self.api.types.get(whole)?.settings.as_ref()?;
            own.variants.get(value).map(String::as_str)
        })
    }

    /// Reserves a name for something that is not a type of the API. Returns whether it was free.
    pub fn reserve_type(&mut self, name: &str) -> bool {
        self.types.take(name)
    }

    /// The name of a type.
    pub fn type_name(&mut self, id: TypeId) -> String {
        let id = self.identical.first(id);
        if let Some(name) = self.type_names.get(&id) {
            return name.clone();
        }
        let (name, source) = match self.identical.group(id) {
            [] => self.own_name(id),
            group => self.shared_name(group),
        };
        self.type_names.insert(id, name.clone());
        self.sources.insert(id, source);
        name
    }

    /// The key of a type, and the rule that named it.
    pub fn named_by(&self, id: TypeId) -> NamedBy {
        let id = self.identical.first(id);
        let source = self.sources.get(&id).copied();
        NamedBy {
            key: self.type_key(id),
            source: source.unwrap_or(NameSource::Place),
        }
    }

    /// The name of a type that is not deduplicated.
    fn own_name(&mut self, id: TypeId) -> Candidate {
        let key = format!("{TYPE}{}", self.type_key(id));
        let key = self.own_key(key);
        // Types that were deduplicated before, but no longer are, have the same kept name. The
        // first one keeps it.
        let kept = self.kept.get(&key);
        let kept = kept.filter(|kept| !self.given.contains(*kept)).cloned();
        let candidates = self.candidates(id);
        let named = match kept {
            Some(kept) => self.kept_name(&key, kept, &candidates),
            None => self.mint(&candidates),
        };
        self.given.insert(named.0.clone());
        self.chosen.insert(key, named.0.clone());
        named
    }

    /// The name of deduplicated types: one that an earlier run chose for any of them, else their
    /// common role, else the name of the first. It is recorded for the key of each.
    fn shared_name(&mut self, group: &[TypeId]) -> Candidate {
        let keys: Vec<String> = group
            .iter()
            .map(|id| {
                let key = format!("{TYPE}{}", self.type_key(*id));
                self.own_key(key)
            })
            .collect();
        let is_free = |key: &&String| {
            let kept = self.kept.get(*key);
            kept.is_some_and(|name| !self.given.contains(name))
        };
        let renamed = keys.iter().filter(|key| self.renamed.contains(*key));
        let kept = renamed.chain(&keys).find(is_free);
        let kept = kept.and_then(|key| Some((key.clone(), self.kept.get(key)?.clone())));
        let role = self.role_in_common(group);
        let mut candidates: Vec<Candidate> = role.into_iter().collect();
        for id in group.iter().take(1) {
            candidates.extend(self.candidates(*id));
        }
        let named = match kept {
            Some((key, kept)) => self.kept_name(&key, kept, &candidates),
            None => self.mint(&candidates),
        };
        self.given.insert(named.0.clone());
        let names = keys.into_iter().map(|key| (key, named.0.clone()));
        self.chosen.extend(names);
        named
    }

    /// Mints the first name that is free, else a number behind the first.
    fn mint(&mut self, candidates: &[Candidate]) -> Candidate {
        let free = candidates.iter().find(|(name, _)| self.types.take(name));
        if let Some(free) = free {
            return free.clone();
        }
        let first = candidates.first().map_or("Value", |(name, _)| name);
        (self.types.mint(first), NameSource::Number)
    }

    /// A name that was reserved before this run chose names, and the rule that leads to it.
    fn kept_name(&self, key: &str, kept: String, candidates: &[Candidate]) -> Candidate {
        if self.renamed.contains(key) {
            return (kept, NameSource::Setting);
        }
        let rule = candidates.iter().find(|(name, _)| *name == kept);
        let source = rule.map_or(NameSource::Kept, |(_, source)| *source);
        (kept, source)
    }

    /// The common role of all of these types.
    fn role_in_common(&self, group: &[TypeId]) -> Option<Candidate> {
        let mut roles = group.iter().map(|id| self.role(*id));
        let first = roles.next()?;
        let all_same = roles.all(|role| role == first);
        let role = match first {
            Some(role) if all_same => Some(role),
            _ => self.failures_of_several(group).then(|| FAILURE.to_owned()),
        };
        role.map(|role| (role, NameSource::Role))
    }

    /// Whether these types are the failure bodies of more than one operation.
    fn failures_of_several(&self, group: &[TypeId]) -> bool {
        let contexts = group.iter().filter_map(|id| self.api.types.get(*id));
        let operations = contexts.map(|ty| ty.context.failure_of());
        let Some(operations) = operations.collect::<Option<FxHashSet<OperationId>>>() else {
            return false;
        };
        operations.len() > 1
    }

    /// The role of a type: its title, or the name of its property, parameter, header or shared
    /// object.
    fn role(&self, id: TypeId) -> Option<String> {
        let ty = self.api.types.get(id)?;
        if let Some(referred) = &ty.referred {
            return Some(self.rules.of_schema(referred));
        }
        if let Some(title) = self.title(ty) {
            return Some(title);
        }
        match &ty.context {
            Context::Inside(_, Role::Property(name))
            | Context::Parameter(_, name)
            | Context::ResponseHeader(_, name)
            | Context::Shared(name, _) => Some(ident::pascal(name)),
            Context::Inside(parent, Role::Item) => {
                let list = self.role(*parent)?;
                Some(ident::joined(&list, "Item"))
            }
            _ => None,
        }
    }

    /// The name of an operation's method.
    pub fn method_name(&mut self, id: OperationId) -> String {
        let wanted = ident::snake(&self.operation_words(id));
        let key = format!("{METHOD}{}", self.operation_key(id));
        let key = self.own_key(key);
        let name = if let Some(kept) = self.kept.get(&key) {
            kept.clone()
        } else {
            let other = ident::joined(&wanted, "_operation");
            self.methods.mint_or(&wanted, &[other])
        };
        self.chosen.insert(key, name.clone());
        name
    }

    /// Every name chosen in this run, by key.
    pub fn chosen(self) -> BTreeMap<String, String> {
        self.chosen
    }

    /// The key, numbered if another type has it: bodies of an operation in several media types have
    /// the same key.
    fn own_key(&mut self, key: String) -> String {
        if !self.chosen.contains_key(&key) {
            return key;
        }
        let number = self.numbers.entry(key.clone()).or_insert(2);
        loop {
            let other = format!("{key} #{number}");
            if !self.chosen.contains_key(&other) {
                return other;
            }
            *number += 1;
        }
    }

    /// The text that an operation is named after.
    fn operation_words(&self, id: OperationId) -> String {
        let name = self.operation_names.get(usize::from(id));
        name.cloned().unwrap_or_default()
    }

    /// The key of a type, stable from run to run.
    pub fn type_key(&self, id: TypeId) -> String {
        self.keys.ty(id)
    }

    fn operation_key(&self, id: OperationId) -> String {
        self.keys.operation(id)
    }
}

/// The name of a failure body shared by several operations, if nothing else names it.
const FAILURE: &str = "ErrorBody";

/// Prefixes that separate keys of types from keys of methods.
pub(super) const TYPE: &str = "type ";
const METHOD: &str = "method ";

/// Filters the names of an earlier run for valid identifiers that do not clash. They come from the
/// lock file, which may have been edited: an invalid name would be emitted as code.
fn usable(kept: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let mut methods = FxHashSet::default();
    let mut is_usable = |key: &str, name: &str| {
        let is_upper = name.starts_with(|first: char| first.is_ascii_uppercase());
        ident::is_identifier(name)
            && if key.starts_with(METHOD) {
                !is_upper && !RESERVED_METHODS.contains(&name) && methods.insert(name.to_owned())
            } else {
                is_upper && !RESERVED_TYPES.contains(&name)
            }
    };
    let kept = kept.iter().filter(|(key, name)| is_usable(key, name));
    kept.map(|(key, name)| (key.clone(), name.clone()))
        .collect()
}

/// Whether a title is a name rather than a sentence.
pub(super) fn is_name(title: &str) -> bool {
    let letters = title
        .chars()
        .all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    letters && title.starts_with(|first: char| first.is_ascii_uppercase()) && title.len() <= 60
}

/// Whether a title is short enough to name a variant.
fn is_short_title(title: &str) -> bool {
    !title.is_empty() && title.split_whitespace().count() <= 4
}

/// Whether a title only repeats the name of the property, parameter or header that has the type, as
/// pydantic writes it: `type: {title: Type}`.
pub(super) fn repeats(ty: &Type, title: &str, api: &Api) -> bool {
    let mut context = &ty.context;
    // The title of a nullable property is that of a variant.
    while let Context::Inside(parent, Role::Target | Role::Variant(_)) = context {
        match api.types.get(*parent) {
            Some(parent) if parent.component.is_none() => context = &parent.context,
            _ => return false,
        }
    }
    match context {
        Context::Inside(_, Role::Property(name))
        | Context::Parameter(_, name)
        | Context::ResponseHeader(_, name) => ident::pascal(title) == ident::pascal(name),
        _ => false,
    }
}
