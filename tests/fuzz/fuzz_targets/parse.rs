//! Any text is read, or is an error that can be printed with its place.

#![no_main]

use libfuzzer_sys::fuzz_target;
use oasmith::diagnostics::render::{Renderer, Sources};
use oasmith::diagnostics::{Location, Sink};
use oasmith::source::Documents;
use serde_json::Value;

fuzz_target!(|text: &str| {
    for name in ["api.json", "api.yaml"] {
        let sink = Sink::new();
        let documents = Documents::from_text(name, text, &sink);
        let is_refused = sink.has_errors();
        let sources = documents
            .as_ref()
            .map(|documents| documents as &dyn Sources);
        for found in sink.finish() {
            let _ = Renderer::default().render(&found, sources);
        }
        assert!(documents.is_some() || is_refused);
        // What another reader takes for an object is read as the same, unless it is refused.
        if let Ok(value @ Value::Object(_)) = serde_json::from_str::<Value>(text)
            && let Some(documents) = &documents
            && !is_refused
        {
            let read = documents.value(&Location::top(documents.root()));
            assert_eq!(read, Some(&value));
        }
    }
});
