//! Security schemes and the security requirements of operations.

use indexmap::IndexMap;
use openapiv3::{APIKeyLocation, SecurityRequirement};
use rustc_hash::{FxHashMap, FxHashSet};

use super::header_name::is_header_name;
use super::parts::{Found, Parts};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::{Extra, Kind};
use crate::model::{ApiKeyPlace, Requirement, SchemeKind, SecurityScheme};

/// Returns the security schemes, in the order of the description.
pub(super) fn schemes(parts: &Parts<'_>) -> Vec<SecurityScheme> {
    let places = parts.translator.named_security_schemes();
    places
        .into_iter()
        .filter_map(|(name, at)| scheme(parts, name, &at))
        .collect()
}

/// The security schemes by name.
pub(super) struct Schemes<'a, 'p> {
    parts: &'a Parts<'p>,
    understood: IndexMap<&'a str, &'a SecurityScheme>,
    /// The names of all declared schemes, including invalid ones.
    declared: FxHashSet<String>,
}

impl<'a, 'p> Schemes<'a, 'p> {
    pub fn new(parts: &'a Parts<'p>, understood: &'a [SecurityScheme]) -> Self {
        let declared = parts.translator.named_security_schemes();
        Self {
            parts,
            understood: understood
                .iter()
                .map(|scheme| (&*scheme.name, scheme))
                .collect(),
            declared: declared.into_iter().map(|(name, _)| name).collect(),
        }
    }
}

/// The security requirements of an operation: one of the alternatives suffices, all of its schemes
/// are needed.
#[derive(Debug, Default)]
pub(super) struct Security {
    pub ways: Vec<Vec<Requirement>>,
    /// How many of the alternatives set this part of a request.
    writing: FxHashMap<Written, usize>,
}

impl Security {
    /// Whether every alternative sets the header, query parameter or cookie of this name.
    pub fn all_write(&self, place: ApiKeyPlace, name: &str) -> bool {
        let ways = self.ways.len();
        ways > 0 && self.writing.get(&part(place, name)) == Some(&ways)
    }

    /// Whether some alternative sets the header, query parameter or cookie of this name.
    pub fn any_writes(&self, place: ApiKeyPlace, name: &str) -> bool {
        self.writing.contains_key(&part(place, name))
    }
}

/// A header, query parameter or cookie that a scheme sets.
type Written = (ApiKeyPlace, String);

/// Header names are case-insensitive (RFC 9110, section 5.1).
fn part(place: ApiKeyPlace, name: &str) -> Written {
    match place {
        ApiKeyPlace::Header => (place, name.to_ascii_lowercase()),
        _ => (place, name.to_owned()),
    }
}

/// Returns the part of a request that a scheme sets.
fn written(kind: &SchemeKind) -> Option<(ApiKeyPlace, &str)> {
    match kind {
        SchemeKind::ApiKey { place, name } => Some((*place, name)),
        SchemeKind::MutualTls => None,
        _ => Some((ApiKeyPlace::Header, "authorization")),
    }
}

fn scheme(parts: &Parts<'_>, name: String, at: &Location) -> Option<SecurityScheme> {
    let Found { part, at } = parts.read(Kind::SecurityScheme, at)?;
    let (description, kind) = match part {
        openapiv3::SecurityScheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let place = match location {
                APIKeyLocation::Query => ApiKeyPlace::Query,
                APIKeyLocation::Header => ApiKeyPlace::Header,
                APIKeyLocation::Cookie => ApiKeyPlace::Cookie,
            };
            (description, SchemeKind::ApiKey { place, name })
        }
        openapiv3::SecurityScheme::HTTP {
            description,
            extensions,
            ..
        } if Extra::from_extensions(&extensions).is_mutual_tls => {
            (description, SchemeKind::MutualTls)
        }
        openapiv3::SecurityScheme::HTTP {
            scheme,
            description,
            ..
        } => (description, http(scheme)),
        openapiv3::SecurityScheme::OAuth2 {
            flows, description, ..
        } => {
            let client_credentials_url = flows.client_credentials.map(|flow| flow.token_url);
            (
                description,
                SchemeKind::OAuth2 {
                    client_credentials_url,
                },
            )
        }
        openapiv3::SecurityScheme::OpenIDConnect { description, .. } => {
            (description, SchemeKind::OpenIdConnect)
        }
    };
    if let Some(why) = invalid_reason(&kind) {
        parts.report(Diagnostic::new(findings::invalid_part::SKIPPED, &at, why));
        return None;
    }
    if let SchemeKind::Http { scheme } = &kind
        && CHALLENGES.contains(&scheme.to_ascii_lowercase().as_str())
    {
        let message = format!(
            "`{scheme}` answers a challenge of the server: the credential is sent as it was given"
        );
        parts.report(Diagnostic::new(
            findings::unmet_security::WIDENED,
            &at,
            message,
        ));
    }
    Some(SecurityScheme {
        origin: at,
        name,
        description,
        kind,
    })
}

/// Schemes that compute a credential for each request from a challenge of the server (IANA HTTP
/// Authentication Scheme Registry).
const CHALLENGES: [&str; 7] = [
    "digest",
    "hoba",
    "mutual",
    "negotiate",
    "ntlm",
    "scram-sha-1",
    "scram-sha-256",
];

/// Returns why no request can carry the key, if so.
fn invalid_reason(kind: &SchemeKind) -> Option<String> {
    match kind {
        SchemeKind::ApiKey {
            place: ApiKeyPlace::Header,
            name,
        } if !is_header_name(name) => Some(format!(
            "`{name}` is not a valid name of a header (RFC 9110, section 5.1)"
        )),
        SchemeKind::ApiKey {
            place: ApiKeyPlace::Cookie,
            name,
        } if !is_header_name(name) => Some(format!(
            "`{name}` is not a valid name of a cookie (RFC 6265, section 4.1.1)"
        )),
        _ => None,
    }
}

fn http(scheme: String) -> SchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => SchemeKind::Basic,
        "bearer" => SchemeKind::Bearer,
        _ => SchemeKind::Http { scheme },
    }
}

/// Returns the requirements of an operation, without alternatives that name unknown schemes.
pub(super) fn requirements(
    schemes: &Schemes<'_, '_>,
    alternatives: &[SecurityRequirement],
    at: &Location,
) -> Security {
    let mut security = Security::default();
    for (index, alternative) in alternatives.iter().enumerate() {
        let is_known = |name: &String| schemes.understood.contains_key(name.as_str());
        if let Some(name) = alternative.keys().find(|name| !is_known(name)) {
            report_unknown(schemes, name, &at.index(index).key(name));
            continue;
        }
        let way = alternative.iter().map(|(scheme, scopes)| Requirement {
            scheme: scheme.clone(),
            scopes: scopes.clone(),
        });
        let way: Vec<Requirement> = way.collect();
        for part in written_by(schemes, &way, at) {
            *security.writing.entry(part).or_default() += 1;
        }
        security.ways.push(way);
    }
    security
}

fn report_unknown(schemes: &Schemes<'_, '_>, name: &str, at: &Location) {
    let message = if schemes.declared.contains(name) {
        format!("the security scheme `{name}` is declared, but could not be understood")
    } else {
        format!("the security scheme `{name}` is not declared")
    };
    let found = Diagnostic::new(findings::unknown_security_scheme::SKIPPED, at, message);
    let known = schemes.understood.keys().copied();
    let parts = schemes.parts;
    parts.report(match parts.closest(at, name, known) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found,
    });
}

/// Returns what one alternative sets. Reports two schemes that set the same part of a request.
fn written_by(schemes: &Schemes<'_, '_>, way: &[Requirement], at: &Location) -> FxHashSet<Written> {
    let mut seen = FxHashSet::default();
    for required in way {
        let scheme = schemes.understood.get(required.scheme.as_str());
        let Some((place, name)) = scheme.and_then(|scheme| written(&scheme.kind)) else {
            continue;
        };
        if !seen.insert(part(place, name)) {
            let message = format!(
                "`{}` and another scheme beside it both write `{name}`: the last of them is sent",
                required.scheme
            );
            schemes.parts.report(Diagnostic::new(
                findings::unmet_security::SKIPPED,
                at,
                message,
            ));
        }
    }
    seen
}
