//! The `Accept` header of an operation (RFC 9110, section 12.5.1): the media types that calls
//! decode.

use super::media::{self, MediaKind};
use super::response_choice;
use crate::model::{Api, Content, Operation, Response};

/// Returns the value of the header: the media types of successes, then those of failures, each
/// once.
pub(super) fn header(api: &Api, operation: &Operation) -> Option<String> {
    let successes = response_choice::successes(operation);
    let mut accepted: Vec<String> = Vec::new();
    for response in &successes {
        add_ranges(&mut accepted, decoded_by_default(api, response));
    }
    let is_success =
        |response: &&Response| successes.iter().any(|one| std::ptr::eq(*one, *response));
    let failures = operation.responses.iter().filter(|one| !is_success(one));
    let failures = failures.flat_map(|response| decoded_by_default(api, response));
    if accepted.is_empty() {
        add_ranges(&mut accepted, failures);
    } else {
        // A server must not choose for a success what only failures are described with.
        add_ranges(
            &mut accepted,
            failures.filter(|content| is_specific(api, content)),
        );
    }
    (!accepted.is_empty()).then(|| accepted.join(", "))
}

/// The representations of a response that are decoded by default, without a method that requests
/// another.
fn decoded_by_default<'a>(
    api: &'a Api,
    response: &'a Response,
) -> impl Iterator<Item = &'a Content> + use<'a> {
    let chosen = media::preferred(api, &response.content);
    let text = chosen.and_then(|chosen| media::text_beside(api, &response.content, chosen));
    chosen.into_iter().chain(text)
}

/// Whether a representation is a single media type (not a range) and is decoded into a type.
fn is_specific(api: &Api, content: &Content) -> bool {
    let is_read = matches!(
        media::media_kind(api, content),
        MediaKind::Json | MediaKind::JsonLines | MediaKind::Events | MediaKind::Text
    );
    is_read && !media::is_range(&content.media_type)
}

fn add_ranges<'c>(accepted: &mut Vec<String>, contents: impl Iterator<Item = &'c Content>) {
    for content in contents {
        for media_type in media_ranges(&content.media_type) {
            if !accepted.contains(&media_type) {
                accepted.push(media_type);
            }
        }
    }
}

/// The media ranges that request a media type. Parameters that distinguish it are kept; a charset
/// is not, since `Accept` does not negotiate it. A range unknown to the header is replaced by those
/// it has.
pub(super) fn media_ranges(media_type: &str) -> Vec<String> {
    let essence = media::essence(media_type);
    let (family, subtype) = essence.split_once('/').unwrap_or((essence, "*"));
    if subtype == "*" || !subtype.contains('*') {
        return vec![media::without(media_type, &["charset", "boundary"])];
    }
    // `Accept` has no range like `application/*+json`.
    match media::kind(media_type) {
        MediaKind::Json => vec!["application/json".to_owned(), format!("{family}/*;q=0.5")],
        _ => vec![format!("{family}/*")],
    }
}
