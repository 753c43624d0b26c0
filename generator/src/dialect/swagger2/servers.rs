//! `host`, `basePath` and `schemes`, which became `servers`.

use serde_json::{Map, Value, json};

/// The servers that the top of a description names, `https` first; with the schemes of an operation in place of its own.
pub(super) fn servers(root: &Map<String, Value>, schemes: Option<&Value>) -> Value {
    let text = |key: &str| root.get(key).and_then(Value::as_str).map(str::trim);
    let host = text("host").filter(|host| !host.is_empty());
    let base = base_path(text("basePath").unwrap_or_default());
    let Some(host) = host else {
        let url = if base.is_empty() { "/" } else { base.as_str() };
        return json!([{ "url": url }]);
    };
    let schemes = schemes.or_else(|| root.get("schemes"));
    let schemes = schemes.and_then(Value::as_array).into_iter().flatten();
    let mut schemes: Vec<&str> = schemes
        .filter_map(Value::as_str)
        .filter(|scheme| matches!(*scheme, "https" | "http"))
        .collect();
    // Longer names first: `https` before `http`.
    schemes.sort_by_key(|scheme| std::cmp::Reverse(scheme.len()));
    schemes.dedup();
    if schemes.is_empty() {
        schemes.push("https");
    }
    let urls = schemes
        .into_iter()
        .map(|scheme| json!({ "url": format!("{scheme}://{host}{base}") }));
    urls.collect()
}

/// With a slash before and none behind; empty for the top of the host.
fn base_path(path: &str) -> String {
    let path = path.trim_matches('/');
    if path.is_empty() {
        String::new()
    } else {
        format!("/{path}")
    }
}
