//! Security schemes, and what operations require of them.

use openapiv3::{APIKeyLocation, SecurityRequirement};

use super::parameter::is_header_name;
use super::parts::{Found, Parts};
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::Kind;
use crate::dialect::extension::MUTUAL_TLS;
use crate::model::{ApiKeyPlace, Requirement, SchemeKind, SecurityScheme};

/// The ways to authenticate, in the order of the description.
pub(super) fn schemes(parts: &Parts<'_>) -> Vec<SecurityScheme> {
    let places = parts.translator.named_security_schemes();
    places
        .into_iter()
        .filter_map(|(name, at)| scheme(parts, name, &at))
        .collect()
}

/// What an operation requires, and the schemes it names.
pub(super) struct Security<'a> {
    pub schemes: &'a [SecurityScheme],
    pub required: &'a [Vec<Requirement>],
}

impl Security<'_> {
    /// Whether each way to satisfy the requirement writes what has this name.
    pub fn all_write(&self, place: ApiKeyPlace, name: &str) -> bool {
        let mut ways = self.required.iter();
        !self.required.is_empty() && ways.all(|way| self.writes(way, place, name))
    }

    /// Whether some way to satisfy the requirement writes what has this name.
    pub fn any_writes(&self, place: ApiKeyPlace, name: &str) -> bool {
        let mut ways = self.required.iter();
        ways.any(|way| self.writes(way, place, name))
    }

    fn writes(&self, way: &[Requirement], place: ApiKeyPlace, name: &str) -> bool {
        let mut schemes = way.iter().filter_map(|required| {
            let mut known = self.schemes.iter();
            known.find(|scheme| scheme.name == required.scheme)
        });
        schemes.any(|scheme| match written(&scheme.kind) {
            Some((ApiKeyPlace::Header, header)) => {
                place == ApiKeyPlace::Header && header.eq_ignore_ascii_case(name)
            }
            Some((of, own)) => place == of && own == name,
            None => false,
        })
    }
}

/// What of a request a scheme writes.
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
    if let Some(why) = unsound(&kind) {
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

/// Schemes whose credential is made anew for each request, of what the server sent (the HTTP Authentication Scheme
/// Registry of IANA).
const CHALLENGES: [&str; 7] = [
    "digest",
    "hoba",
    "mutual",
    "negotiate",
    "ntlm",
    "scram-sha-1",
    "scram-sha-256",
];

/// Why no request can carry the key, if so.
fn unsound(kind: &SchemeKind) -> Option<String> {
    match kind {
        SchemeKind::ApiKey {
            place: ApiKeyPlace::Header,
            name,
        } if !is_header_name(name) => Some(format!(
            "`{name}` is no name that a header may have (RFC 9110, section 5.1)"
        )),
        SchemeKind::ApiKey {
            place: ApiKeyPlace::Cookie,
            name,
        } if !is_header_name(name) => Some(format!(
            "`{name}` is no name that a cookie may have (RFC 6265, section 4.1.1)"
        )),
        _ => None,
    }
}

fn http(scheme: String) -> SchemeKind {
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => SchemeKind::Basic,
        "bearer" => SchemeKind::Bearer,
        MUTUAL_TLS => SchemeKind::MutualTls,
        _ => SchemeKind::Http { scheme },
    }
}

/// What an operation requires, alternatives with unknown schemes left out.
pub(super) fn requirements(
    parts: &Parts<'_>,
    schemes: &[SecurityScheme],
    alternatives: &[SecurityRequirement],
    at: &Location,
) -> Vec<Vec<Requirement>> {
    let sound = alternatives.iter().enumerate();
    let sound = sound.filter(|(index, alternative)| {
        let unknown = alternative
            .keys()
            .find(|name| !schemes.iter().any(|scheme| scheme.name == **name));
        if let Some(name) = unknown {
            let declared = parts.translator.named_security_schemes();
            let message = if declared.iter().any(|(known, _)| known == name) {
                format!("the security scheme `{name}` is declared, but could not be understood")
            } else {
                format!("the security scheme `{name}` is not declared")
            };
            let at = at.index(*index).key(name);
            let found = Diagnostic::new(findings::unknown_security_scheme::SKIPPED, &at, message);
            let known = schemes.iter().map(|scheme| scheme.name.as_str());
            parts.report(match parts.closest(&at, name, known) {
                Some(near) => found.help(format!("did you mean `{near}`?")),
                None => found,
            });
        }
        unknown.is_none()
    });
    let requirement = |(scheme, scopes): (&String, &Vec<String>)| Requirement {
        scheme: scheme.clone(),
        scopes: scopes.clone(),
    };
    let required: Vec<Vec<Requirement>> = sound
        .map(|(_, alternative)| alternative.iter().map(requirement).collect())
        .collect();
    for way in &required {
        report_clash(parts, schemes, way, at);
    }
    required
}

/// Says which two schemes of one alternative write the same thing.
fn report_clash(parts: &Parts<'_>, schemes: &[SecurityScheme], way: &[Requirement], at: &Location) {
    let mut seen: Vec<(ApiKeyPlace, String)> = Vec::new();
    for required in way {
        let scheme = schemes.iter().find(|scheme| scheme.name == required.scheme);
        let Some((place, name)) = scheme.and_then(|scheme| written(&scheme.kind)) else {
            continue;
        };
        let key = match place {
            ApiKeyPlace::Header => (place, name.to_ascii_lowercase()),
            _ => (place, name.to_owned()),
        };
        if seen.contains(&key) {
            let message = format!(
                "`{}` and another scheme beside it both write `{name}`: the last of them is sent",
                required.scheme
            );
            parts.report(Diagnostic::new(
                findings::unmet_security::SKIPPED,
                at,
                message,
            ));
        }
        seen.push(key);
    }
}
