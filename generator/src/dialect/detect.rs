//! Detects the dialect of a description.

use serde_json::Value;

use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::source::Documents;

/// The dialect of a description, in order of age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dialect {
    Swagger2,
    /// OpenAPI 3.0.x.
    OpenApi30,
    /// OpenAPI 3.1.x.
    OpenApi31,
    /// OpenAPI 3.2.x.
    OpenApi32,
}

impl Dialect {
    /// The common name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Swagger2 => "Swagger 2.0",
            Self::OpenApi30 => "OpenAPI 3.0",
            Self::OpenApi31 => "OpenAPI 3.1",
            Self::OpenApi32 => "OpenAPI 3.2",
        }
    }
}

/// Detects the dialect by the `openapi` or `swagger` field.
///
/// # Errors
///
/// A diagnostic if neither field exists or the version is unknown.
#[allow(clippy::result_large_err, reason = "asked once a run")]
pub fn detect(documents: &Documents) -> Result<Dialect, Diagnostic> {
    let top = Location::top(documents.root());
    let root = documents
        .value(&top)
        .and_then(Value::as_object)
        .ok_or_else(|| {
            Diagnostic::new(
                findings::not_openapi::FATAL,
                &top,
                "the document is not an object",
            )
            .help("an OpenAPI description begins with `openapi: 3.0.3` or `swagger: \"2.0\"`")
        })?;
    for field in ["openapi", "swagger"] {
        if let Some(value) = root.get(field) {
            return by_version(field, &version_text(value)).ok_or_else(|| {
                let message = format!(
                    "`{field}: {}` is not a version oasmith knows",
                    version_text(value)
                );
                Diagnostic::new(findings::unknown_version::FATAL, &top.key(field), message)
                    .help("known are swagger 2.0 and openapi 3.0, 3.1 and 3.2")
            });
        }
    }
    Err(Diagnostic::new(
        findings::not_openapi::FATAL,
        &top,
        "the document has neither `openapi` nor `swagger`",
    )
    .help("an OpenAPI description begins with `openapi: 3.0.3` or `swagger: \"2.0\"`"))
}

fn by_version(field: &str, version: &str) -> Option<Dialect> {
    let mut numbers = version.split('.');
    match (field, numbers.next()?.trim(), numbers.next().unwrap_or("0")) {
        ("swagger", "2", _) => Some(Dialect::Swagger2),
        ("openapi", "3", "0") => Some(Dialect::OpenApi30),
        ("openapi", "3", "1") => Some(Dialect::OpenApi31),
        ("openapi", "3", "2") => Some(Dialect::OpenApi32),
        _ => None,
    }
}

/// A version may be an unquoted YAML number.
fn version_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
