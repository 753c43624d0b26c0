//! Successes that are described in several media types: a way to ask for each.

use super::decode::Decode;
use super::ident;
use super::media;
use super::outcome;
use super::rust_type::Resolver;
use super::scope::Scope;
use crate::model::{Api, Content, Method, Operation};

/// Another media type in which an operation answers.
#[derive(Debug)]
pub struct AnswerForm {
    /// The method of the call that asks for it.
    pub method: String,
    /// The media type.
    pub media_type: String,
    /// How its body is read.
    pub decode: Decode,
}

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
            let known = |form: &AnswerForm| form.media_type == content.media_type;
            if forms.iter().any(known) {
                continue;
            }
            let words = format!("send {}", media::words(resolver.api, content));
            forms.push(AnswerForm {
                method: setters.mint(&ident::snake(&words)),
                media_type: content.media_type.clone(),
                decode: Decode::of(resolver, content, false),
            });
        }
    }
    forms
}

/// The forms that the chosen one does not stand for: it stands for those of its kind and its schemas, too.
pub(super) fn others<'c>(
    api: &'c Api,
    content: &'c [Content],
    chosen: &'c Content,
) -> impl Iterator<Item = &'c Content> {
    let kind = media::form(api, chosen);
    content.iter().filter(move |other| {
        let same =
            media::form(api, other) == kind && other.ty == chosen.ty && other.item == chosen.item;
        !std::ptr::eq(*other, chosen) && !same && media::is_sound(&other.media_type)
    })
}
