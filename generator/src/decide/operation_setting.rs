//! Settings for single operations, from `oasmith.toml` by `operationId` or from an extension of the
//! operation.

use std::collections::BTreeMap;

use super::client;
use crate::config::ClientConfig;
use crate::diagnostics::{Diagnostic, Location, Sink};
use crate::model::{Api, Operation, OperationId};
use crate::plan::{OperationModule, OperationPlan};

/// A setting for single operations.
pub(super) struct OperationSetting<'a, T> {
    /// Its key in `oasmith.toml`.
    pub key: &'static str,
    /// Its extension in the description.
    pub extension: &'static str,
    /// The values from `oasmith.toml`, by `operationId`.
    pub values: &'a BTreeMap<String, T>,
    /// The value from the description.
    pub described: fn(&Operation) -> Option<&T>,
}

impl<T> OperationSetting<'_, T> {
    /// Plans each operation that has the setting. Reports values for unknown operations, and those
    /// that do not fit their operation.
    pub fn plan_all<P, E>(
        &self,
        api: &Api,
        config: &ClientConfig,
        modules: &[OperationModule],
        sink: &Sink,
        plan_one: impl Fn(&Operation, &OperationPlan, &OperationModule, &T) -> Result<P, E>,
        describe: impl Fn(&E, &OperationPlan, &Location) -> Diagnostic,
    ) -> BTreeMap<OperationId, P> {
        self.report_unknown(api, config, sink);
        let mut found = BTreeMap::new();
        for module in modules {
            for planned in &module.operations {
                let Some(operation) = api.operations.get(planned.source) else {
                    continue;
                };
                let Some((value, at)) = self.find(operation) else {
                    continue;
                };
                match plan_one(operation, planned, module, value) {
                    Ok(plan) => {
                        found.insert(planned.source, plan);
                    }
                    Err(unfit) => sink.report(describe(&unfit, planned, &at)),
                }
            }
        }
        found
    }

    fn report_unknown(&self, api: &Api, config: &ClientConfig, sink: &Sink) {
        for id in self.values.keys() {
            let known = |operation: &Operation| operation.id.as_deref() == Some(id);
            if !api.operations.values().any(known) {
                client::report_unknown_operation(api, config, self.key, id, sink);
            }
        }
    }

    /// The value for an operation and where it is set. `oasmith.toml` takes precedence.
    fn find<'o>(&'o self, operation: &'o Operation) -> Option<(&'o T, Location)> {
        let id = operation.id.as_deref().unwrap_or_default();
        if let Some(value) = self.values.get(id) {
            return Some((value, operation.origin.clone()));
        }
        let value = (self.described)(operation)?;
        Some((value, operation.origin.key(self.extension)))
    }
}
