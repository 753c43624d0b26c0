//! References that lead to a part of another kind than expected.

use serde_json::{Map, Value};

use super::detect::Dialect;
use super::own_reference;
use super::{Kind, Translator};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};

impl Translator<'_> {
    /// Whether the value at `target`, to which the reference at `from` leads, may be a part of this
    /// kind. If not, reports it.
    pub fn is_of_kind(&self, kind: Kind, from: &Location, target: &Location) -> bool {
        let Some(found) = self.other_kind(kind, target) else {
            return true;
        };
        let message = format!(
            "this refers to {found}, where {} is expected",
            kind.with_article()
        );
        let at = from.key("$ref");
        let at = if self.raw(&at).is_some() { &at } else { from };
        let case = kind.loss().case(
            findings::mismatched_reference::SKIPPED,
            findings::mismatched_reference::WIDENED,
            findings::mismatched_reference::IGNORED,
        );
        let found = Diagnostic::new(case, at, message);
        self.sink.report(found.related(target, "it leads here"));
        false
    }

    /// Describes the value at `target` if it is not a part of this kind.
    fn other_kind(&self, kind: Kind, target: &Location) -> Option<String> {
        if let Some(found) = self.declared_kind(target) {
            // A header is a parameter without `name` and `in`, and references from headers to
            // parameters are common.
            let is_alike = found == kind || (kind == Kind::Header && found == Kind::Parameter);
            return (!is_alike).then(|| found.with_article());
        }
        let object = self.raw(target)?.as_object()?;
        let is_known = |key: &String| key.starts_with("x-") || self.holds(kind, key).is_some();
        let is_other = self.has_table(kind)
            && !object.is_empty()
            && own_reference::reference_of(object).is_none()
            && !object.keys().any(is_known);
        is_other.then(|| format!("an object with {}", list_keys(object)))
    }

    /// The kind of part that the components section of `target` declares.
    fn declared_kind(&self, target: &Location) -> Option<Kind> {
        let section = target.pointer.parent()?;
        if target.file != self.documents.root() {
            return None;
        }
        let of_all = section.parent()?;
        let (section, of_all) = (section.last(), of_all.as_str().to_owned());
        let kind = match (self.dialect, of_all.as_str(), section.as_str()) {
            (Dialect::Swagger2, "", "definitions") | (_, "/components", "schemas") => Kind::Schema,
            (Dialect::Swagger2, "", "parameters") | (_, "/components", "parameters") => {
                Kind::Parameter
            }
            (Dialect::Swagger2, "", "responses") | (_, "/components", "responses") => {
                Kind::Response
            }
            (_, "/components", "requestBodies") => Kind::RequestBody,
            (_, "/components", "headers") => Kind::Header,
            (_, "/components", "examples") => Kind::Example,
            (_, "/components", "securitySchemes") => Kind::SecurityScheme,
            (_, "/components", "pathItems") => Kind::PathItem,
            (_, "/components", "mediaTypes") => Kind::MediaType,
            _ => return None,
        };
        Some(kind)
    }

    /// Whether the keys of such parts are listed: those of a Responses Object are status codes.
    fn has_table(&self, kind: Kind) -> bool {
        self.known_keys(kind).next().is_some()
    }
}

/// The first keys of an object, as text.
fn list_keys(object: &Map<String, Value>) -> String {
    let keys = object.keys().take(3).map(|key| format!("`{key}`"));
    keys.collect::<Vec<_>>().join(", ")
}
