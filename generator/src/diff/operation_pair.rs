//! An operation in its module, and both versions of one.

use super::Comparison;
use crate::diagnostics::Location;
use crate::plan::{CratePlan, OperationModule, OperationPlan};

/// An operation, and the module it stands in.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub module: &'a OperationModule,
    pub plan: &'a OperationPlan,
}

impl Placed<'_> {
    /// What its method is called.
    pub fn path(&self) -> String {
        format!("Client::{}", self.plan.method)
    }

    /// What one of its own types is called.
    pub fn local(&self, name: &str) -> String {
        format!("operations::{}::{name}", self.module.name)
    }
}

/// Both versions of an operation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Both<'a> {
    pub old: &'a Placed<'a>,
    pub new: &'a Placed<'a>,
}

/// All operations of a plan.
pub(super) fn placed(plan: &CratePlan) -> Vec<Placed<'_>> {
    let mut all = Vec::new();
    for module in &plan.modules {
        let operations = module.operations.iter();
        all.extend(operations.map(|plan| Placed { module, plan }));
    }
    all
}

/// Where both versions stand.
pub(super) fn places(comparison: &Comparison<'_>, both: Both<'_>) -> (Location, Location) {
    (
        comparison.old.operation_at(both.old.plan),
        comparison.new.operation_at(both.new.plan),
    )
}
