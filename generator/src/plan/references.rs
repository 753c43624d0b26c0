//! Visitors over the types that an item or an operation refers to.

use super::external_type::ExternalType;
use super::item::{Item, ItemKind};
use super::operation::ArgumentUse;
use super::operation::OperationPlan;
use super::rust_type::RustType;
use super::union_variant::UnionVariant;

impl RustType {
    /// Calls `see` with this type and each type nested in it.
    pub fn visit(&self, see: &mut dyn FnMut(&Self)) {
        see(self);
        match self {
            Self::List(inner)
            | Self::Map(inner)
            | Self::Option(inner)
            | Self::Nullable(inner)
            | Self::Boxed(inner)
            | Self::RuntimeOf(_, inner) => inner.visit(see),
            Self::Tuple(items) => items.iter().for_each(|item| item.visit(see)),
            _ => {}
        }
    }
}

impl Item {
    /// Calls `see` with every type that the item contains.
    pub fn visit_types(&self, see: &mut dyn FnMut(&RustType)) {
        match &self.kind {
            ItemKind::Struct(structure) => {
                structure
                    .fields
                    .iter()
                    .for_each(|field| field.ty.visit(see));
                if let Some(rest) = &structure.rest {
                    RustType::Map(Box::new(rest.value.clone())).visit(see);
                }
            }
            ItemKind::Union(union) => {
                let variants = union.variants.iter();
                let payloads = variants.filter_map(UnionVariant::payload);
                payloads.for_each(|payload| payload.visit(see));
                see(&RustType::External(ExternalType::Json));
            }
            ItemKind::Alias(alias) => alias.target.visit(see),
            ItemKind::Text(_) | ItemKind::Integer(_) => {}
        }
    }
}

impl OperationPlan {
    /// Calls `see` with every type that the operation itself refers to. The type that a waiter
    /// returns is not among them; that of a page's item is a part of the success type.
    pub fn visit_types(&self, see: &mut dyn FnMut(&RustType)) {
        let arguments = self.arguments.iter().map(|argument| &argument.ty);
        for ty in arguments.chain(self.setters.iter().map(|setter| &setter.ty)) {
            match ty {
                ArgumentUse::Str => {}
                ArgumentUse::Slice(ty)
                | ArgumentUse::Value(ty)
                | ArgumentUse::Reference(ty)
                | ArgumentUse::Into(ty, _) => ty.visit(see),
            }
        }
        for outcome in [&self.success, &self.failure] {
            outcome.ty.visit(see);
            let payloads = outcome.choice.iter().flat_map(|choice| &choice.variants);
            let payloads = payloads.filter_map(|variant| variant.payload.as_ref());
            payloads.for_each(|ty| ty.visit(see));
        }
        let forms = self.forms.iter().map(|form| form.decode.ty());
        forms.for_each(|ty| ty.visit(see));
        let variants = self.body.iter().flat_map(|body| &body.variants);
        variants.for_each(|variant| variant.payload.visit(see));
    }
}
