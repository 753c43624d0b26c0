//! The features of the crate: one for each tag, if it has many operations.

use super::change::Change;
use super::pairs::Pairs;
use super::side::top;
use super::{Comparison, kinds};
use crate::plan::CratePlan;

/// Compares the features.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old.plan, comparison.new.plan);
    let at = (top().key("tags"), top().key("tags"));
    let change = |kind, path: &str| Change::new(kind, path).at(at.0.clone(), at.1.clone());
    let (before, after) = (features(old), features(new));
    if before.is_empty() && !after.is_empty() {
        comparison.add(change(&kinds::FEATURES_BEGUN, "features").now(after.join(", ")));
        return;
    }
    let pairs = Pairs::by(&before, &after, |feature| *feature);
    for feature in pairs.removed {
        comparison.add(change(
            &kinds::FEATURE_REMOVED,
            &format!("feature {feature}"),
        ));
    }
    for feature in pairs.added {
        comparison.add(change(&kinds::FEATURE_ADDED, &format!("feature {feature}")));
    }
}

fn features(plan: &CratePlan) -> Vec<&str> {
    let tags = plan.tag_features.iter().flat_map(|tags| &tags.modules);
    let mut features: Vec<&str> = tags.map(|tag| tag.name.as_str()).collect();
    if !features.is_empty() {
        features.push("full");
    }
    features
}
