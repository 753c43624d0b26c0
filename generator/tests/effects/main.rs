//! Findings held against the plan: whatever is any JSON without the description's wish, or is missing, has a finding with
//! that effect; what a finding calls skipped is missing.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod cases;
#[path = "../common/fixtures.rs"]
mod fixtures;
#[path = "../common/losses.rs"]
mod losses;

use std::collections::BTreeMap;

use fixtures::fixtures;
use losses::{kept, skipped, widened};
use oasmith::source::Input;
use oasmith::{ClientConfig, Generator, Planned};

fn plan(input: Input) -> Planned {
    let config = ClientConfig::new("api.yaml", "api-client", "api-client");
    Generator::new(config).plan_crate(input, &BTreeMap::new())
}

#[test]
fn what_is_lost_has_a_finding_and_what_is_called_skipped_is_lost() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let planned = plan(Input::Path(path.clone()));
        // Some are parts of others.
        let (Some((api, _)), Some(documents)) = (&planned.decided, &planned.documents) else {
            continue;
        };
        let found = &planned.diagnostics;
        let lost = widened(api, documents, found).chain(skipped(api, documents, found));
        let all = lost.chain(kept(api, found));
        wrong.extend(all.map(|one| format!("{}: {one}", path.display())));
    }
    assert!(
        wrong.is_empty(),
        "{} without a finding, or with a wrong one:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
