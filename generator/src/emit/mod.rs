//! Stage 5 of 6: writes a plan as the files of a crate. It cannot fail, and it decides nothing.
//!
//! One file for each kind of thing that is generated. Code without interpolation is not generated:
//! it is a file of the runtime, copied verbatim.

mod api_list;
mod body;
mod builder_example;
mod cargo_toml;
mod client;
mod docs;
mod enumeration;
mod example;
mod example_tests;
mod format;
mod front_page;
mod guide;
mod headers;
mod identifier;
mod library;
mod member;
mod methods;
mod operation;
mod outcome;
mod pages;
mod parts;
mod readme;
mod runtime;
mod rust_type;
mod rustfmt;
mod send;
mod server;
mod structure;
mod table;
mod tag_literal;
mod taken;
mod type_text;
mod types;
mod union;
mod waiter;

use std::borrow::Cow;

use rayon::prelude::*;

use crate::output::Files;
use crate::plan::CratePlan;
use crate::printable;

pub(crate) use api_list::{argument_text, type_signature};
pub(crate) use table::literal as value_text;

/// Generates some of the files: path and text of each.
type Emit = fn(&CratePlan) -> Vec<(String, String)>;

/// The generators, run in parallel, the slowest first.
const EMITTERS: [Emit; 14] = [
    types::emit,
    operations,
    |plan| single_file("API.txt", api_list::emit(plan)),
    |plan| single_file("Cargo.toml", cargo_toml::emit(plan)),
    |plan| single_file("README.md", readme::emit(plan)),
    |plan| single_file("src/lib.rs", library::emit(plan)),
    |plan| single_file("src/guide.rs", guide::emit(plan)),
    |plan| single_file("src/client.rs", client::emit(plan)),
    |plan| single_file("src/server.rs", server::emit(plan)),
    |plan| single_file("src/headers.rs", headers::emit(plan).unwrap_or_default()),
    |plan| single_file("src/operations.rs", operation::emit_index(plan)),
    runtime::emit,
    example_tests::emit,
    example::emit,
];

/// Generates the files of the crate.
#[must_use]
pub fn emit(plan: &CratePlan) -> Files {
    let mut files = Files::new();
    let written: Vec<_> = EMITTERS.par_iter().map(|emit| emit(plan)).collect();
    for (path, text) in written.into_iter().flatten() {
        // Only string literals can still contain hidden characters; comments and names are already
        // free of them.
        let text = match printable::lines(&text) {
            Cow::Borrowed(_) => text,
            Cow::Owned(escaped) => escaped,
        };
        files.insert(path, text);
    }
    files
}

fn single_file(path: &str, text: String) -> Vec<(String, String)> {
    vec![(path.to_owned(), text)]
}

/// Generates the file of operations for each tag.
fn operations(plan: &CratePlan) -> Vec<(String, String)> {
    let has_deprecated = plan.types.iter().any(types::is_deprecated);
    let modules = plan.modules.par_iter().map(|module| {
        let text = operation::emit_module(plan, module, has_deprecated);
        (format!("src/operations/{}.rs", module.name), text)
    });
    modules.collect()
}
