//! Placement of types: in the module of the only tag that uses a type, or in a shared one.
//!
//! A crate of many operations has a feature for each tag, so that a program that calls a few
//! operations does not compile all types.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::kept::Kept;
use super::scope::Scope;
use crate::config::ClientConfig;
use crate::model::OperationId;
use crate::plan::{
    FEATURES, HeaderPlan, Item, OperationModule, Placement, RustType, TagFeature, TagFeatures,
    WaiterPlan,
};

/// The number of operations above which a crate has a feature for each tag by default.
const TAG_FEATURES_THRESHOLD: usize = 100;

/// Whether the crate has a feature for each tag: as the settings say, else as an earlier crate, so
/// that one more operation does not move types behind features.
fn are_wanted(config: &ClientConfig, kept: &Kept<'_>, modules: &[OperationModule]) -> bool {
    let operations: usize = modules.iter().map(|module| module.operations.len()).sum();
    let wanted = config
        .tag_features
        .or(kept.tag_features())
        .unwrap_or(operations > TAG_FEATURES_THRESHOLD);
    wanted && modules.len() > 1
}

/// Plans the feature of each tag and the placement of each item, if the crate has them.
pub(super) fn place_types(
    config: &ClientConfig,
    kept: &Kept<'_>,
    items: &[Item],
    modules: &[OperationModule],
    waiters: &BTreeMap<OperationId, WaiterPlan>,
    headers: &[HeaderPlan],
) -> Option<TagFeatures> {
    are_wanted(config, kept, modules).then(|| TagFeatures {
        modules: features(modules, waiters),
        placements: placements(items, modules, waiters, headers),
    })
}

/// The feature of each module, in order.
fn features(
    modules: &[OperationModule],
    waiters: &BTreeMap<OperationId, WaiterPlan>,
) -> Vec<TagFeature> {
    let known = FEATURES.iter().map(|feature| feature.name);
    let mut scope = Scope::with(known.chain(["default", "full"]));
    let names = modules.iter().map(|module| {
        let feature = scope.mint_or(&module.name, &[format!("{}_operations", module.name)]);
        feature.trim_start_matches("r#").replace('_', "-")
    });
    let names: Vec<String> = names.collect();
    let needs = modules.iter().map(|module| {
        let polled: BTreeSet<&String> = own_waiters(module, waiters)
            .filter_map(|waiter| waiter.module.as_ref())
            .collect();
        modules
            .iter()
            .zip(&names)
            .filter(|(other, _)| polled.contains(&other.name))
            .map(|(_, feature)| feature.clone())
            .collect()
    });
    names
        .iter()
        .zip(needs)
        .map(|(name, needs)| TagFeature {
            name: name.clone(),
            needs,
        })
        .collect()
}

/// The waiters of a module's operations.
fn own_waiters<'a>(
    module: &'a OperationModule,
    waiters: &'a BTreeMap<OperationId, WaiterPlan>,
) -> impl Iterator<Item = &'a WaiterPlan> {
    let operations = module.operations.iter();
    operations.filter_map(|operation| waiters.get(&operation.source))
}

/// The placement of each item, in order.
fn placements(
    items: &[Item],
    modules: &[OperationModule],
    waiters: &BTreeMap<OperationId, WaiterPlan>,
    headers: &[HeaderPlan],
) -> Vec<Placement> {
    let names = items.iter().enumerate();
    let positions: FxHashMap<&str, usize> = names
        .map(|(position, item)| (item.name.as_str(), position))
        .collect();
    let uses = items.iter().map(|item| {
        let mut used = Vec::new();
        item.visit_types(&mut |ty| used.extend(position(&positions, ty)));
        used
    });
    let mut placing = Placing {
        uses: uses.collect(),
        placements: vec![Placement::Unused; items.len()],
    };
    for (module, plan) in modules.iter().enumerate() {
        let mut roots = Vec::new();
        for operation in &plan.operations {
            operation.visit_types(&mut |ty| roots.extend(position(&positions, ty)));
        }
        for waiter in own_waiters(plan, waiters) {
            let see = &mut |ty: &RustType| roots.extend(position(&positions, ty));
            waiter.done.visit(see);
        }
        placing.place(roots, Placement::Module(module));
    }
    // All modules can use all headers.
    let mut roots = Vec::new();
    for header in headers {
        header
            .ty
            .visit(&mut |ty| roots.extend(position(&positions, ty)));
    }
    placing.place(roots, Placement::Shared);
    placing.placements
}

fn position(positions: &FxHashMap<&str, usize>, ty: &RustType) -> Option<usize> {
    match ty {
        RustType::Named(name) => positions.get(name.as_str()).copied(),
        _ => None,
    }
}

struct Placing {
    /// The items that each item contains.
    uses: Vec<Vec<usize>>,
    placements: Vec<Placement>,
}

impl Placing {
    /// Marks everything reachable from `roots` as used by `placement`. Does not descend into items
    /// that are already placed there or shared: what they contain has been marked before.
    fn place(&mut self, mut roots: Vec<usize>, placement: Placement) {
        while let Some(position) = roots.pop() {
            let Some(known) = self.placements.get_mut(position) else {
                continue;
            };
            let new = if *known == Placement::Unused {
                placement
            } else {
                Placement::Shared
            };
            if *known == placement || *known == Placement::Shared {
                continue;
            }
            *known = new;
            roots.extend(self.uses.get(position).into_iter().flatten());
        }
    }
}
