//! Understands a description: OpenAPI 3.0 parts in, the model out.
//!
//! The only room that knows openapiv3. It follows references, merges `allOf`, decides what a union is, and never gives up
//! on the whole for the sake of a part: what cannot be understood is widened or left out, and reported.

mod body;
mod info;
mod names;
mod operation;
mod pagination;
mod parameter;
mod parts;
mod response;
mod schema;
mod security;
mod waiter;

use crate::diagnostics::Sink;
use crate::dialect::{Dialect, Translator};
use crate::model::{Api, Operation, OperationId, Table};
use crate::source::Documents;

use parts::Parts;
use schema::Schemas;

/// What a run understood, and of how much.
#[derive(Debug)]
pub struct Lowered {
    /// The API.
    pub api: Api,
    /// How many operations the description has, those left out included.
    pub operations_described: usize,
    /// How many named schemas the description has.
    pub schemas_described: usize,
}

/// Understands the description in `documents`.
#[must_use]
pub fn lower(documents: &Documents, dialect: Dialect, sink: &Sink) -> Lowered {
    let translator = Translator::new(documents, dialect, sink);
    let parts = Parts::new(documents, &translator, sink);
    let mut lowering = Lowering {
        schemas: Schemas::new(&parts),
        parts: &parts,
        operations: Table::default(),
    };

    let root = info::Root::read(&parts);
    let schemas_described = lowering.schemas.declare_components();
    let security_schemes = security::schemes(&parts);
    let operations_described = lowering.operations(&root, &security_schemes);
    let types = lowering.schemas.finish();

    let tags = info::tags(&root, lowering.operations.values());
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
    }
}

/// The state of a run of this room.
struct Lowering<'a> {
    parts: &'a Parts<'a>,
    schemas: Schemas<'a>,
    operations: Table<OperationId, Operation>,
}
