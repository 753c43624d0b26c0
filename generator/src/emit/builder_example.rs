//! The builder calls that examples of the documentation need.

use crate::plan::CratePlan;

/// The imports of the builder calls in docs.
pub(super) fn imports(plan: &CratePlan) -> &'static str {
    if plan.client.servers.choices.is_empty() {
        "Client"
    } else {
        "{Client, Server}"
    }
}

/// The builder calls that a client of the API needs, for docs.
pub(super) fn builder_lines(plan: &CratePlan) -> Vec<String> {
    let mut lines = Vec::new();
    match plan.client.servers.choices.first() {
        Some(choice) => {
            let values: Vec<String> = choice
                .variables
                .iter()
                .map(|variable| format!("{:?}", variable.sample))
                .collect();
            lines.push(format!(
                "    .server(Server::{}({}))",
                super::identifier::ident_text(&choice.name),
                values.join(", ")
            ));
        }
        None => lines.push("    .base_url(\"https://api.example.com\")".to_owned()),
    }
    for one in &plan.client.authentication {
        let method = super::identifier::ident_text(&one.method);
        match one.kind {
            crate::model::SchemeKind::MutualTls => {}
            crate::model::SchemeKind::Basic => {
                lines.push(format!("    .{method}(\"user\", \"password\")"));
            }
            _ => lines.push(format!("    .{method}(\"secret\")")),
        }
    }
    for shared in &plan.client.shared {
        lines.push(format!(
            "    .{}({:?})",
            super::identifier::ident_text(&shared.method),
            shared.wire
        ));
    }
    lines
}
