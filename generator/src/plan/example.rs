//! Runnable examples and example tests.

use std::collections::BTreeSet;

use super::rust_type::RustType;

/// An operation with a runnable example.
#[derive(Debug)]
pub struct ExamplePlan {
    /// The index of the module.
    pub module: usize,
    /// The index of the operation in the module.
    pub operation: usize,
    /// The name of its file, without the extension.
    pub file: String,
    /// The value of each argument; `None` if the user of the example passes it.
    pub values: Vec<Option<String>>,
    /// The types that the values refer to.
    pub names: BTreeSet<String>,
    /// The prefix of the environment variables that it reads.
    pub prefix: String,
}

/// A test that decodes an example of the description into its type.
#[derive(Debug)]
pub struct ExampleTest {
    /// The test's name.
    pub name: String,
    /// The place of the example in the description.
    pub place: String,
    /// The type.
    pub ty: RustType,
    /// The example, as JSON.
    pub json: String,
    /// Whether the test also encodes the value.
    pub written: bool,
}

/// An example that calls an operation.
#[derive(Debug)]
pub struct CallExample {
    /// The declaration of the client: `client: pets_client::Client`.
    pub client: String,
    /// The declarations of the arguments that have no short value.
    pub parameters: Vec<String>,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The import of the types that the values refer to.
    pub import: Option<String>,
    /// The statements, as lines.
    pub statements: Vec<String>,
}

impl CallExample {
    /// The section of the docs that shows it, in a function that is hidden.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines = ["# Examples", "", "```no_run"].map(str::to_owned).to_vec();
        if self.deprecated {
            lines.push("# #[allow(deprecated)]".to_owned());
        }
        let mut parameters = vec![self.client.as_str()];
        parameters.extend(self.parameters.iter().map(String::as_str));
        lines.push(format!(
            "# async fn example({}) -> Result<(), Box<dyn std::error::Error>> {{",
            parameters.join(", ")
        ));
        if let Some(import) = &self.import {
            lines.extend([import.clone(), String::new()]);
        }
        lines.extend(self.statements.iter().cloned());
        lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
        lines
    }
}
