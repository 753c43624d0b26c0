//! Structs, and how a caller makes them.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::format::items;
use super::parts;
use super::rust_type::{ident, ident_text, within_types};
use super::rustfmt;
use super::table;
use super::type_text;
use crate::plan::{Constructor, Field, Item, Presence, RustType, Struct};

/// The struct, its table, and its constructor.
pub(super) fn pieces(item: &Item, structure: &Struct) -> Vec<String> {
    let mut pieces = vec![definition(item, structure)];
    pieces.extend(table::of_struct(
        &item.name,
        structure,
        item.sent,
        item.received,
    ));
    if let Some(parts) = &structure.parts {
        pieces.push(items(parts::implementation(item, structure, parts)));
    }
    if let Some(constructor) = &structure.constructor {
        pieces.extend(methods(item, structure, constructor).map(items));
    }
    pieces
}

/// The struct itself, as text: there are thousands of them, and nothing to lay out but a field that is too long.
fn definition(item: &Item, structure: &Struct) -> String {
    let mut text = docs::text(&item.docs);
    if item.deprecated {
        text.push_str("#[deprecated]\n");
    }
    let default = if is_default(structure) {
        ", Default"
    } else {
        ""
    };
    let derives: String = item
        .derives
        .iter()
        .map(|path| format!(", {path}"))
        .collect();
    let _ = writeln!(text, "#[derive(Clone, Debug{default}, PartialEq{derives})]");
    text.push_str("#[non_exhaustive]\n");
    let _ = write!(text, "pub struct {} {{", ident_text(&item.name));
    if !structure.fields.is_empty() || structure.rest.is_some() {
        text.push('\n');
    }
    for field in &structure.fields {
        text.push_str(&docs::text_within(&field.docs));
        if field.deprecated {
            text.push_str("    #[deprecated]\n");
        }
        let (name, ty) = (ident_text(&field.name), type_text::within_types(&field.ty));
        let _ = writeln!(text, "    pub {name}: {ty},");
    }
    if let Some(rest) = &structure.rest {
        let (name, value) = (ident_text(&rest.name), type_text::within_types(&rest.value));
        text.push_str("    /// Properties beside those above.\n");
        let _ = writeln!(text, "    pub {name}: BTreeMap<String, {value}>,");
    }
    text.push_str("}\n");
    rustfmt::conform(&text)
}

/// Whether a value needs nothing to be made.
pub(super) fn is_default(structure: &Struct) -> bool {
    structure
        .constructor
        .as_ref()
        .is_some_and(|constructor| constructor.takes.is_empty())
        && structure.fields.iter().all(|field| field.only.is_none())
}

/// `new` with what is required, and a setter for each of the rest.
fn methods(item: &Item, structure: &Struct, constructor: &Constructor) -> Option<TokenStream> {
    let name = ident(&item.name);
    let new = (!is_default(structure)).then(|| new(item, structure, constructor));
    let setters = structure.fields.iter().enumerate();
    let setters =
        setters.filter(|(index, field)| !constructor.takes.contains(index) && field.only.is_none());
    let setters: Vec<TokenStream> = setters.map(|(_, field)| setter(field)).collect();
    if new.is_none() && setters.is_empty() {
        return None;
    }
    let default = (new.is_some() && constructor.takes.is_empty()).then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    });
    Some(quote! {
        impl #name {
            #new
            #(#setters)*
        }

        #default
    })
}

fn new(item: &Item, structure: &Struct, constructor: &Constructor) -> TokenStream {
    let taken: Vec<&Field> = constructor
        .takes
        .iter()
        .filter_map(|index| structure.fields.get(*index))
        .collect();
    let parameters = taken.iter().map(|field| {
        let name = ident(&field.argument);
        let ty = parameter(&field.inner);
        quote!(#name: #ty)
    });
    let values = structure.fields.iter().enumerate().map(|(index, field)| {
        let (name, argument) = (ident(&field.name), ident(&field.argument));
        match (&field.only, constructor.takes.contains(&index)) {
            (Some(only), _) => {
                let value: TokenStream = table::literal(only).parse().unwrap_or_default();
                quote!(#name: #value)
            }
            (None, true) if is_converted(&field.inner) => {
                let value = converted(&field.inner, &quote!(#argument));
                quote!(#name: #value)
            }
            (None, true) if name == argument => quote!(#name),
            (None, true) => quote!(#name: #argument),
            (None, false) => quote!(#name: Default::default()),
        }
    });
    let rest = structure.rest.as_ref().map(|rest| {
        let name = ident(&rest.name);
        quote!(#name: BTreeMap::new())
    });
    let doc = format!(" A `{}` with what every one has.", item.name);
    let values = values.chain(rest);
    quote! {
        #[doc = #doc]
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values),* }
        }
    }
}

fn setter(field: &Field) -> TokenStream {
    let (name, argument) = (ident(&field.name), ident(&field.argument));
    let docs = docs::outer(&[format!("Sets `{}`.", field.name)]);
    let deprecated = docs::deprecated(field.deprecated);
    let parameter_type = match &field.ty {
        RustType::Nullable(inner) => {
            let inner = within_types(inner);
            quote!(impl Into<Nullable<#inner>>)
        }
        _ => parameter(&field.inner),
    };
    let value = match (&field.ty, &field.presence) {
        (RustType::Nullable(_), _) => quote!(#argument.into()),
        (RustType::Option(_), _) | (_, Presence::Optional) => {
            let value = converted(&field.inner, &quote!(#argument));
            quote!(Some(#value))
        }
        _ => converted(&field.inner, &quote!(#argument)),
    };
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(mut self, #argument: #parameter_type) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// Whether a caller gives something that becomes the field's type.
fn is_converted(ty: &RustType) -> bool {
    ty.is_string() || is_file(ty) || ty.is_secret() || matches!(ty, RustType::Boxed(_))
}

fn is_file(ty: &RustType) -> bool {
    *ty == RustType::Runtime("FilePart")
}

fn parameter(ty: &RustType) -> TokenStream {
    match ty {
        ty if ty.is_string() => quote!(impl Into<String>),
        ty if is_file(ty) => quote!(impl Into<FilePart>),
        ty if ty.is_secret() => quote!(impl Into<Secret>),
        RustType::Boxed(inner) => within_types(inner),
        other => within_types(other),
    }
}

fn converted(ty: &RustType, value: &TokenStream) -> TokenStream {
    match ty {
        ty if ty.is_string() || is_file(ty) || ty.is_secret() => quote!(#value.into()),
        RustType::Boxed(_) => quote!(Box::new(#value)),
        _ => quote!(#value),
    }
}
