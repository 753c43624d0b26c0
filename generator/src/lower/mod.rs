//! Understands a description: OpenAPI 3.0 parts in, the model out.
//!
//! The only room that knows openapiv3. It follows references, merges `allOf`, decides what a union is, and never gives up
//! on the whole for the sake of a part: what cannot be understood is widened or left out, and reported.

mod body;
mod budget;
mod correct;
mod encoding;
mod header_name;
mod info;
mod listed;
mod names;
mod operation;
mod parameter;
mod parts;
mod response;
mod schema;
mod security;
mod select;
mod shared;

use rustc_hash::FxHashSet;

use crate::config::ClientConfig;
use crate::diagnostics::Sink;
use crate::dialect::{Dialect, Translator};
use crate::model::{Api, Operation, OperationId, Table};
use crate::source::Documents;

use budget::{Budget, OPERATIONS};
use parts::Parts;
use schema::Schemas;
use select::Select;

/// What a run understood, and of how much.
#[derive(Debug)]
pub struct Lowered {
    /// The API.
    pub api: Api,
    /// How many operations the description has, those left out included.
    pub operations_described: usize,
    /// How many named schemas the description has.
    pub schemas_described: usize,
    /// How many of them were understood.
    pub schemas_understood: usize,
}

/// Understands the description in `documents`.
#[must_use]
pub fn lower(
    documents: &Documents,
    dialect: Dialect,
    config: &ClientConfig,
    sink: &Sink,
) -> Lowered {
    let translator = Translator::new(documents, dialect, sink);
    let translator = if config.example_tests == Some(true) {
        translator
    } else {
        translator.without_examples()
    };
    let parts = Parts::new(documents, &translator, sink);
    let mut lowering = Lowering {
        schemas: Schemas::new(&parts, config),
        parts: &parts,
        operations: Table::default(),
        budget: Budget::new(OPERATIONS, documents.bytes()),
    };

    let root = info::Root::read(&parts);
    let select = Select::new(config, sink);
    let mut schemas_described = lowering.schemas.declare_components(!select.is_partial());
    let mut security_schemes = security::schemes(&parts);
    let operations_described = lowering.operations(&root, &security_schemes, &select);
    let mut types = lowering.schemas.finish();
    let schemas_broken = lowering.schemas.broken_components;
    select.report_unused();
    correct::correct(&mut types, config, sink);
    correct::replace(&mut types, config, sink);
    correct::allow_empty(&mut lowering.operations, config, sink);

    let mut tags = info::tags(&root, lowering.operations.values());
    if select.is_partial() {
        schemas_described = types.values().filter(|ty| ty.component.is_some()).count();
        let operations = || lowering.operations.values();
        let required = operations().flat_map(|operation| operation.security.iter().flatten());
        let required: FxHashSet<_> = required.map(|one| &one.scheme).collect();
        security_schemes.retain(|scheme| required.contains(&scheme.name));
        let used: FxHashSet<_> = operations().flat_map(|operation| &operation.tags).collect();
        tags.retain(|tag| used.contains(&tag.name));
    }
    let api = Api {
        title: root.title,
        version: root.version,
        docs: root.docs,
        servers: root.servers,
        tags,
        operations: lowering.operations,
        types,
        security_schemes,
    };
    Lowered {
        api,
        operations_described,
        schemas_described,
        schemas_understood: schemas_described.saturating_sub(schemas_broken),
    }
}

/// The state of a run of this room.
struct Lowering<'a> {
    parts: &'a Parts<'a>,
    schemas: Schemas<'a>,
    operations: Table<OperationId, Operation>,
    budget: Budget,
}
