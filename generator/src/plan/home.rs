//! The module that a type is placed in.

/// Where a type lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// No operation uses it.
    Alone,
    /// The operations of one module use it, by its position.
    Module(usize),
    /// Several modules use it.
    Shared,
}
