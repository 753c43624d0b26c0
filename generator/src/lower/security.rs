//! Security schemes, and what operations require of them.

use openapiv3::{APIKeyLocation, SecurityRequirement};

use super::parts::{Found, Parts};
use crate::diagnostics::catalogue::lower as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::Kind;
use crate::dialect::extension::MUTUAL_TLS;
use crate::model::{ApiKeyPlace, Requirement, SchemeKind, SecurityScheme};
use crate::source::closest;

/// The ways to authenticate, in the order of the description.
pub(super) fn schemes(parts: &Parts<'_>) -> Vec<SecurityScheme> {
    let places = parts.translator.named_security_schemes();
    places
        .into_iter()
        .filter_map(|(name, at)| scheme(parts, name, &at))
        .collect()
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
    Some(SecurityScheme {
        origin: at,
        name,
        description,
        kind,
    })
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
            let message = format!("the security scheme `{name}` is not declared");
            let at = at.index(*index).key(name);
            let found = Diagnostic::new(&findings::UNKNOWN_SECURITY_SCHEME, &at, message);
            let known = schemes.iter().map(|scheme| scheme.name.as_str());
            parts.report(match closest(name, known) {
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
    sound
        .map(|(_, alternative)| alternative.iter().map(requirement).collect())
        .collect()
}
