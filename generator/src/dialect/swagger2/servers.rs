//! `host`, `basePath` and `schemes`, the predecessors of `servers`.

use serde_json::{Map, Value, json};

use super::super::{Loss, Translator, report};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// The servers that the root of a description defines, `https` first. The schemes of an operation
/// override those of the root.
pub(super) fn servers(root: &Map<String, Value>, schemes: Option<&Value>) -> Value {
    let base = text_member(root, "basePath").unwrap_or_default();
    // Some descriptions have a whole URL in one of the two.
    let (own_scheme, host, base) = match (text_member(root, "host"), base.split_once("://")) {
        (Some(host), whole) => {
            let (scheme, host) = match host.split_once("://") {
                Some((scheme, host)) => (Some(scheme), host),
                None => (None, host),
            };
            let (host, path) = host.split_once('/').unwrap_or((host, ""));
            let base = whole.map_or(base, |(_, whole)| {
                whole.split_once('/').map_or("", |(_, path)| path)
            });
            (scheme, host, join_paths(path, base))
        }
        (None, Some((scheme, whole))) => {
            let (host, path) = whole.split_once('/').unwrap_or((whole, ""));
            (Some(scheme), host, join_paths(path, ""))
        }
        (None, None) => {
            let base = join_paths("", base);
            let url = if base.is_empty() { "/" } else { base.as_str() };
            return json!([{ "url": url }]);
        }
    };
    let schemes = schemes.or_else(|| root.get("schemes"));
    let schemes = schemes.and_then(Value::as_array).into_iter().flatten();
    let mut schemes: Vec<String> = schemes
        .filter_map(Value::as_str)
        .map(str::to_ascii_lowercase)
        .filter(|scheme| is_http(scheme))
        .collect();
    // Longer names first: `https` before `http`.
    schemes.sort_by_key(|scheme| std::cmp::Reverse(scheme.len()));
    schemes.dedup();
    if schemes.is_empty() {
        let own = own_scheme.map(str::to_ascii_lowercase);
        schemes.push(own.filter(|own| is_http(own)).unwrap_or("https".to_owned()));
    }
    let urls = schemes
        .into_iter()
        .map(|scheme| json!({ "url": format!("{scheme}://{host}{base}") }));
    urls.collect()
}

/// Reports an invalid host or path, and schemes that a client cannot use.
pub(super) fn check(t: &Translator<'_>, root: &Map<String, Value>, at: &Location) {
    if text_member(root, "host").is_some_and(|host| host.contains('/')) {
        let message = "`host` must be a host and a port: the scheme and the path in it are taken for those of the server";
        t.report(findings::wrong_value::NONE, &at.key("host"), message);
    }
    if text_member(root, "host").is_some_and(|host| host.contains('{')) {
        let message = "`host` has a name in braces, which Swagger 2.0 gives no value";
        t.report(findings::wrong_value::WIDENED, &at.key("host"), message);
    }
    if text_member(root, "basePath").is_some_and(|path| path.contains("://")) {
        let message = "`basePath` must be a path: the scheme and the host in it are taken where `host` is absent";
        t.report(findings::wrong_value::NONE, &at.key("basePath"), message);
    }
    let schemes = root.get("schemes").and_then(Value::as_array);
    for (index, scheme) in schemes.into_iter().flatten().enumerate() {
        let is_http = scheme
            .as_str()
            .is_some_and(|scheme| is_http(&scheme.to_ascii_lowercase()));
        if !is_http {
            let at = at.key("schemes").index(index);
            report::wrong_value(t, Loss::Skipped, &at, "`https` or `http`");
        }
    }
}

fn text_member<'o>(root: &'o Map<String, Value>, key: &str) -> Option<&'o str> {
    let text = root.get(key).and_then(Value::as_str).map(str::trim);
    text.filter(|text| !text.is_empty())
}

fn is_http(scheme: &str) -> bool {
    matches!(scheme, "https" | "http")
}

/// Joins two paths, with a slash before each part and none at the end; empty for the root of the
/// host.
fn join_paths(first: &str, second: &str) -> String {
    let parts = first.split('/').chain(second.split('/'));
    let parts = parts.filter(|part| !part.is_empty());
    parts.fold(String::new(), |path, part| path + "/" + part)
}
