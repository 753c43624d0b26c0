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
