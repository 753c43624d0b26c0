//! Where does a type live? With the operations of the one tag that uses it, or with what several share.
//!
//! A crate of many operations has a feature for each tag, so that a program that calls a few of them does not compile the
//! types of all.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::scope::Scope;
use crate::config::ClientConfig;
use crate::plan::{FEATURES, HeaderPlan, Home, Item, OperationModule, RustType};

/// How many operations a crate has that gets a feature for each tag without being told to.
const MANY: usize = 100;

/// Whether the crate has a feature for each tag.
pub(super) fn are_wanted(config: &ClientConfig, modules: &[OperationModule]) -> bool {
    let operations: usize = modules.iter().map(|module| module.operations.len()).sum();
    let wanted = config.tag_features.unwrap_or(operations > MANY);
    wanted && modules.len() > 1
}

/// Gives each module its feature.
pub(super) fn name_features(modules: &mut [OperationModule]) {
    let known = FEATURES.iter().map(|feature| feature.name);
    let mut scope = Scope::with(known.chain(["default", "full"]));
    for module in &mut *modules {
        let feature = scope.mint_or(&module.name, &[format!("{}_operations", module.name)]);
        module.feature = Some(feature.trim_start_matches("r#").replace('_', "-"));
    }
    let names = modules.iter();
    let names: Vec<_> = names
        .map(|module| (module.name.clone(), module.feature.clone()))
        .collect();
    for module in modules {
        let waiters = module
            .operations
            .iter()
            .filter_map(|one| one.waiter.as_ref());
        let asked: BTreeSet<&String> = waiters.filter_map(|one| one.module.as_ref()).collect();
        let features = names.iter().filter(|(name, _)| asked.contains(name));
        module.needs = features
            .filter_map(|(_, feature)| feature.clone())
            .collect();
    }
}

/// The home of each item, in their order.
pub(super) fn homes(
    items: &[Item],
    modules: &[OperationModule],
    headers: &[HeaderPlan],
) -> Vec<Home> {
    let names = items.iter().enumerate();
    let positions: FxHashMap<&str, usize> = names
        .map(|(position, item)| (item.name.as_str(), position))
        .collect();
    let uses = items.iter().map(|item| {
        let mut used = Vec::new();
        item.visit_types(&mut |ty| used.extend(position(&positions, ty)));
        used
    });
    let mut settling = Settling {
        uses: uses.collect(),
        homes: vec![Home::Alone; items.len()],
    };
    for (module, plan) in modules.iter().enumerate() {
        let mut roots = Vec::new();
        for operation in &plan.operations {
            operation.visit_types(&mut |ty| roots.extend(position(&positions, ty)));
        }
        settling.settle(roots, Home::Module(module));
    }
    // Headers are known to all modules.
    let mut roots = Vec::new();
    for header in headers {
        header
            .ty
            .visit(&mut |ty| roots.extend(position(&positions, ty)));
    }
    settling.settle(roots, Home::Shared);
    settling.homes
}

fn position(positions: &FxHashMap<&str, usize>, ty: &RustType) -> Option<usize> {
    match ty {
        RustType::Named(name) => positions.get(name.as_str()).copied(),
        _ => None,
    }
}

struct Settling {
    /// The items that each item holds.
    uses: Vec<Vec<usize>>,
    homes: Vec<Home>,
}

impl Settling {
    /// Everything that is reached from `roots` is used there, too. What has that home already, or is shared, has all it
    /// holds settled so as well.
    fn settle(&mut self, mut roots: Vec<usize>, home: Home) {
        while let Some(position) = roots.pop() {
            let Some(known) = self.homes.get_mut(position) else {
                continue;
            };
            let new = if *known == Home::Alone {
                home
            } else {
                Home::Shared
            };
            if *known == home || *known == Home::Shared {
                continue;
            }
            *known = new;
            roots.extend(self.uses.get(position).into_iter().flatten());
        }
    }
}
