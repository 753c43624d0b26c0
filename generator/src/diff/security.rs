//! Authentication: the credentials of the client, and the requirements of each operation.

use super::change::Change;
use super::operation_pair::Both;
use super::operation_pair::places;
use super::pairs::Pairs;
use super::side::{Side, top};
use super::{Comparison, docs, kinds};
use crate::diagnostics::Location;
use crate::model::{ApiKeyPlace, Docs, Requirement, SchemeKind};
use crate::plan::{Authentication, ClientCredentialsPlan};

/// Compares the credentials of the client's builder.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old, comparison.new);
    let pairs = Pairs::by(
        &old.plan.client.authentication,
        &new.plan.client.authentication,
        |one| one.method.as_str(),
    );
    // A client certificate is configured on the transport and has no builder method.
    for one in pairs.removed.iter().filter(|one| takes_credential(one)) {
        let change = Change::new(&kinds::CREDENTIAL_REMOVED, path(one));
        let at = (scheme_at(old, one), top());
        comparison.add(change.was(describe_scheme(&one.kind)).stood(at.0.clone()));
        token_endpoint(comparison, (one.client_credentials.as_ref(), None), &at);
    }
    for one in pairs.added.iter().filter(|one| takes_credential(one)) {
        let change = Change::new(&kinds::CREDENTIAL_ADDED, path(one));
        let at = (top(), scheme_at(new, one));
        comparison.add(change.now(describe_scheme(&one.kind)).stands(at.1.clone()));
        token_endpoint(comparison, (None, one.client_credentials.as_ref()), &at);
    }
    for (before, after) in pairs.both {
        scheme(comparison, before, after);
    }
}

fn path(one: &Authentication) -> String {
    format!("ClientBuilder::{}", one.method)
}

fn takes_credential(one: &Authentication) -> bool {
    one.kind != SchemeKind::MutualTls
}

fn scheme_at(side: Side<'_>, one: &Authentication) -> Location {
    let mut schemes = side.api.security_schemes.iter();
    let scheme = schemes.find(|scheme| scheme.name == one.scheme);
    scheme.map_or_else(top, |scheme| scheme.origin.clone())
}

fn scheme(comparison: &mut Comparison<'_>, old: &Authentication, new: &Authentication) {
    let at = (
        scheme_at(comparison.old, old),
        scheme_at(comparison.new, new),
    );
    let change = |kind| Change::new(kind, path(old)).at(at.0.clone(), at.1.clone());
    let (was, now) = (describe_scheme(&old.kind), describe_scheme(&new.kind));
    if was != now {
        let kind = if signature(&old.kind) == signature(&new.kind) {
            &kinds::SCHEME_CHANGED
        } else {
            &kinds::CREDENTIAL_TYPE_CHANGED
        };
        comparison.add(change(kind).between(was, now));
    }
    token_endpoint(
        comparison,
        (
            old.client_credentials.as_ref(),
            new.client_credentials.as_ref(),
        ),
        &at,
    );
    let (before, after) = (docs_of(comparison.old, old), docs_of(comparison.new, new));
    docs::compare_docs(comparison, &path(old), &before, &after, at);
}

/// Compares the client credentials flow of a scheme.
fn token_endpoint(
    comparison: &mut Comparison<'_>,
    plans: (
        Option<&ClientCredentialsPlan>,
        Option<&ClientCredentialsPlan>,
    ),
    at: &(Location, Location),
) {
    let change = |kind, plan: &ClientCredentialsPlan| {
        let path = format!("ClientBuilder::{}", plan.method);
        Change::new(kind, path).at(at.0.clone(), at.1.clone())
    };
    let change = match plans {
        (Some(old), None) => change(&kinds::CREDENTIAL_REMOVED, old).was(&old.token_url),
        (None, Some(new)) => change(&kinds::CREDENTIAL_ADDED, new).now(&new.token_url),
        (Some(old), Some(new)) if old.token_url != new.token_url => {
            change(&kinds::SCHEME_CHANGED, old).between(&old.token_url, &new.token_url)
        }
        _ => return,
    };
    comparison.add(change);
}

fn docs_of(side: Side<'_>, one: &Authentication) -> Docs {
    let mut schemes = side.api.security_schemes.iter();
    let scheme = schemes.find(|scheme| scheme.name == one.scheme);
    Docs {
        description: scheme.and_then(|scheme| scheme.description.clone()),
        ..Docs::default()
    }
}

/// A number for the signature of the builder's method.
fn signature(kind: &SchemeKind) -> u8 {
    match kind {
        SchemeKind::MutualTls => 0,
        SchemeKind::Basic => 2,
        _ => 1,
    }
}

/// The credential in words.
fn describe_scheme(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::ApiKey { place, name } => {
            let place = match place {
                ApiKeyPlace::Header => "header",
                ApiKeyPlace::Query => "query parameter",
                ApiKeyPlace::Cookie => "cookie",
            };
            format!("the {place} `{name}`")
        }
        SchemeKind::Basic => "`Authorization: Basic`".to_owned(),
        SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect => {
            "`Authorization: Bearer`".to_owned()
        }
        SchemeKind::Http { scheme } => format!("`Authorization: {scheme}`"),
        SchemeKind::MutualTls => "the client's certificate".to_owned(),
    }
}

/// Compares the security requirements of both versions of an operation.
pub(super) fn of_operation(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let (before, after) = (
        comparison.old.operation(both.old.plan),
        comparison.new.operation(both.new.plan),
    );
    let Some((before, after)) = before.zip(after) else {
        return;
    };
    let (kind, was, now) = {
        let schemes = |side| requirements(side, |one| one.scheme.clone());
        let scopes = |side| {
            requirements(side, |one| {
                format!("{} ({})", one.scheme, one.scopes.join(" "))
            })
        };
        let (was, now) = (schemes(&before.security), schemes(&after.security));
        if was == now {
            let (was, now) = (scopes(&before.security), scopes(&after.security));
            (&kinds::SCOPES_CHANGED, was, now)
        } else {
            (&kinds::SECURITY_CHANGED, was, now)
        }
    };
    if was != now {
        let at = places(comparison, both);
        let change = Change::new(kind, both.old.path()).between(was, now);
        comparison.add(change.at(at.0.key("security"), at.1.key("security")));
    }
}

/// Requirements in words.
fn requirements(all: &[Vec<Requirement>], one: impl Fn(&Requirement) -> String) -> String {
    let alternative = |requirements: &Vec<Requirement>| match requirements.as_slice() {
        [] => "nothing".to_owned(),
        several => several.iter().map(&one).collect::<Vec<_>>().join(" and "),
    };
    match all {
        [] => "nothing".to_owned(),
        several => several
            .iter()
            .map(alternative)
            .collect::<Vec<_>>()
            .join(", or "),
    }
}
