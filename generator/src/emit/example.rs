//! Runnable examples: they take values from environment variables, and have a dry run that sends
//! nothing.

use std::fmt::Write as _;

use super::identifier::ident_text;
use crate::model::SchemeKind;
use crate::plan::{Argument, CratePlan, ExamplePlan, OperationPlan, RustType};
use crate::prose;

/// Generates `examples/<operation>.rs` for each requested operation.
pub(super) fn emit(plan: &CratePlan) -> Vec<(String, String)> {
    let examples = plan.examples.iter().filter_map(|example| {
        let operation = plan
            .modules
            .get(example.module)?
            .operations
            .get(example.operation)?;
        Some((
            format!("examples/{}.rs", example.file),
            print_example(plan, example, operation),
        ))
    });
    examples.collect()
}

/// A value set by the user: the environment variable and its docs.
struct Variable {
    name: String,
    what: String,
}

fn print_example(plan: &CratePlan, example: &ExamplePlan, operation: &OperationPlan) -> String {
    let library = &plan.package.library;
    let variables = variables(plan, example, operation);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "//! Calls [`Client::{}`] with values from environment variables:\n//!",
        operation.method
    );
    for variable in &variables {
        let _ = writeln!(out, "//! - `{}`: {}", variable.name, variable.what);
    }
    let _ = write!(
        out,
        "//!\n//! ```text\n//! cargo run --example {file}\n//! cargo run --example {file} -- --dry-run\n//! ```\n//!\n\
         //! `--dry-run` prints the request without its secrets, and does not send it.\n\n",
        file = example.file
    );
    let _ = writeln!(out, "use std::error::Error;\n\nuse {library}::Client;");
    let names: Vec<&str> = example.names.iter().map(String::as_str).collect();
    out.push_str(&super::types::use_list(
        &format!("{library}::types"),
        &names,
    ));
    out.push_str("\n#[tokio::main(flavor = \"current_thread\")]\nasync fn main() -> Result<(), Box<dyn Error>> {\n");
    out.push_str("    let client = Client::builder()\n");
    let _ = writeln!(
        out,
        "        .base_url(variable(\"{}_ENDPOINT\")?)",
        example.prefix
    );
    for one in plan
        .client
        .authentication
        .iter()
        .filter(|one| used(operation, &one.scheme))
    {
        let (method, name) = (ident_text(&one.method), one.method.to_uppercase());
        let _ = match one.kind {
            SchemeKind::MutualTls => Ok(()),
            SchemeKind::Basic => writeln!(
                out,
                "        .{method}(&variable(\"{0}_USER\")?, &variable(\"{0}_PASSWORD\")?)",
                example.prefix
            ),
            _ => writeln!(
                out,
                "        .{method}(variable(\"{}_{name}\")?)",
                example.prefix
            ),
        };
    }
    for shared in plan
        .client
        .shared
        .iter()
        .filter(|shared| operation.shared.contains(&shared.wire))
    {
        let name = shared.method.to_uppercase();
        let _ = writeln!(
            out,
            "        .{}(variable(\"{}_{name}\")?)",
            ident_text(&shared.method),
            example.prefix
        );
    }
    out.push_str("        .build()?;\n");
    call(&mut out, example, operation);
    out.push_str("    Ok(())\n}\n\n");
    out.push_str(VARIABLE);
    out
}

fn used(operation: &OperationPlan, scheme: &str) -> bool {
    operation
        .security
        .iter()
        .flatten()
        .any(|name| name == scheme)
}

fn variables(plan: &CratePlan, example: &ExamplePlan, operation: &OperationPlan) -> Vec<Variable> {
    let prefix = &example.prefix;
    let first = plan.client.servers.base_url_sample();
    let mut variables = vec![Variable {
        name: format!("{prefix}_ENDPOINT"),
        what: format!("the base URL, such as {}", prose::code(&first)),
    }];
    for one in plan
        .client
        .authentication
        .iter()
        .filter(|one| used(operation, &one.scheme))
    {
        let name = format!("{prefix}_{}", one.method.to_uppercase());
        variables.push(Variable {
            name,
            what: format!("the credential of {}", prose::code(&one.scheme)),
        });
    }
    for name in &operation.shared {
        let shared = plan
            .client
            .shared
            .iter()
            .find(|shared| shared.wire == *name);
        if let Some(shared) = shared {
            let name = format!("{prefix}_{}", shared.method.to_uppercase());
            variables.push(Variable {
                name,
                what: format!("the path parameter {}", prose::code(&shared.wire)),
            });
        }
    }
    for argument in given(example, operation) {
        let name = format!("{prefix}_{}", argument.name.to_uppercase());
        variables.push(Variable {
            name,
            what: format!("the argument `{}`", argument.name),
        });
    }
    variables
}

/// The arguments that the user of the example sets.
fn given<'p>(
    example: &'p ExamplePlan,
    operation: &'p OperationPlan,
) -> impl Iterator<Item = &'p Argument> {
    let arguments = operation.arguments.iter().zip(&example.values);
    arguments
        .filter(|(_, value)| value.is_none())
        .map(|(argument, _)| argument)
}

fn call(out: &mut String, example: &ExamplePlan, operation: &OperationPlan) {
    for argument in given(example, operation) {
        let name = argument.name.to_uppercase();
        let _ = writeln!(
            out,
            "    let {} = variable(\"{}_{name}\")?;",
            ident_text(&argument.name),
            example.prefix
        );
    }
    let arguments = operation
        .arguments
        .iter()
        .zip(&example.values)
        .map(|(argument, value)| match value {
            Some(value) => value.clone(),
            None => format!("&{}", ident_text(&argument.name)),
        });
    let arguments: Vec<String> = arguments.collect();
    let _ = writeln!(
        out,
        "    let call = client.{}({});",
        ident_text(&operation.method),
        arguments.join(", ")
    );
    out.push_str("    if std::env::args().any(|argument| argument == \"--dry-run\") {\n");
    out.push_str("        println!(\"{}\", call.preview()?);\n        return Ok(());\n    }\n");
    if operation.success.ty == RustType::Unit {
        out.push_str("    call.await?;\n");
    } else {
        out.push_str("    let response = call.await?;\n    println!(\"{response:?}\");\n");
    }
}

const VARIABLE: &str = "/// The value of an environment variable.
fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!(\"set the environment variable {name}\"))
}
";
