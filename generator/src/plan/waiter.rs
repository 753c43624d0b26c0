//! Long-running operations and how they are polled.

use super::member::MemberPath;
use super::rust_type::RustType;

/// How to wait for the work that an operation starts.
#[derive(Debug)]
pub struct WaiterPlan {
    /// The module of the polled operation, if it is another one.
    pub module: Option<String>,
    /// The call struct of the polled operation.
    pub structure: String,
    /// The method of the polled operation.
    pub poll: String,
    /// The arguments for the polled operation.
    pub arguments: Vec<PollArgument>,
    /// The path to the state in its response.
    pub state: MemberPath,
    /// The states in which the work has succeeded.
    pub success: Vec<String>,
    /// The states in which it has failed.
    pub failure: Vec<String>,
    /// The states in which the work is still running; empty if all other states are.
    pub pending: Vec<String>,
    /// The path to the result in its last response.
    pub result: MemberPath,
    /// The type of the result.
    pub done: RustType,
    /// The first and the longest delay between polls, in seconds.
    pub every: (u64, u64),
    /// The deadline, in seconds.
    pub within: Option<u64>,
    /// The name of the method that waits.
    pub method: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// An argument for the polled operation.
#[derive(Debug)]
pub struct PollArgument {
    /// The setter that takes it; `None` if it is an argument of the method.
    pub setter: Option<String>,
    /// The value.
    pub value: PollValue,
}

/// A value for the polled operation.
#[derive(Debug)]
pub enum PollValue {
    /// Text from the first response.
    Text(MemberPath),
    /// A value from the first response, converted to text.
    Written(MemberPath),
    /// A value from the first response, copied.
    Copied(MemberPath),
    /// Text from the first response, parsed as a number.
    Read(MemberPath),
    /// The text of a path parameter of the first call.
    PathText(String),
    /// The number of a path parameter of the first call.
    PathNumber(String),
}
