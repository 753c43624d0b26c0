//! Tests that the lists of reserved names contain all names that the runtime uses.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{client, inputs, names};

/// The files of the runtime, by name.
fn runtime() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(path).unwrap())
    };
    files.map(read).collect()
}

/// The methods that the runtime defines for a type.
fn methods_of(type_name: &str) -> BTreeSet<String> {
    let mut methods = BTreeSet::new();
    for (_, text) in runtime() {
        for item in syn::parse_file(&text).unwrap().items {
            let syn::Item::Impl(block) = item else {
                continue;
            };
            let syn::Type::Path(of) = &*block.self_ty else {
                continue;
            };
            if block.trait_.is_some() || !of.path.is_ident(type_name) {
                continue;
            }
            methods.extend(block.items.iter().filter_map(|item| match item {
                syn::ImplItem::Fn(method) => Some(method.sig.ident.to_string()),
                _ => None,
            }));
        }
    }
    methods
}

/// The methods that the tables of operations define for every call.
fn methods_of_calls() -> BTreeSet<String> {
    let (_, text) = runtime()
        .into_iter()
        .find(|(name, _)| name == "operation")
        .unwrap();
    let table = text.split("macro_rules! operation ").nth(1).unwrap();
    let table = table.split("macro_rules!").next().unwrap();
    let methods = table
        .split("pub fn ")
        .skip(1)
        .filter_map(|rest| rest.split('(').next());
    let methods = methods.filter(|name| !name.starts_with('$'));
    methods.map(str::to_owned).collect()
}

fn missing(found: &BTreeSet<String>, reserved: &[&str]) -> Vec<String> {
    assert!(!found.is_empty());
    let found = found.iter();
    found
        .filter(|name| !reserved.contains(&name.as_str()))
        .cloned()
        .collect()
}

#[test]
fn no_operation_is_called_like_a_method_of_the_client() {
    let missing = missing(&methods_of("Client"), names::RESERVED_METHODS);
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_credential_is_called_like_a_method_of_the_builder() {
    let missing = missing(&methods_of("ClientBuilder"), client::RESERVED_METHODS);
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn no_parameter_is_called_like_a_method_of_a_call() {
    let missing = missing(&methods_of_calls(), inputs::RESERVED_SETTERS);
    assert_eq!(missing, Vec::<String>::new());
}
