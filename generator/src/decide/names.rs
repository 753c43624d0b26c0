//! Names of types and operations, stable from run to run.
//!
//! Each named thing has a key that does not depend on the order of the description. A name that an
//! earlier run chose for a key is reserved before new names are chosen, so adding a schema never
//! renames an existing type.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::identical_types::IdenticalTypes;
use super::renames::{self, Renames};
use super::scope::Scope;
use crate::config::NameOf;
use crate::diagnostics::Sink;
use crate::ident;
use crate::model::{Api, Context, Operation, OperationId, Property, Role, Shape, Status, TypeId};

/// The names of a crate.
pub(super) struct Names<'a> {
    api: &'a Api,
    identical: &'a IdenticalTypes,
    types: Scope,
    methods: Scope,
    type_names: FxHashMap<TypeId, String>,
    /// Names given to types in this run.
    given: FxHashSet<String>,
    operation_keys: Vec<String>,
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
        sink: &Sink,
    ) -> Self {
        let operation_keys = operation_keys(api);
        let mut names = Self {
            api,
            identical,
            types: Scope::with(RESERVED_TYPES.iter().copied()),
            methods: Scope::with(RESERVED_METHODS.iter().copied()),
            type_names: FxHashMap::default(),
            given: FxHashSet::default(),
            operation_keys,
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
        let name = match self.identical.group(id) {
            [] => {
                let key = format!("{TYPE}{}", self.type_key(id));
                let wanted = self.wanted(id);
                self.choose(key, &wanted, &self.instead(id, &wanted), false)
            }
            group => self.shared_name(group),
        };
        self.type_names.insert(id, name.clone());
        name
    }

    /// The name of deduplicated types: one that an earlier run chose for any of them, else their
    /// common role, else the name of the first. It is recorded for the key of each.
    fn shared_name(&mut self, group: &[TypeId]) -> String {
        let keys: Vec<String> = group
            .iter()
            .map(|id| {
                let key = format!("{TYPE}{}", self.type_key(*id));
                self.own_key(key)
            })
            .collect();
        let free = |name: &&String| !self.given.contains(*name);
        let renamed = keys.iter().filter(|key| self.renamed.contains(*key));
        let mut first = renamed.chain(&keys);
        let kept = first.find_map(|key| self.kept.get(key).filter(free));
        let name = match (kept, self.role_in_common(group), group.first()) {
            (Some(kept), _, _) => kept.clone(),
            (None, Some(role), _) if self.types.take(&role) => role,
            (None, _, first) => {
                let wanted = first.map(|id| self.wanted(*id)).unwrap_or_default();
                let instead = first.map(|id| self.instead(*id, &wanted));
                self.types.mint_or(&wanted, instead.as_slice())
            }
        };
        self.given.insert(name.clone());
        self.chosen
            .extend(keys.into_iter().map(|key| (key, name.clone())));
        name
    }

    /// The common role of all of these types.
    fn role_in_common(&self, group: &[TypeId]) -> Option<String> {
        let mut roles = group.iter().map(|id| self.role(*id));
        let first = roles.next()?;
        let all_same = roles.all(|role| role == first);
        match first {
            Some(role) if all_same => Some(role),
            _ => self.failures_of_several(group).then(|| FAILURE.to_owned()),
        }
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
        if let Some(title) = ty.docs.title.as_deref().filter(|title| is_name(title)) {
            return Some(ident::pascal(title));
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
    pub fn method_name(&mut self, id: OperationId, operation: &Operation) -> String {
        let wanted = ident::snake(&operation_words(operation));
        let key = format!("{METHOD}{}", self.operation_key(id));
        self.choose(key, &wanted, &ident::joined(&wanted, "_operation"), true)
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

    fn choose(&mut self, key: String, wanted: &str, instead: &str, method: bool) -> String {
        let key = self.own_key(key);
        // Types that were deduplicated before, but no longer are, have the same kept name. The
        // first one keeps it.
        let name = match self.kept.get(&key) {
            Some(kept) if method || !self.given.contains(kept) => kept.clone(),
            _ if method => self.methods.mint_or(wanted, &[instead.to_owned()]),
            _ => self.types.mint_or(wanted, &[instead.to_owned()]),
        };
        if !method {
            self.given.insert(name.clone());
        }
        self.chosen.insert(key, name.clone());
        name
    }

    /// The preferred name of a type.
    fn wanted(&self, id: TypeId) -> String {
        let Some(ty) = self.api.types.get(id) else {
            return "Value".to_owned();
        };
        if let Some(component) = &ty.component {
            return ident::pascal(component);
        }
        match ty.docs.title.as_deref().filter(|title| is_name(title)) {
            Some(title) => ident::pascal(title),
            None => self.context_name(&ty.context),
        }
    }

    /// The name of a type if its preferred name is taken.
    fn instead(&self, id: TypeId, wanted: &str) -> String {
        let suffix = match self.api.types.get(id).map(|ty| &ty.context) {
            Some(Context::Shared(_, own)) => match **own {
                Context::Body(_) => "Body",
                _ => "Response",
            },
            _ => "Type",
        };
        ident::joined(wanted, suffix)
    }

    fn context_name(&self, context: &Context) -> String {
        let within = |id: &OperationId, suffix: &str| {
            let operation = self
                .api
                .operations
                .get(*id)
                .map(operation_words)
                .unwrap_or_default();
            ident::joined(&ident::pascal(&operation), suffix)
        };
        match context {
            Context::Component => "Value".to_owned(),
            Context::Inside(parent, role) => self.role_name(*parent, role),
            Context::Body(id) => within(id, "Body"),
            Context::Parameter(id, name) | Context::ResponseHeader(id, name) => {
                within(id, &ident::pascal(name))
            }
            Context::Shared(name, _) => ident::pascal(name),
            Context::Response(id, status) => match status {
                Status::Code(200..=204) | Status::Range(2) => within(id, "Response"),
                Status::Code(code) => within(id, &format!("Response{code}")),
                Status::Range(digit) => within(id, &format!("Response{digit}xx")),
                Status::Default => within(id, "DefaultResponse"),
            },
        }
    }

    fn role_name(&self, parent: TypeId, role: &Role) -> String {
        let base = self
            .type_names
            .get(&parent)
            .cloned()
            .unwrap_or_else(|| self.wanted(parent));
        let suffix = match role {
            Role::Property(name) => ident::pascal(name),
            Role::Item => "Item".to_owned(),
            Role::Value => "Value".to_owned(),
            Role::Variant(index) => self.variant_suffix(parent, *index),
            Role::Target => String::new(),
        };
        if suffix.is_empty() {
            base
        } else {
            ident::joined(&base, &suffix)
        }
    }

    /// A variant is named after its discriminator value if it has just one.
    fn variant_suffix(&self, union: TypeId, index: usize) -> String {
        let variants = match self.api.types.get(union).map(|ty| &ty.shape) {
            Some(Shape::Union(union)) => union.variants.as_slice(),
            _ => &[],
        };
        match variants.get(index).map(|variant| variant.tags.as_slice()) {
            Some([tag]) => ident::pascal(&tag.to_string()),
            _ => format!("Variant{}", index + 1),
        }
    }

    /// The key of a type, stable from run to run.
    pub fn type_key(&self, id: TypeId) -> String {
        let Some(ty) = self.api.types.get(id) else {
            return String::new();
        };
        if let Some(component) = &ty.component {
            return component.clone();
        }
        match &ty.context {
            Context::Component => ty.origin.pointer.to_string(),
            Context::Inside(parent, role) => {
                let role = match role {
                    Role::Property(name) => format!(".{name}"),
                    Role::Item => "[]".to_owned(),
                    Role::Value => ".*".to_owned(),
                    Role::Variant(index) => format!("|{index}"),
                    Role::Target => "=".to_owned(),
                };
                self.type_key(*parent) + &role
            }
            Context::Parameter(id, name) => format!("{}(?{name})", self.operation_key(*id)),
            Context::Body(id) => format!("{}(body)", self.operation_key(*id)),
            Context::Response(id, status) => format!("{}(->{status:?})", self.operation_key(*id)),
            Context::ResponseHeader(id, name) => format!("{}(->{name})", self.operation_key(*id)),
            Context::Shared(name, own) => match **own {
                Context::Body(_) => format!("requestBodies/{name}"),
                _ => format!("responses/{name}"),
            },
        }
    }

    fn operation_key(&self, id: OperationId) -> String {
        self.operation_keys
            .get(usize::from(id))
            .cloned()
            .unwrap_or_default()
    }
}

/// The name of a failure body shared by several operations, if nothing else names it.
const FAILURE: &str = "ErrorBody";

/// Prefixes that separate keys of types from keys of methods.
const TYPE: &str = "type ";
const METHOD: &str = "method ";

/// The key of each operation: its id if unique, else method and path.
fn operation_keys(api: &Api) -> Vec<String> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for id in api
        .operations
        .values()
        .filter_map(|operation| operation.id.as_deref())
    {
        *seen.entry(id).or_default() += 1;
    }
    let key = |operation: &Operation| match operation.id.as_deref() {
        Some(id) if seen.get(id) == Some(&1) => id.to_owned(),
        _ => format!("{} {}", operation.method, operation.path),
    };
    api.operations.values().map(key).collect()
}

/// The text that an operation is named after: its id, or its method and path.
pub(super) fn operation_words(operation: &Operation) -> String {
    if let Some(id) = &operation.id {
        id.clone()
    } else {
        let method = operation.method.as_str().to_lowercase();
        format!("{method} {}", operation.path.words())
    }
}

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

/// Names used otherwise in the file of types: those of the prelude and imports.
pub(super) const RESERVED_TYPES: &[&str] = &[
    "Box",
    "Clone",
    "Debug",
    "Default",
    "Deserialize",
    "Err",
    "From",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Serialize",
    "Some",
    "String",
    "ToString",
    "TryFrom",
    "Vec",
    "BTreeMap",
    "Value",
    "Nullable",
    "Secret",
    "Base64",
    "Bytes",
    "AnyPart",
    "FilePart",
    "IntoMultipart",
    "IntoPart",
    "Multipart",
    "Eq",
    "Hash",
    "Copy",
];

/// The methods that the client always has.
pub(super) const RESERVED_METHODS: &[&str] = &[
    "new", "builder", "call", "of", "base_url", "clone", "fmt", "from", "into", "drop", "default",
    "eq", "hash", "to_owned", "borrow",
];
