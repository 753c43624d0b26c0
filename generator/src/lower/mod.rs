//! Lowers a description to the model: OpenAPI 3.0 objects in, the model out.
//!
//! The only stage that knows openapiv3. It resolves references, merges `allOf`, and chooses the
//! shape of unions. A problem in one object never fails the whole description: what is unsupported
//! is widened or skipped, and reported.

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

/// The result of lowering, with counts.
#[derive(Debug)]
pub struct Lowered {
    /// The API.
    pub api: Api,
    /// The number of operations in the description, including skipped ones.
    pub operations_described: usize,
    /// The number of named schemas in the description.
    pub schemas_described: usize,
    /// The number of named schemas that were lowered successfully.
    pub schemas_understood: usize,
}

/// Lowers the description in `documents`.
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

/// The state of one lowering.
struct Lowering<'a> {
    parts: &'a Parts<'a>,
    schemas: Schemas<'a>,
    operations: Table<OperationId, Operation>,
    budget: Budget,
}
