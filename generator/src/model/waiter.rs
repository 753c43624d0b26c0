//! Operations that start work which goes on after their answer.

/// How it is found out that the work is done: as the settings or the description say, not yet held against the operations.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Waiter {
    /// The operation that is asked, by `operationId`.
    pub poll: String,
    /// Its arguments by name, and where in the first answer each stands: a JSON Pointer.
    pub arguments: Vec<(String, String)>,
    /// Where in its answers the state of the work stands: a JSON Pointer.
    pub state: String,
    /// The states in which the work is done.
    pub success: Vec<String>,
    /// The states in which it has failed.
    pub failure: Vec<String>,
    /// The states in which it goes on; none where all others are.
    pub pending: Vec<String>,
    /// Where in its last answer the result stands: a JSON Pointer.
    pub result: Option<String>,
    /// How long to wait before it is asked first, in seconds.
    pub interval: Option<u64>,
    /// How long to wait before it is asked again at most, in seconds.
    pub max_interval: Option<u64>,
    /// How long to go on, in seconds; 0 for without end.
    pub deadline: Option<u64>,
}
