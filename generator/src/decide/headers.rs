//! Response headers: one typed constant for each name and type, shared by all operations.

use rustc_hash::FxHashMap;

use super::doc_lines::prose_docs;
use super::need::Need;
use super::rust_type::Resolver;
use super::scope::Scope;
use crate::ident;
use crate::model::{Api, Header, Operation};
use crate::plan::{HeaderForm, HeaderPlan, RustType};
use crate::prose;

/// The headers of all responses, sorted by name.
#[derive(Debug, Default)]
pub(super) struct Headers {
    scope: Scope,
    known: FxHashMap<(String, RustType, HeaderForm), String>,
    plans: Vec<HeaderPlan>,
}

impl Headers {
    /// Collects the headers of all responses of `api`.
    pub fn find(api: &Api, resolver: &mut Resolver<'_, '_>) -> Self {
        let mut headers = Self::default();
        for operation in api.operations.values() {
            for (_, header) in all(operation) {
                headers.constant(resolver, header);
            }
        }
        if !headers.plans.is_empty() {
            resolver.note(Need::Header);
        }
        headers
    }

    /// The constants of the headers that responses of an operation may carry, each with its docs.
    pub fn of_operation(
        &mut self,
        resolver: &mut Resolver<'_, '_>,
        operation: &Operation,
    ) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for (name, header) in all(operation) {
            let constant = self.constant(resolver, header);
            if !found.iter().any(|(known, _)| *known == constant) {
                found.push((constant, name));
            }
        }
        found
    }

    /// The plans of all headers.
    pub fn into_plans(mut self) -> Vec<HeaderPlan> {
        self.plans.sort_by(|a, b| a.constant.cmp(&b.constant));
        self.plans
    }

    fn constant(&mut self, resolver: &mut Resolver<'_, '_>, header: &Header) -> String {
        let wire = header.name.to_ascii_lowercase();
        let (ty, form) = type_and_form(resolver, header, &wire);
        let key = (wire.clone(), ty.clone(), form);
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let constant = self.scope.mint(&ident::screaming(&wire));
        let mut docs = prose_docs(&header.docs);
        if docs.is_empty() {
            docs.push(prose::code(&header.name));
        }
        self.known.insert(key, constant.clone());
        self.plans.push(HeaderPlan {
            constant: constant.clone(),
            wire,
            ty,
            form,
            docs,
        });
        constant
    }
}

/// The type of a header's value and how it is serialized. A cookie contains commas, so each
/// `Set-Cookie` has a line of its own (RFC 9110, section 5.3), whatever the schema.
fn type_and_form(
    resolver: &mut Resolver<'_, '_>,
    header: &Header,
    wire: &str,
) -> (RustType, HeaderForm) {
    if wire == "set-cookie" {
        let text = RustType::Plain("String");
        return (RustType::List(Box::new(text)), HeaderForm::Lines);
    }
    let form = match (header.json, header.explode) {
        (true, _) => HeaderForm::Json,
        (_, true) => HeaderForm::Exploded,
        _ => HeaderForm::Plain,
    };
    (resolver.with_null(header.ty), form)
}

/// The headers of an operation's responses, by name. `Content-Type` is ignored: media types
/// determine it ("Response Object").
fn all(operation: &Operation) -> impl Iterator<Item = (String, &Header)> {
    let headers = operation
        .responses
        .iter()
        .flat_map(|response| &response.headers);
    headers
        .filter(|header| {
            is_sound(&header.name) && !header.name.eq_ignore_ascii_case("content-type")
        })
        .map(|header| (header.name.clone(), header))
}

/// Whether a name is a valid header name (RFC 9110, section 5.1).
fn is_sound(name: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(token)
}
