//! Tests made from the examples of the description.

use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::media::{self, MediaKind};
use super::rust_type::Resolver;
use super::scope::Scope;
use crate::ident;
use crate::model::{Api, Content, TypeId};
use crate::plan::{ExampleTest, Item, RustType};

/// Plans a test for each example of a schema, a body or a response that is decoded into a type.
pub(super) fn plan_example_tests(
    api: &Api,
    items: &[Item],
    resolver: &mut Resolver<'_, '_>,
) -> Vec<ExampleTest> {
    let ways = items
        .iter()
        .map(|item| (item.name.as_str(), (item.sent, item.received)));
    let mut tests = Tests {
        ways: ways.collect(),
        scope: Scope::default(),
        seen: FxHashSet::default(),
        tests: Vec::new(),
    };
    for (id, ty) in api.types.iter() {
        let words = match &ty.component {
            Some(name) => name.clone(),
            None => ty.origin.pointer.to_string(),
        };
        let place = ty.origin.pointer.to_string();
        tests.add(resolver, id, &words, &place, &ty.examples);
    }
    for operation in api.operations.values() {
        let words = super::names::operation_words(operation);
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        let answers = operation.responses.iter();
        let answers = answers.flat_map(|response| &response.content);
        let sent = bodies.map(|content| (content, format!("{words} body")));
        let received = answers.map(|content| (content, format!("{words} response")));
        for (content, words) in sent.chain(received) {
            if let Some(ty) = json_type(content) {
                let place = content.origin.pointer.to_string();
                tests.add(resolver, ty, &words, &place, &content.examples);
            }
        }
    }
    tests.tests
}

fn json_type(content: &Content) -> Option<TypeId> {
    let json = media::kind(&content.media_type) == MediaKind::Json;
    content.ty.filter(|_| json)
}

struct Tests<'a> {
    /// Whether a type is sent and whether it is received, by name.
    ways: FxHashMap<&'a str, (bool, bool)>,
    scope: Scope,
    seen: FxHashSet<(RustType, String)>,
    tests: Vec<ExampleTest>,
}

impl Tests<'_> {
    fn add(
        &mut self,
        resolver: &mut Resolver<'_, '_>,
        id: TypeId,
        words: &str,
        place: &str,
        examples: &[Value],
    ) {
        if examples.is_empty() {
            return;
        }
        let ty = resolver.with_null(id);
        let (sent, received) = self.ways_of(&ty);
        if !received || ty == RustType::Plain("String") {
            return;
        }
        for example in examples {
            let json = example.to_string();
            if self.seen.insert((ty.clone(), json.clone())) {
                self.tests.push(ExampleTest {
                    name: self.scope.mint(&ident::snake(words)),
                    place: place.to_owned(),
                    ty: ty.clone(),
                    json,
                    written: sent,
                });
            }
        }
    }

    /// Whether every part of a type is sent, and whether every part is received.
    fn ways_of(&self, ty: &RustType) -> (bool, bool) {
        match ty {
            RustType::Named(name) => self
                .ways
                .get(name.as_str())
                .copied()
                .unwrap_or((false, false)),
            RustType::List(inner)
            | RustType::Map(inner)
            | RustType::Option(inner)
            | RustType::Nullable(inner)
            | RustType::Boxed(inner)
            | RustType::RuntimeOf(_, inner) => self.ways_of(inner),
            RustType::Tuple(items) => items
                .iter()
                .map(|item| self.ways_of(item))
                .fold((true, true), |all, one| (all.0 && one.0, all.1 && one.1)),
            _ => (true, true),
        }
    }
}
