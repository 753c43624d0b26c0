//! Examples: programs and tests.

use std::collections::BTreeSet;

use super::rust_type::RustType;

/// An operation with a runnable example.
#[derive(Debug)]
pub struct ExamplePlan {
    /// The module, by position.
    pub module: usize,
    /// The operation in the module, by position.
    pub operation: usize,
    /// The name of its file, without the extension.
    pub file: String,
    /// What is passed for each argument: nothing where the person who runs it gives it.
    pub values: Vec<Option<String>>,
    /// The types the values name.
    pub names: BTreeSet<String>,
    /// What the names of environment variables begin with.
    pub prefix: String,
}

/// A test: an example, and the type that it is a value of.
#[derive(Debug)]
pub struct ExampleTest {
    /// The test's name.
    pub name: String,
    /// Where the example stands.
    pub place: String,
    /// The type.
    pub ty: RustType,
    /// The example, as JSON.
    pub json: String,
    /// Whether the type is written, too.
    pub written: bool,
}
