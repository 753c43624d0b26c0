//! Successes described in several media types: a method for each that `.await` does not decode.

use super::accept;
use super::media;
use super::response_choice;
use super::rust_type::Resolver;
use super::scope::Scope;
use crate::ident;
use crate::model::{Method, Operation};
use crate::plan::{Decode, OtherMediaType};

/// The media types of an operation's successes except those decoded by `.await`, each once.
pub(super) fn plan_methods(
    resolver: &mut Resolver<'_, '_>,
    operation: &Operation,
    setters: &mut Scope,
) -> Vec<OtherMediaType> {
    let mut forms: Vec<OtherMediaType> = Vec::new();
    if operation.method == Method::Head {
        return forms;
    }
    for response in response_choice::successes(operation) {
        let Some(chosen) = media::preferred(resolver.api, &response.content) else {
            continue;
        };
        for content in response_choice::others(resolver.api, &response.content, chosen) {
            let media_type = accept::media_ranges(&content.media_type).join(", ");
            if forms.iter().any(|form| form.media_type == media_type) {
                continue;
            }
            let words = format!("send {}", media::words(resolver.api, content));
            forms.push(OtherMediaType {
                method: setters.mint(&ident::snake(&words)),
                media_type,
                decode: Decode::choose(resolver, content, false),
            });
        }
    }
    forms
}
