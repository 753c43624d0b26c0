//! Operations that start work which continues after their response.

/// How to poll for the completion of the work, as configured or described. Not validated against
/// the operations yet.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Waiter {
    /// The `operationId` of the operation to poll.
    pub poll: String,
    /// Its arguments by name, each with a JSON Pointer into the first response.
    pub arguments: Vec<(String, String)>,
    /// The JSON Pointer to the state in its responses.
    pub state: String,
    /// The states of success.
    pub success: Vec<String>,
    /// The states of failure.
    pub failure: Vec<String>,
    /// The states of work in progress. Empty: all other states.
    pub pending: Vec<String>,
    /// The JSON Pointer to the result in the last response.
    pub result: Option<String>,
    /// The delay before the first poll, in seconds.
    pub interval: Option<u64>,
    /// The maximum delay between polls, in seconds.
    pub max_interval: Option<u64>,
    /// The time limit, in seconds. 0: no limit.
    pub deadline: Option<u64>,
}
