//! Resolves JSON Pointers into responses, through the planned structs.

use std::collections::BTreeMap;

use crate::diagnostics::Pointer;
use crate::plan::{ExternalType, Holder, Item, ItemKind, Member, MemberPath, RustType};

/// Why a pointer cannot be resolved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Lost {
    /// It is not a JSON Pointer.
    #[error("`{0}` is not a JSON Pointer such as `/data`")]
    Malformed(String),
    /// The member does not exist.
    #[error("`{pointer}` cannot be resolved: there is no `{name}`")]
    Absent {
        /// The pointer.
        pointer: String,
        /// The member.
        name: String,
    },
    /// It descends into something that is not an object with named properties.
    #[error(
        "`{pointer}` cannot be resolved: what should have `{name}` is not an object with named properties"
    )]
    Opaque {
        /// The pointer.
        pointer: String,
        /// The member.
        name: String,
    },
}

/// The planned types, by name.
pub(super) struct Members<'a>(BTreeMap<&'a str, &'a Item>);

/// The maximum length of a chain of aliases; a longer one is a cycle.
const MAX_ALIASES: usize = 64;

impl<'a> Members<'a> {
    pub fn new(types: &'a [Item]) -> Self {
        Self(
            types
                .iter()
                .map(|item| (item.name.as_str(), item))
                .collect(),
        )
    }

    /// Resolves `pointer` from a value of type `root`.
    pub fn find(&self, root: &RustType, pointer: &str) -> Result<MemberPath, Lost> {
        if !(pointer.is_empty() || pointer.starts_with('/')) {
            return Err(Lost::Malformed(pointer.to_owned()));
        }
        let (root, mut ty) = peel(root);
        let mut members = Vec::new();
        for name in Pointer::parse(pointer).segments() {
            let (member, of) = self.member(&self.behind(ty), name, pointer)?;
            members.push(member);
            ty = of;
        }
        Ok(MemberPath {
            root,
            members,
            end: self.behind(ty),
            ty: ty.clone(),
        })
    }

    /// The item that a type names.
    pub fn item(&self, ty: &RustType) -> Option<&'a ItemKind> {
        match ty {
            RustType::Named(name) => self.0.get(name.as_str()).map(|item| &item.kind),
            _ => None,
        }
    }

    fn member(
        &self,
        whole: &RustType,
        name: String,
        pointer: &str,
    ) -> Result<(Member, &'a RustType), Lost> {
        let pointer = pointer.to_owned();
        let Some(ItemKind::Struct(structure)) = self.item(whole) else {
            return Err(Lost::Opaque { pointer, name });
        };
        let field = structure.fields.iter().find(|field| field.wire == name);
        let Some(field) = field else {
            return Err(Lost::Absent { pointer, name });
        };
        let (holder, ty) = peel(&field.ty);
        let field = field.name.clone();
        Ok((Member { field, holder }, ty))
    }

    fn behind(&self, ty: &RustType) -> RustType {
        let mut here = ty.clone().unboxed();
        for _ in 0..MAX_ALIASES {
            match self.item(&here) {
                Some(ItemKind::Alias(alias)) => here = alias.target.clone().unboxed(),
                _ => break,
            }
        }
        here
    }
}

/// Unwraps `Option` and `Nullable`.
fn peel(ty: &RustType) -> (Holder, &RustType) {
    match ty {
        RustType::Option(inner) => (Holder::Option, inner),
        RustType::Nullable(inner) => (Holder::Nullable, inner),
        other => (Holder::Value, other),
    }
}

/// Whether values of a type, converted to text and back, are exactly those that the server sent.
pub(super) fn is_token(ty: &RustType) -> bool {
    match ty {
        RustType::Plain(name) => *name == "String" || is_integer(name),
        RustType::External(ty) => *ty == ExternalType::Uuid,
        _ => false,
    }
}

/// Whether it is the name of an integer type.
pub(super) fn is_integer(name: &str) -> bool {
    matches!(
        name,
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64"
    )
}
