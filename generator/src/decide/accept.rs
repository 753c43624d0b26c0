//! The `Accept` header of an operation (RFC 9110, section 12.5.1): the media types that its calls read.

use super::media::{self, MediaKind};
use super::response_choice;
use crate::model::{Api, Content, Operation, Response};

/// The media types that the client reads, each once: those of successes, then those of failures.
pub(super) fn header(api: &Api, operation: &Operation) -> Option<String> {
    let successes = response_choice::successes(operation);
    let mut accepted: Vec<String> = Vec::new();
    for response in &successes {
        add(&mut accepted, read(api, response));
    }
    let is_success =
        |response: &&Response| successes.iter().any(|one| std::ptr::eq(*one, *response));
    let failures = operation.responses.iter().filter(|one| !is_success(one));
    let failures = failures.flat_map(|response| read(api, response));
    if accepted.is_empty() {
        add(&mut accepted, failures);
    } else {
        // What only a failure may be in must not become the form of a success.
        add(
            &mut accepted,
            failures.filter(|content| is_specific(api, content)),
        );
    }
    (!accepted.is_empty()).then(|| accepted.join(", "))
}

/// The forms of a response that are read without being asked for by a method of their own.
fn read<'a>(api: &'a Api, response: &'a Response) -> impl Iterator<Item = &'a Content> + use<'a> {
    let chosen = media::preferred(api, &response.content);
    let text = chosen.and_then(|chosen| media::text_beside(api, &response.content, chosen));
    chosen.into_iter().chain(text)
}

/// Whether a form is one media type, and one that is read into a type.
fn is_specific(api: &Api, content: &Content) -> bool {
    let is_read = matches!(
        media::form(api, content),
        MediaKind::Json | MediaKind::JsonLines | MediaKind::Events | MediaKind::Text
    );
    is_read && !media::is_range(&content.media_type)
}

fn add<'c>(accepted: &mut Vec<String>, contents: impl Iterator<Item = &'c Content>) {
    for content in contents {
        for media_type in media_ranges(&content.media_type) {
            if !accepted.contains(&media_type) {
                accepted.push(media_type);
            }
        }
    }
}

/// How a media type is asked for: with the parameters that tell it from others, not the encoding of its text, which is not
/// a matter of `Accept`; a range as one of those that the header has.
pub(super) fn media_ranges(media_type: &str) -> Vec<String> {
    let essence = media::essence(media_type);
    let (family, subtype) = essence.split_once('/').unwrap_or((essence, "*"));
    if subtype == "*" || !subtype.contains('*') {
        return vec![media::without(media_type, &["charset", "boundary"])];
    }
    // `application/*+json`: a header has no such range.
    match media::kind(media_type) {
        MediaKind::Json => vec!["application/json".to_owned(), format!("{family}/*;q=0.5")],
        _ => vec![format!("{family}/*")],
    }
}
