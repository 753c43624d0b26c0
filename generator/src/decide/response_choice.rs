//! Which documented responses are the successes of an operation, and which its failures.

use super::media;
use crate::model::{Api, Content, Operation, Response, Status};

/// The success responses of an operation: 2xx; if there are none, 3xx; if there are none either,
/// `default`.
pub(super) fn successes(operation: &Operation) -> Vec<&Response> {
    let of = |is: fn(Status) -> bool| -> Vec<&Response> {
        let responses = operation.responses.iter();
        responses.filter(|response| is(response.status)).collect()
    };
    let ranks: [fn(Status) -> bool; 3] = [Status::is_success, Status::is_redirect, |status| {
        status == Status::Default
    }];
    let found = ranks.into_iter().map(of);
    let mut found = found.skip_while(Vec::is_empty);
    found.next().unwrap_or_default()
}

/// The failure responses. A 3xx beside a 2xx is one, because it does not have the requested result.
pub(super) fn failures(operation: &Operation) -> Vec<&Response> {
    let succeeds = redirects_succeed(operation);
    let is_failure = |status: Status| match status {
        Status::Code(code) if code < 400 => status.is_redirect() && !succeeds,
        Status::Range(digit) if digit < 4 => status.is_redirect() && !succeeds,
        _ => true,
    };
    let responses = operation.responses.iter();
    responses
        .filter(|response| is_failure(response.status))
        .collect()
}

/// Whether a documented 3xx is a success.
pub(super) fn redirects_succeed(operation: &Operation) -> bool {
    let is_success = |response: &Response| response.status.is_success();
    !operation.responses.iter().any(is_success)
}

/// The representations that `.await` does not decode.
///
/// These are all but the chosen one, those of the same kind and schemas, and the text that is
/// decoded along with it.
pub(super) fn others<'c>(
    api: &'c Api,
    content: &'c [Content],
    chosen: &'c Content,
) -> impl Iterator<Item = &'c Content> {
    let text = media::text_beside(api, content, chosen);
    content.iter().filter(move |other| {
        let is_text = text.is_some_and(|text| std::ptr::eq(*other, text));
        !std::ptr::eq(*other, chosen) && !is_text && !media::are_alike(api, chosen, other)
    })
}
