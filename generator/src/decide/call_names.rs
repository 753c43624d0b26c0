//! The names in use where an operation is called.

use super::scope::Scope;

/// The names of what stands beside the methods of operations.
pub(super) struct CallNames {
    /// Structs and enums.
    pub structures: Scope,
    /// Statics.
    pub statics: Scope,
}
