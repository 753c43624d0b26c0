//! The Rust type for each type of the model.

use std::collections::{BTreeMap, BTreeSet};

use super::cycles::Cycles;
use super::doc_lines::DocLines;
use super::kept::Kept;
use super::names::Names;
use super::need::Need;
use super::open_enums::Enums;
use super::usage::Usage;
use crate::config::{
    ClientConfig, DateTimeCrate, OWN_CRATES, Replace, ReplacementDependency, UnknownProperties,
};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::{Api, GivenFor, Integer, Number, Shape, Text, Type, TypeId};
use crate::plan::{ExternalType, RustType};

/// Maps types of the model to Rust types, and records what these need.
pub(super) struct Resolver<'a, 'n> {
    pub api: &'a Api,
    pub docs: &'a DocLines<'a>,
    pub usage: &'a Usage<'a>,
    pub names: &'n mut Names<'a>,
    pub sink: &'a Sink,
    /// The offer of an earlier crate.
    pub kept: &'a Kept<'a>,
    cycles: &'a Cycles<'a>,
    dates: DateTimeCrate,
    /// Whether structs keep undescribed properties.
    pub keeps_unknown: bool,
    /// Whether fields and variants have docs from the description.
    pub describes_members: bool,
    /// Which enumerations are open.
    pub enums: Enums,
    needs: BTreeSet<Need>,
    replace: Replace,
    given: BTreeMap<String, ReplacementDependency>,
}

/// The crate of a path, if it is one whose version oasmith chooses.
fn own_crate(path: &str) -> Option<&'static str> {
    let name = path.split("::").next()?;
    OWN_CRATES.into_iter().find(|own| *own == name)
}

impl<'a, 'n> Resolver<'a, 'n> {
    #[allow(clippy::too_many_arguments, reason = "each is a table of its own")]
    pub fn new(
        api: &'a Api,
        docs: &'a DocLines<'a>,
        usage: &'a Usage<'a>,
        cycles: &'a Cycles<'a>,
        kept: &'a Kept<'a>,
        names: &'n mut Names<'a>,
        config: &ClientConfig,
        sink: &'a Sink,
    ) -> Self {
        Self {
            api,
            docs,
            usage,
            names,
            sink,
            kept,
            cycles,
            dates: config.datetime.unwrap_or_default(),
            keeps_unknown: config.unknown_properties == Some(UnknownProperties::Kept),
            describes_members: config.docs.members != Some(false),
            enums: Enums::new(config),
            needs: BTreeSet::new(),
            replace: config.replace.clone(),
            given: BTreeMap::new(),
        }
    }

    /// What the types returned so far need.
    pub fn needs(&self) -> BTreeSet<Need> {
        self.needs.clone()
    }

    /// The type of a value, in an `Option` if the schema allows `null`.
    pub fn with_null(&mut self, id: TypeId) -> RustType {
        let bare = self.bare(id);
        if self.is_nullable(id) {
            bare.optional()
        } else {
            bare
        }
    }

    /// The type of a value that is not `null`.
    pub fn bare(&mut self, id: TypeId) -> RustType {
        let Some(ty) = self.api.types.get(id) else {
            return RustType::ANY_JSON;
        };
        if self.cycles.is_self_defined(id) {
            self.report_self_defined(ty);
            return RustType::ANY_JSON;
        }
        if ty.component.is_some() || ty.shape.has_name() {
            return RustType::Named(self.names.type_name(id));
        }
        self.spelt(ty)
    }

    /// The type with aliases resolved.
    pub fn expanded(&mut self, id: TypeId) -> RustType {
        let Some(ty) = self.api.types.get(id) else {
            return RustType::ANY_JSON;
        };
        if ty.shape.has_name() || self.cycles.is_self_defined(id) {
            return self.bare(id);
        }
        match ty.shape {
            Shape::Alias { target } => self.expanded(target),
            _ => self.spelt(ty),
        }
    }

    /// The type of a nameless shape, written out.
    pub fn spelt(&mut self, ty: &Type) -> RustType {
        match &ty.shape {
            Shape::Any | Shape::Object(_) | Shape::Enumeration(_) | Shape::Union(_) => {
                RustType::ANY_JSON
            }
            Shape::Boolean => RustType::Plain("bool"),
            Shape::Integer(integer) => RustType::Plain(integer_name(*integer)),
            Shape::Number(Number::F32) => {
                self.note(Need::Float32);
                RustType::Plain("f32")
            }
            Shape::Number(Number::F64) => RustType::Plain("f64"),
            Shape::Text(text) => self.text(*text),
            Shape::List { item } => RustType::List(Box::new(self.with_null(*item))),
            Shape::Map { value } => RustType::Map(Box::new(self.with_null(*value))),
            Shape::Tuple { items } => {
                RustType::Tuple(items.iter().map(|item| self.with_null(*item)).collect())
            }
            Shape::Alias { target } => self.bare(*target),
            Shape::Given { by, .. } => self.given(by),
        }
    }

    /// The replacement type from the settings.
    fn given(&mut self, by: &GivenFor) -> RustType {
        let found = match by {
            GivenFor::Schema(replacement) => Some(replacement),
            GivenFor::Format(name) => self.replace.formats.get(name),
        };
        let Some(replacement) = found else {
            return RustType::ANY_JSON;
        };
        if let Some(dependency) = &replacement.dependency {
            self.given
                .insert(dependency.package.clone(), dependency.clone());
        } else if let Some(own) = own_crate(&replacement.path) {
            self.needs.insert(Need::Dependency(own));
        }
        RustType::Given(replacement.path.clone())
    }

    /// The crates of replacement types, by package.
    pub fn given_dependencies(&self) -> BTreeMap<String, ReplacementDependency> {
        self.given.clone()
    }

    /// Whether `null` is a value of the type or of the type it is an alias of.
    pub fn is_nullable(&self, id: TypeId) -> bool {
        let mut here = id;
        for _ in 0..self.api.types.len() {
            match self.api.types.get(here) {
                Some(ty) if ty.nullable => return true,
                Some(Type {
                    shape: Shape::Alias { target },
                    ..
                }) => here = *target,
                _ => return false,
            }
        }
        false
    }

    /// The type at the end of a chain of aliases.
    pub fn target(&self, id: TypeId) -> TypeId {
        self.api.target(id)
    }

    /// The type, boxed if `whole` would otherwise contain itself.
    pub fn boxed_within(&mut self, whole: TypeId, part: TypeId) -> RustType {
        let bare = self.bare(part);
        let target = self.target(part);
        let by_value = matches!(bare, RustType::Named(_) | RustType::Tuple(_));
        if by_value && (self.cycles.needs_box(whole, part) || self.cycles.needs_box(whole, target))
        {
            RustType::Boxed(Box::new(bare))
        } else {
            bare
        }
    }

    /// Records that the crate needs this.
    pub fn note(&mut self, need: Need) {
        self.needs.insert(need);
    }

    /// The shape of a type, with aliases resolved.
    pub fn shape(&self, id: TypeId) -> Option<&'a Shape> {
        self.api.shape(id)
    }

    /// Whether a body of this type is bytes (`format: binary`).
    pub fn is_binary(&self, id: Option<TypeId>) -> bool {
        let shape = id.and_then(|id| self.shape(id));
        matches!(shape, Some(Shape::Text(Text::Binary)))
    }

    /// `ty`, the Rust type of `id`, with aliases resolved.
    pub fn behind(&mut self, ty: &RustType, id: Option<TypeId>) -> RustType {
        match (ty, id) {
            (RustType::Named(_), Some(id)) => self.expanded(id),
            _ => ty.clone(),
        }
    }

    fn external(&mut self, ty: ExternalType) -> RustType {
        self.needs.extend(ty.dependency().map(Need::Dependency));
        RustType::External(ty)
    }

    fn text(&mut self, text: Text) -> RustType {
        match (text, self.dates) {
            (Text::DateTime, DateTimeCrate::Jiff) => self.external(ExternalType::JiffTimestamp),
            (Text::Date, DateTimeCrate::Jiff) => self.external(ExternalType::JiffDate),
            (Text::DateTime, DateTimeCrate::Chrono) => self.external(ExternalType::ChronoDateTime),
            (Text::Date, DateTimeCrate::Chrono) => self.external(ExternalType::ChronoDate),
            (Text::DateTime, DateTimeCrate::Time) => {
                self.note(Need::DateTime);
                self.external(ExternalType::TimeDateTime)
            }
            (Text::Date, DateTimeCrate::Time) => self.external(ExternalType::TimeDate),
            (Text::Uuid, _) => self.external(ExternalType::Uuid),
            (Text::Ipv4, _) => RustType::External(ExternalType::Ipv4Addr),
            (Text::Ipv6, _) => RustType::External(ExternalType::Ipv6Addr),
            (Text::Ip, _) => RustType::External(ExternalType::IpAddr),
            (Text::Base64, _) => {
                self.note(Need::Base64);
                RustType::Runtime("Base64")
            }
            (Text::Secret, _) => RustType::Runtime("Secret"),
            (
                Text::Plain
                | Text::DateTime
                | Text::Date
                | Text::Time
                | Text::Duration
                | Text::Binary,
                _,
            ) => RustType::Plain("String"),
        }
    }

    fn report_self_defined(&self, ty: &Type) {
        let message = "this type is made of nothing but itself";
        self.sink.report(Diagnostic::new(
            findings::recursive_type::WIDENED,
            &ty.origin,
            message,
        ));
    }
}

fn integer_name(integer: Integer) -> &'static str {
    match integer {
        Integer::I8 => "i8",
        Integer::I16 => "i16",
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U8 => "u8",
        Integer::U16 => "u16",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
    }
}
