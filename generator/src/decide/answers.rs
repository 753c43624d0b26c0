//! Successes that are described in several media types: a way to ask for each.

use super::accept;
use super::media;
use super::outcome;
use super::rust_type::Resolver;
use super::scope::Scope;
use crate::ident;
use crate::model::{Api, Content, Method, Operation};
use crate::plan::{AnswerForm, Decode};

/// The media types of an operation's successes beside those that `.await` reads, each once.
pub(super) fn other_forms(
    resolver: &mut Resolver<'_, '_>,
    operation: &Operation,
    setters: &mut Scope,
) -> Vec<AnswerForm> {
    let mut forms: Vec<AnswerForm> = Vec::new();
    if operation.method == Method::Head {
        return forms;
    }
    for response in outcome::successes(operation) {
        let Some(chosen) = media::preferred(resolver.api, &response.content) else {
            continue;
        };
        for content in others(resolver.api, &response.content, chosen) {
            let media_type = accept::media_ranges(&content.media_type).join(", ");
            if forms.iter().any(|form| form.media_type == media_type) {
                continue;
            }
            let words = format!("send {}", media::words(resolver.api, content));
            forms.push(AnswerForm {
                method: setters.mint(&ident::snake(&words)),
                media_type,
                decode: Decode::of(resolver, content, false),
            });
        }
    }
    forms
}

/// The forms that are not read without being asked for: the chosen one stands for those of its kind and its schemas, and for
/// the text beside it that the response may be as well.
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
