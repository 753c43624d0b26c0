//! Operations that start work which goes on after their answer, where the description itself says so.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::parts::Parts;
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::extension::WAITER;
use crate::model::Waiter;

/// The extension, by the keys that the settings have.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Given {
    poll: String,
    #[serde(default)]
    arguments: IndexMap<String, String>,
    state: String,
    #[serde(default)]
    success: Vec<String>,
    #[serde(default)]
    failure: Vec<String>,
    result: Option<String>,
    interval: Option<u64>,
    max_interval: Option<u64>,
    deadline: Option<u64>,
}

/// How it is found out that the work of the operation at `at` is done, if its extension says so.
pub(super) fn waiter(
    parts: &Parts<'_>,
    extensions: &IndexMap<String, Value>,
    at: &Location,
) -> Option<Waiter> {
    let value = extensions.get(WAITER)?;
    match Given::deserialize(value) {
        Ok(given) => Some(given.into()),
        Err(error) => {
            let message = format!("this is not a sound waiter: {error}");
            let at = at.key(WAITER);
            parts
                .sink
                .report(Diagnostic::new(&findings::UNSOUND_PART, &at, message));
            None
        }
    }
}

impl From<Given> for Waiter {
    fn from(given: Given) -> Self {
        Self {
            poll: given.poll,
            arguments: given.arguments.into_iter().collect(),
            state: given.state,
            success: given.success,
            failure: given.failure,
            result: given.result,
            interval: given.interval,
            max_interval: given.max_interval,
            deadline: given.deadline,
        }
    }
}
