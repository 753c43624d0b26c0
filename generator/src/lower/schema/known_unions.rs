//! What is known of unions, found out once for each.

use std::rc::Rc;

use indexmap::IndexSet;
use rustc_hash::{FxHashMap, FxHashSet};

use super::discriminator::Tagged;
use super::key::SchemaKey;

/// Memo tables of the questions that are asked of unions.
#[derive(Default)]
pub(super) struct KnownUnions {
    /// The variants of each base with a discriminator, and the discriminator they were found by.
    pub families: FxHashMap<SchemaKey, (openapiv3::Discriminator, Rc<IndexSet<SchemaKey>>)>,
    /// The variants of nested unions.
    pub tagged: FxHashMap<SchemaKey, Rc<[Tagged]>>,
    /// Whether `null` is a value of each member of a union.
    pub null_among: FxHashMap<SchemaKey, bool>,
    /// The schemas that unions lead to in one step.
    pub directly_listed: FxHashMap<SchemaKey, Rc<[SchemaKey]>>,
    /// The schemas that unions lead to in any number of steps.
    pub all_listed: FxHashMap<SchemaKey, Rc<FxHashSet<SchemaKey>>>,
}
