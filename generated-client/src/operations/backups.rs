//! Operations tagged `Backups`.
//!
//! Backups of instances.

use crate::runtime::{Call, Client, OperationInfo, operation};
use crate::types;

static STOP_BACKUP: OperationInfo = OperationInfo {
    id: "StopBackup",
    method: "PUT",
    path: "/v3/{project_id}/backups/{backup_id}",
    accept: "application/json",
    security: &[&["XAuthToken"]],
};

impl Client {
    /// Stopping a Backup
    ///
    /// This API is used to stop a backup in case of an emergency.
    ///
    /// ## Constraints
    ///
    /// - Currently, a backup can be stopped only in emergency scenarios of GeminiDB Cassandra instances.
    /// - This API is available only for DB instances in the Backing up or Uploading backup state.
    ///
    /// ## Authorization Information
    ///
    /// Each account has permissions to call all APIs, but IAM users must have the required permissions specifically
    /// assigned.
    ///
    /// - If you are using role/policy-based authorization, see the required permissions in Permissions and Supported
    ///   Actions.
    /// - If you are using identity policy-based authorization, the following identity policy-based permissions are
    ///   required: the action `gaussdbfornosql:instance:stopBackup` (access level write, alias `nosql:backup:stop`).
    ///   It has no resource type, no condition key and no dependencies.
    ///
    /// The page that documents this operation: <https://support.huaweicloud.com/intl/en-us/api-nosql/nosql_04_0008.html>
    ///
    /// `PUT /v3/{project_id}/backups/{backup_id}`, with `XAuthToken`
    ///
    /// # Arguments
    ///
    /// - `backup_id`: Backup ID
    ///
    /// # Response headers
    ///
    /// - [`X-Request-Id`](crate::headers::X_REQUEST_ID)
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn example(client: geminidb_client::Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use geminidb_client::types::{StopBackupAction, StopBackupRequest};
    ///
    /// let response = client
    ///     .stop_backup("ca8cb4638f3d42bfa6e942464339be89br14", StopBackupRequest::new(StopBackupAction::Stop))
    ///     .await?;
    /// println!("{response:?}");
    /// # Ok(())
    /// # }
    /// ```
    pub fn stop_backup(&self, backup_id: &str, body: types::StopBackupRequest) -> StopBackup {
        let mut call = self.call(&STOP_BACKUP);
        call.shared_path("project_id");
        call.path("backup_id", backup_id);
        call.json(&body);
        StopBackup { call }
    }
}

/// A call of [`Client::stop_backup`](crate::Client::stop_backup). `.await` sends it.
#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct StopBackup {
    call: Call,
}

operation! {
    StopBackup of STOP_BACKUP
    output types::StopBackupResponse { _ => json }
    error types::ErrorResponse { _ => json }
}
