//! The types of requests and responses.

use crate::runtime::{decode, encode, text_enum};

/// Why a call failed: the body of every failed call that the service itself answers. Gateways and IAM, in front of
/// it, may answer in other shapes, or with no JSON at all.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// Error code, such as `DBS.200001`
    pub error_code: String,
    /// Error message
    pub error_msg: String,
}

decode! {
    ErrorResponse {
        error_code: "error_code",
        error_msg: "error_msg",
    }
}

/// Operation. `stop` indicates the operation for stopping a backup.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StopBackupAction {
    /// `"stop"`
    Stop,
    /// A value that the description does not name.
    Unknown(String),
}

text_enum! {
    StopBackupAction {
        Stop = "stop",
    } Unknown
}

/// What to do with the backup.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StopBackupRequest {
    /// Operation. `stop` indicates the operation for stopping a backup.
    pub action: StopBackupAction,
}

encode! {
    StopBackupRequest {
        action: "action",
    }
}

impl StopBackupRequest {
    /// Creates a `StopBackupRequest` from its required fields.
    pub fn new(action: impl Into<StopBackupAction>) -> Self {
        Self {
            action: action.into(),
        }
    }
}

/// The accepted request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct StopBackupResponse {
    /// ID of the workflow for stopping a backup
    pub job_id: Option<String>,
}

decode! {
    StopBackupResponse {
        job_id ? "job_id",
    }
}
