//! Findings held against the plan: whatever is any JSON without the description's wish, or is missing, has a finding with
//! that effect.

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
use losses::{skipped, widened};
use oasmith::source::Input;
use oasmith::{ClientConfig, Generator, Planned};

fn plan(input: Input) -> Planned {
    let config = ClientConfig::new("api.yaml", "api-client", "api-client");
    Generator::new(config).plan(input, &BTreeMap::new())
}

#[test]
fn what_is_lost_has_a_finding_that_says_so() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let planned = plan(Input::Path(path.clone()));
        // Some are parts of others.
        let (Some((api, _)), Some(documents)) = (&planned.decided, &planned.documents) else {
            continue;
        };
        let found = &planned.diagnostics;
        let lost = widened(api, documents, found).chain(skipped(api, documents, found));
        wrong.extend(lost.map(|lost| format!("{}: {lost}", path.display())));
    }
    assert!(
        wrong.is_empty(),
        "{} without a finding:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
