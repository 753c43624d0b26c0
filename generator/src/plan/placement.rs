//! Placement: the module that a type lives in.

/// Where a type is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// No operation uses it.
    Unused,
    /// Only the operations of the module at this index use it.
    Module(usize),
    /// Several modules use it.
    Shared,
}
