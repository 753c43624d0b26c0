//! Long-running operations and how they are polled.

use super::member::MemberPath;
use super::rust_type::RustType;

/// How to wait for the work that an operation starts.
#[derive(Debug)]
pub struct WaiterPlan {
    /// The module of the operation that is asked, where it is another.
    pub module: Option<String>,
    /// The struct of its calls.
    pub structure: String,
    /// Its method.
    pub poll: String,
    /// What it is given.
    pub arguments: Vec<PollArgument>,
    /// Where in its answers the state stands.
    pub state: MemberPath,
    /// The states in which the work is done.
    pub success: Vec<String>,
    /// The states in which it has failed.
    pub failure: Vec<String>,
    /// The states in which it goes on; none where all others are.
    pub pending: Vec<String>,
    /// Where in its last answer the result stands.
    pub result: MemberPath,
    /// The type of the result.
    pub done: RustType,
    /// The first and the longest wait, in seconds.
    pub every: (u64, u64),
    /// How long to go on, in seconds.
    pub within: Option<u64>,
    /// The method of the call that waits.
    pub method: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// What the operation that is asked is given.
#[derive(Debug)]
pub struct PollArgument {
    /// The setter that takes it, where it is no argument of the method.
    pub setter: Option<String>,
    /// The value.
    pub value: PollValue,
}

/// A value for the operation that is asked.
#[derive(Debug)]
pub enum PollValue {
    /// Text of the first answer.
    Text(MemberPath),
    /// A value of the first answer, as text.
    Written(MemberPath),
    /// A value of the first answer, copied.
    Copied(MemberPath),
    /// Text of the first answer, read as a number.
    Read(MemberPath),
    /// The text that the first call has in its path.
    PathText(String),
    /// The number that the first call has in its path.
    PathNumber(String),
}
