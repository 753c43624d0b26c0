//! The servers of the API, and the variables of their URLs.

mod choice;
mod own;
mod template;

use super::scope::Scope;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, FileId, Location, Sink};
use crate::model::Api;
use crate::plan::ServerPlan;
use choice::Enums;
pub(super) use own::{default_url, own};
use template::{Base, Template};

/// Functions that a server always has, and names that clippy reserves for methods of traits.
const RESERVED: [&str; 11] = [
    "as_str", "borrow", "clone", "default", "eq", "fmt", "from", "from_str", "hash", "new",
    "server",
];

/// Plans the servers of `api`.
pub(super) fn plan_server(api: &Api, sink: &Sink) -> ServerPlan {
    let mut names = Scope::with(RESERVED);
    let mut enums = Enums::new();
    let (mut choices, mut default) = (Vec::new(), None);
    for (index, server) in api.servers.iter().enumerate() {
        let at = Location::top(FileId::default()).key("servers").index(index);
        let template = match Template::parse(server, &Base::default()) {
            Ok(template) => template,
            Err(why) => {
                let message = format!("`{}` is not a server that can be called: {why}", server.url);
                sink.report(Diagnostic::new(
                    findings::unusable_server::SKIPPED,
                    &at,
                    message,
                ));
                continue;
            }
        };
        for variable in template.undefined() {
            let message = format!("`{}` is not a variable of `{}`", variable.name, server.url);
            sink.report(Diagnostic::new(
                findings::undefined_server_variable::WIDENED,
                &at,
                message,
            ));
        }
        if template.is_absolute {
            default = default.or_else(|| template.with_defaults());
        } else if template.url == "/" {
            // The default server `/`: any base URL will do.
            continue;
        } else {
            let message = format!("`{}` has no host", server.url);
            sink.report(Diagnostic::new(
                findings::server_without_host::NONE,
                &at,
                message,
            ));
        }
        choices.push(choice::choice(server, &template, &mut names, &mut enums));
    }
    ServerPlan {
        choices,
        enums: enums.found,
        default,
    }
}
