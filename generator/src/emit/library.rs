//! `src/lib.rs`: the crate-level docs and its public items.

use super::docs;
use super::runtime;
use super::{front_page, guide};
use crate::plan::CratePlan;

/// Generates `src/lib.rs`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let mut text = docs::inner(&plan.docs);
    text.push_str(&docs::inner(&front_page::lines(plan)));
    text.push_str("\n#![forbid(unsafe_code)]\n#![warn(missing_docs)]\n\n");
    if plan
        .package
        .library
        .contains(|c: char| c.is_ascii_uppercase())
    {
        text.push_str("#![allow(non_snake_case, reason = \"the name of the package\")]\n\n");
    }
    text.push_str("mod client;\n");
    if guide::has_guide(plan) {
        text.push_str("#[cfg(any(doc, doctest))]\npub mod guide;\n");
    }
    if !plan.headers.is_empty() {
        text.push_str("pub mod headers;\n");
    }
    if !plan.has_all_features() {
        text.push_str(ALLOW_UNKNOWN);
    }
    text.push_str("pub mod operations;\n");
    if !plan.has_all_features() {
        text.push_str(ALLOW_UNKNOWN);
    }
    if plan.modules.is_empty() {
        text.push_str(ALLOW_UNUSED);
    } else if plan.tag_features.is_some() {
        text.push_str(ALLOW_UNUSED_BY_SOME);
    }
    text.push_str("mod runtime;\n");
    let servers = !plan.client.servers.choices.is_empty();
    if servers {
        text.push_str("mod server;\n");
    }
    text.push_str("pub mod types;\n\n");
    if plan.has_feature("reqwest") {
        text.push_str("#[cfg(feature = \"reqwest\")]\npub use reqwest;\n");
    }
    for module in runtime::modules(plan) {
        text.push_str(&format!(
            "#[cfg(feature = {module:?})]\npub use runtime::{module};\n"
        ));
    }
    text.push_str(
        &super::types::use_list("runtime", &runtime::public_names(plan))
            .replace("use ", "pub use "),
    );
    if servers {
        let enums = plan
            .client
            .servers
            .enums
            .iter()
            .map(|one| one.name.as_str());
        let mut names: Vec<&str> = std::iter::once("Server").chain(enums).collect();
        names.sort_unstable();
        text.push_str(&super::types::use_list("server", &names).replace("use ", "pub use "));
    }
    text
}

const ALLOW_UNUSED_BY_SOME: &str = "#[cfg_attr(\n    not(feature = \"full\"),\n    allow(\n        dead_code,\n        \
                                    unused_imports,\n        unused_macros,\n        reason = \"the operations that use it are \
                                    not compiled\"\n    )\n)]\n";

const ALLOW_UNKNOWN: &str =
    "#[allow(unexpected_cfgs, reason = \"the crate omits some features\")]\n";

const ALLOW_UNUSED: &str = "#[allow(\n    dead_code,\n    unused_imports,\n    unused_macros,\n    reason = \"the \
                            description has no operation\"\n)]\n";
