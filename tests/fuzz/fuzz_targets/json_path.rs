//! The place of an error in any bytes is found, whatever they are.

#![no_main]
#![allow(dead_code, reason = "the runtime has more than is called here")]

#[path = "../../../generator/runtime/json_path.rs"]
mod json_path;

use std::collections::BTreeMap;

use libfuzzer_sys::fuzz_target;
use serde_json::error::Category;

type Read = BTreeMap<String, Vec<u8>>;

fuzz_target!(|text: &[u8]| {
    if let Err(error) = serde_json::from_slice::<Read>(text) {
        let noticed = (error.line(), error.column());
        let refused = |text: &[u8]| {
            let read = serde_json::from_slice::<Read>(text);
            read.is_err_and(|error| error.classify() == Category::Data)
        };
        let path = json_path::find(text, noticed, &refused);
        let placed = json_path::placed(&path, "message");
        assert!(placed.ends_with("message"));
    }
});
