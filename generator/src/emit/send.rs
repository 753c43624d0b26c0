//! How values are passed to a call: the methods of `Call` for parameters and bodies.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::body;
use super::identifier::ident;
use crate::model::{ParameterPlace, Style};
use crate::plan::{ArgumentUse, BodyPlan, Send};

/// The statement that passes a value to `call`.
pub(super) fn send(
    send: &Send,
    ty: &ArgumentUse,
    value: &Ident,
    call: &TokenStream,
) -> TokenStream {
    match send {
        Send::Body(BodyPlan::Choice) => quote!(#value.into().send(&mut #call);),
        Send::Body(body) => {
            let value = if let ArgumentUse::Into(ty, Some(_)) = ty {
                quote!(Into::<#ty>::into(#value))
            } else {
                quote!(#value)
            };
            let method = body::method(body, &value);
            quote!(#call.#method;)
        }
        Send::Parameter { .. } => {
            let method = parameter(send, ty, value);
            quote!(#call.#method;)
        }
    }
}

/// The method of `Call` that takes a parameter.
fn parameter(send: &Send, ty: &ArgumentUse, value: &Ident) -> TokenStream {
    let by_reference = match ty {
        ArgumentUse::Slice(item) if item.is_string() => quote!(&collect::texts(#value)),
        ArgumentUse::Str | ArgumentUse::Slice(_) | ArgumentUse::Reference(_) => quote!(#value),
        ArgumentUse::Value(_) => quote!(&#value),
        ArgumentUse::Into(ty, _) => quote!(&Into::<#ty>::into(#value)),
    };
    let by_reference = match send {
        Send::Parameter {
            inner_separators, ..
        } if !inner_separators.is_empty() => {
            quote!(&JoinedLists::new(#by_reference, #inner_separators))
        }
        _ => by_reference,
    };
    match send {
        Send::Body(_) => TokenStream::new(),
        Send::Parameter {
            name,
            style: Style::Content(media_type),
            place: ParameterPlace::QueryString,
            ..
        } if media_type.starts_with("application/x-www-form-urlencoded") => {
            quote!(query_string_form(#name, #by_reference))
        }
        Send::Parameter {
            name,
            style: Style::Simple,
            place: ParameterPlace::QueryString,
            ..
        } => quote!(query_string_text(#name, #by_reference)),
        Send::Parameter {
            name,
            place: ParameterPlace::QueryString,
            ..
        } => quote!(query_string_json(#name, #by_reference)),
        Send::Parameter {
            name,
            style: Style::Content(media_type),
            place: ParameterPlace::Query,
            ..
        } if media_type.starts_with("application/x-www-form-urlencoded") => {
            quote!(query_form(#name, #by_reference))
        }
        Send::Parameter {
            name,
            style: Style::Content(_),
            place,
            ..
        } => match place {
            ParameterPlace::Path => quote!(path_json(#name, #by_reference)),
            ParameterPlace::Header => quote!(header_json(#name, #by_reference)),
            ParameterPlace::Cookie => quote!(cookie_json(#name, #by_reference)),
            _ => quote!(query_json(#name, #by_reference)),
        },
        Send::Parameter {
            name,
            place,
            style,
            explode,
            allow_reserved,
            keeps_slashes,
            may_be_empty,
            ..
        } => match place {
            ParameterPlace::Path if !names_path_form(send) => {
                quote!(path(#name, #by_reference))
            }
            ParameterPlace::Path => {
                let methods = [
                    (*explode, "exploded"),
                    (*allow_reserved, "reserved"),
                    (*keeps_slashes, "segments"),
                    (*may_be_empty, "or_empty"),
                ];
                let form = path_form(style, &methods);
                quote!(path_as(#name, #form, #by_reference))
            }
            ParameterPlace::Header if *explode => quote!(header_exploded(#name, #by_reference)),
            ParameterPlace::Header => quote!(header_param(#name, #by_reference)),
            ParameterPlace::Cookie if *style == Style::Cookie => {
                quote!(cookie_plain(#name, #explode, #by_reference))
            }
            ParameterPlace::Cookie if *explode => quote!(cookie_exploded(#name, #by_reference)),
            ParameterPlace::Cookie => quote!(cookie_param(#name, #by_reference)),
            _ if is_plain_query(style, *explode, *allow_reserved) => {
                quote!(query(#name, #by_reference))
            }
            _ if matches!(style, Style::DeepObject) => quote!(query_deep(#name, #by_reference)),
            _ => {
                let method = ident(if *allow_reserved {
                    "query_reserved"
                } else {
                    "query_with"
                });
                let style = style_name(style);
                quote!(#method(#name, QueryStyle::#style, #explode, #by_reference))
            }
        },
    }
}

fn style_name(style: &Style) -> Ident {
    ident(match style {
        Style::Simple | Style::Content(_) => "Simple",
        Style::Label => "Label",
        Style::Matrix => "Matrix",
        Style::Form | Style::Cookie => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::TabDelimited => "TabDelimited",
        Style::DeepObject => "DeepObject",
    })
}

/// Whether the code that sends it borrows the texts of a list.
pub(super) fn borrows_texts(send: &Send, ty: &ArgumentUse) -> bool {
    let is_texts = matches!(ty, ArgumentUse::Slice(item) if item.is_string());
    is_texts && matches!(send, Send::Parameter { .. })
}

/// Whether the code that sends it joins nested lists.
pub(super) fn joins_lists(send: &Send) -> bool {
    matches!(send, Send::Parameter { inner_separators, .. } if !inner_separators.is_empty())
}

/// The style of a path parameter as an expression of the runtime, with the modifiers that apply.
pub(super) fn path_form(style: &Style, methods: &[(bool, &str)]) -> TokenStream {
    let style = ident(match style {
        Style::Label => "LABEL",
        Style::Matrix => "MATRIX",
        _ => "SIMPLE",
    });
    let methods = methods.iter().filter(|(applies, _)| *applies);
    let methods = methods.map(|(_, method)| ident(method));
    quote!(PathForm::#style #(.#methods())*)
}

/// Whether the code that sends it refers to a style of path parameters.
pub(super) fn names_path_form(send: &Send) -> bool {
    match send {
        Send::Parameter {
            place: ParameterPlace::Path,
            style,
            explode,
            allow_reserved,
            keeps_slashes,
            may_be_empty,
            ..
        } => {
            let is_plain = *style == Style::Simple && !explode;
            let is_json = matches!(style, Style::Content(_));
            !is_json && (!is_plain || *allow_reserved || *keeps_slashes || *may_be_empty)
        }
        _ => false,
    }
}

/// Whether the code that sends it refers to a style of query parameters.
pub(super) fn names_query_style(send: &Send) -> bool {
    match send {
        Send::Parameter {
            place: ParameterPlace::Query,
            style,
            explode,
            allow_reserved,
            ..
        } => {
            !is_plain_query(style, *explode, *allow_reserved) && !matches!(style, Style::DeepObject)
        }
        _ => false,
    }
}

fn is_plain_query(style: &Style, explode: bool, allow_reserved: bool) -> bool {
    matches!(style, Style::Form) && explode && !allow_reserved || matches!(style, Style::Content(_))
}
