//! Operations with their modules, and pairs of both versions.

use super::Comparison;
use crate::diagnostics::Location;
use crate::plan::{CratePlan, OperationModule, OperationPlan};

/// An operation and its module.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub module: &'a OperationModule,
    pub plan: &'a OperationPlan,
}

impl Placed<'_> {
    /// The name of its method in reports.
    pub fn path(&self) -> String {
        format!("Client::{}", self.plan.method)
    }

    /// The name of one of its own types in reports.
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

/// The places of both versions.
pub(super) fn places(comparison: &Comparison<'_>, both: Both<'_>) -> (Location, Location) {
    (
        comparison.old.operation_at(both.old.plan),
        comparison.new.operation_at(both.new.plan),
    )
}
