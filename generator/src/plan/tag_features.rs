//! A feature for each tag, and the placement of types that follows from it.

/// The features of the tags. Only large crates have them.
#[derive(Debug)]
pub struct TagFeatures {
    /// The feature of each module, in the order of the modules.
    pub modules: Vec<TagFeature>,
    /// The placement of each type, in the order of the types.
    pub placements: Vec<Placement>,
}

/// The feature of a module.
#[derive(Debug)]
pub struct TagFeature {
    /// Its name.
    pub name: String,
    /// The features of other modules that operations of the module refer to.
    pub needs: Vec<String>,
}

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
