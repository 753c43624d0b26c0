//! The scopes of names around the methods of operations.

use super::scope::Scope;

/// The scopes of the items generated next to the methods of operations.
pub(super) struct CallNames {
    /// Structs and enums.
    pub structures: Scope,
    /// Statics.
    pub statics: Scope,
}
