//! Any text ends with a crate or with an error.

#![no_main]

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use oasmith::diagnostics::Severity;
use oasmith::{ClientConfig, Generator};

fuzz_target!(|text: &str| {
    let generator = Generator::new(ClientConfig::new("api.yaml", "client", "client"));
    let generated = generator.generate_text("api.yaml", text, &BTreeMap::new());
    let mut found = generated.diagnostics.iter();
    let is_refused = found.any(|found| found.severity == Severity::Error);
    assert_ne!(generated.files.is_some(), is_refused);
});
