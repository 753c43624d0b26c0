//! Writes a plan down as files. Total: it cannot fail, and it decides nothing.
//!
//! One file for each kind of thing printed. What has no interpolation is no business of this room: it is a file of the
//! runtime, copied word for word.

mod api_list;
mod body;
mod cargo_toml;
mod client;
mod docs;
mod enumeration;
mod example;
mod example_tests;
mod format;
mod guide;
mod headers;
mod library;
mod member;
mod operation;
mod outcome;
mod pages;
mod parts;
mod readme;
mod runtime;
mod rust_type;
mod rustfmt;
mod server;
mod structure;
mod table;
mod types;
mod union;
mod waiter;

use rayon::prelude::*;

use crate::output::Files;
use crate::plan::CratePlan;

pub(crate) use api_list::{argument_text, text as type_text};
pub(crate) use table::literal as value_text;

/// The files of the crate.
#[must_use]
pub fn emit(plan: &CratePlan) -> Files {
    let mut files = Files::new();
    files.insert("Cargo.toml", cargo_toml::emit(plan));
    files.insert("README.md", readme::emit(plan));
    files.insert("API.txt", api_list::emit(plan));
    files.insert("src/lib.rs", library::emit(plan));
    files.insert("src/client.rs", client::emit(plan));
    files.insert("src/server.rs", server::emit(plan));
    for (path, text) in types::emit(plan) {
        files.insert(path, text);
    }
    if let Some(text) = headers::emit(plan) {
        files.insert("src/headers.rs", text);
    }
    files.insert("src/operations.rs", operation::emit_index(plan));
    let has_deprecated = plan.types.iter().any(types::is_deprecated);
    let modules: Vec<_> = plan
        .modules
        .par_iter()
        .map(|module| operation::emit_module(module, has_deprecated))
        .collect();
    for (module, text) in plan.modules.iter().zip(modules) {
        files.insert(format!("src/operations/{}.rs", module.name), text);
    }
    for (path, text) in runtime::emit(plan) {
        files.insert(path, text);
    }
    for (path, text) in example_tests::emit(plan) {
        files.insert(path, text);
    }
    for (path, text) in example::emit(plan) {
        files.insert(path, text);
    }
    files
}
