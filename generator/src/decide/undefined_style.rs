//! Parameters whose serialization OpenAPI does not define: nested lists and objects, and lists in
//! style `deepObject`.
//!
//! They are serialized as most servers expect. This is reported, and the docs of the operation show
//! it.

use super::media::{self, MediaKind};
use super::rust_type::Resolver;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{
    Content, Docs, Extent, Parameter, ParameterPlace, Shape, Style, TypeId, Variant,
};
use crate::prose;

/// A serialization that OpenAPI does not define.
#[derive(Debug, PartialEq, Eq)]
struct Undefined {
    /// The kind of value.
    what: String,
    /// A sample of its serialization.
    written: String,
}

/// Reports the undefined serializations of a parameter.
pub(super) fn report(resolver: &Resolver<'_, '_>, parameter: &Parameter) {
    let all = undefined(resolver, parameter);
    if all.is_empty() {
        return;
    }
    let what = |one: &Undefined| format!("{} is written as `{}`", one.what, one.written);
    let list = all.iter().map(what).collect::<Vec<_>>().join("; ");
    let message = format!(
        "OpenAPI does not define how `{}` is written: {list}",
        parameter.name
    );
    let found = Diagnostic::new(findings::undefined_style::NONE, &parameter.origin, message);
    resolver.sink.report(found);
}

/// Reports the undefined serializations of the fields of a form whose encoding has a style. Such a
/// field is written as a query parameter of that style.
pub(super) fn report_fields(resolver: &Resolver<'_, '_>, content: &Content) {
    let Some(Shape::Object(object)) = content.ty.and_then(|ty| resolver.shape(ty)) else {
        return;
    };
    for encoding in &content.encodings {
        let properties = &object.properties;
        let property = properties.iter().find(|one| one.name == encoding.property);
        let (Some(style), Some(property)) = (&encoding.style, property) else {
            continue;
        };
        let field = Parameter {
            origin: content.origin.key("encoding").key(&encoding.property),
            name: encoding.property.clone(),
            place: ParameterPlace::Query,
            required: property.required,
            style: style.clone(),
            explode: encoding.explode.unwrap_or(*style == Style::Form),
            inner_separators: encoding.inner_separators.clone(),
            allow_reserved: encoding.allow_reserved,
            allow_empty: false,
            extent: Extent::Segment,
            ty: property.ty,
            docs: Docs::default(),
            of_client: false,
            example: None,
        };
        report(resolver, &field);
    }
}

/// The sentence for the docs that shows the serialization.
pub(super) fn docs(resolver: &Resolver<'_, '_>, parameter: &Parameter) -> Option<String> {
    let all = undefined(resolver, parameter);
    let written = all.iter().map(|one| prose::code(&one.written));
    let written = written.collect::<Vec<_>>().join(" and ");
    (!all.is_empty()).then(|| format!("Sent as {written}."))
}

/// The undefined serializations of a parameter, one for each kind of value.
fn undefined(resolver: &Resolver<'_, '_>, parameter: &Parameter) -> Vec<Undefined> {
    let Some(writing) = Writing::find(parameter) else {
        return Vec::new();
    };
    let is_union = matches!(resolver.shape(parameter.ty), Some(Shape::Union(_)));
    let mut all: Vec<Undefined> = Vec::new();
    let members = members_of_variants(resolver, parameter.ty).into_iter();
    let wrapped = members.map(|member| writing.object(resolver, parameter, &[member]));
    for one in wrapped.flatten() {
        add(one, &mut all);
    }
    for id in alternatives(resolver, parameter.ty) {
        let found = match resolver.shape(id) {
            Some(Shape::List { item }) => writing.list(resolver, parameter, &[*item]),
            Some(Shape::Tuple { items }) => writing.list(resolver, parameter, items),
            Some(Shape::Map { value }) => writing.object(resolver, parameter, &[("key", *value)]),
            Some(Shape::Object(object)) => {
                let members = object.properties.iter();
                let members = members.map(|property| (property.name.as_str(), property.ty));
                writing.object(resolver, parameter, &members.collect::<Vec<_>>())
            }
            // A parameter without objects is sent in another style, which is reported.
            Some(_) if !is_union => Vec::new(),
            Some(Shape::Any | Shape::Given { .. }) | None => Vec::new(),
            Some(_) => writing.scalar(parameter),
        };
        for one in found {
            add(one, &mut all);
        }
    }
    all
}

/// Adds a serialization, unless there is one of its kind.
fn add(one: Undefined, all: &mut Vec<Undefined>) {
    if !all.iter().any(|known| known.what == one.what) {
        all.push(one);
    }
}

/// How lists and objects are serialized.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// With keys and indices in brackets.
    Brackets,
    /// A pair for each member of an object; a list repeats its name.
    Pairs,
    /// As one value with separators; an exploded list repeats its name.
    Joined,
}

impl Writing {
    /// How a parameter is serialized; `None` if its media type defines it.
    fn find(parameter: &Parameter) -> Option<Self> {
        match (&parameter.style, parameter.place) {
            (Style::Content(media_type), _) => {
                (media::kind(media_type) == MediaKind::Form).then_some(Self::Pairs)
            }
            (Style::DeepObject, ParameterPlace::Query) => Some(Self::Brackets),
            (Style::Form | Style::Cookie, _) if parameter.explode => Some(Self::Pairs),
            _ => Some(Self::Joined),
        }
    }

    /// The undefined serialization of a value that is neither a list nor an object.
    fn scalar(self, parameter: &Parameter) -> Vec<Undefined> {
        let undefined = || Undefined {
            what: "a single value in style `deepObject`".to_owned(),
            written: format!("{}=…", parameter.name),
        };
        (self == Self::Brackets)
            .then(undefined)
            .into_iter()
            .collect()
    }

    /// The undefined serializations of a list.
    fn list(
        self,
        resolver: &Resolver<'_, '_>,
        parameter: &Parameter,
        items: &[TypeId],
    ) -> Vec<Undefined> {
        let name = &parameter.name;
        let inner = Inner::of_all(resolver, items.iter().copied());
        let mut all = Vec::new();
        if self == Self::Brackets {
            // The brackets of a name such as `ids[]` already mark the list.
            let list = name.strip_suffix("[]");
            let (what, written) = match (&inner, list) {
                (inner, list) if inner.is_composite() => {
                    let (what, key) = inner.as_elements();
                    let list = list.unwrap_or(name);
                    (what, format!("{list}[0]{key}=…&{list}[1]{key}=…"))
                }
                (_, Some(_)) => ("a list", format!("{name}=…&{name}=…")),
                (_, None) => ("a list", format!("{name}[0]=…&{name}[1]=…")),
            };
            all.push(Undefined {
                what: format!("{what} in style `deepObject`"),
                written,
            });
            return all;
        }
        if matches!(
            parameter.style,
            Style::SpaceDelimited | Style::PipeDelimited
        ) && parameter.explode
        {
            all.push(Undefined {
                what: "an exploded list in this style".to_owned(),
                written: format!("{name}=…&{name}=…"),
            });
        }
        if inner.lists && parameter.inner_separators.is_empty() {
            all.push(json_element(parameter, "a list inside a list", "[…]"));
        }
        if inner.objects.is_some() {
            all.push(json_element(parameter, "an object inside a list", "{…}"));
        }
        all
    }

    /// The undefined serializations of an object.
    fn object(
        self,
        resolver: &Resolver<'_, '_>,
        parameter: &Parameter,
        members: &[(&str, TypeId)],
    ) -> Vec<Undefined> {
        let name = &parameter.name;
        let mut all = Vec::new();
        for (key, ty) in members {
            let inner = Inner::of_all(resolver, [*ty]);
            if inner.lists {
                all.push(self.list_member(resolver, parameter, key, *ty));
            }
            if let Some(inner_key) = inner.objects {
                let what = "an object inside an object";
                all.push(match self {
                    Self::Brackets => Undefined {
                        what: what.to_owned(),
                        written: format!("{name}[{key}][{inner_key}]=…"),
                    },
                    _ => json_member(parameter, key, what, "{…}"),
                });
            }
        }
        all
    }

    /// The serialization of a list inside an object.
    fn list_member(
        self,
        resolver: &Resolver<'_, '_>,
        parameter: &Parameter,
        key: &str,
        list: TypeId,
    ) -> Undefined {
        let name = &parameter.name;
        let elements = Inner::of_elements(resolver, list);
        let (what, element_key) = elements.as_elements();
        let what = format!("{what} inside an object");
        let written = match self {
            Self::Brackets => {
                let list = format!("{name}[{key}]");
                format!("{list}[0]{element_key}=…&{list}[1]{element_key}=…")
            }
            Self::Pairs => {
                let is_cookie = parameter.place == ParameterPlace::Cookie;
                let separator = if is_cookie { "; " } else { "&" };
                let json = elements.as_json();
                format!("{key}={json}{separator}{key}={json}")
            }
            Self::Joined => return json_member(parameter, key, "a list inside an object", "[…]"),
        };
        Undefined { what, written }
    }
}

/// An element of a list, serialized as JSON.
fn json_element(parameter: &Parameter, what: &str, json: &str) -> Undefined {
    let name = &parameter.name;
    let written = match parameter.place {
        ParameterPlace::Query | ParameterPlace::QueryString if parameter.explode => {
            format!("{name}={json}&{name}={json}")
        }
        ParameterPlace::Cookie if parameter.explode => format!("{name}={json}; {name}={json}"),
        _ => joined(parameter, json, json),
    };
    Undefined {
        what: what.to_owned(),
        written,
    }
}

/// A member of an object, serialized as JSON.
fn json_member(parameter: &Parameter, key: &str, what: &str, json: &str) -> Undefined {
    let is_pair = parameter.explode || matches!(parameter.style, Style::Content(_));
    let written = if is_pair {
        format!("{key}={json}")
    } else {
        joined(parameter, key, json)
    };
    Undefined {
        what: what.to_owned(),
        written,
    }
}

/// Two elements of one value, with their separator.
fn joined(parameter: &Parameter, first: &str, second: &str) -> String {
    let separator = match parameter.style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::TabDelimited => "%09",
        Style::Label if parameter.explode => ".",
        _ => ",",
    };
    let name = match parameter.place {
        ParameterPlace::Query | ParameterPlace::QueryString | ParameterPlace::Cookie => {
            format!("{}=", parameter.name)
        }
        ParameterPlace::Path | ParameterPlace::Header => String::new(),
    };
    format!("{name}{first}{separator}{second}")
}

/// The lists and objects nested in a value.
#[derive(Debug, Default)]
struct Inner {
    lists: bool,
    /// A key of a nested object, if there is one.
    objects: Option<String>,
}

impl Inner {
    fn of_all(resolver: &Resolver<'_, '_>, types: impl IntoIterator<Item = TypeId>) -> Self {
        let mut inner = Self::default();
        let types: Vec<TypeId> = types.into_iter().collect();
        let mut members = types
            .iter()
            .flat_map(|id| members_of_variants(resolver, *id));
        inner.objects = members.next().map(|(key, _)| key.to_owned());
        for id in types.iter().flat_map(|id| alternatives(resolver, *id)) {
            match resolver.shape(id) {
                Some(Shape::List { .. } | Shape::Tuple { .. }) => inner.lists = true,
                Some(Shape::Map { .. }) => {
                    inner.objects.get_or_insert_with(|| "key".to_owned());
                }
                Some(Shape::Object(object)) => {
                    let first = object.properties.first();
                    let key = first.map_or("key", |property| property.name.as_str());
                    inner.objects.get_or_insert_with(|| key.to_owned());
                }
                _ => {}
            }
        }
        inner
    }

    /// The lists and objects nested in the elements of a list.
    fn of_elements(resolver: &Resolver<'_, '_>, list: TypeId) -> Self {
        let alternatives = alternatives(resolver, list).into_iter();
        let items = alternatives.flat_map(|id| match resolver.shape(id) {
            Some(Shape::List { item }) => vec![*item],
            Some(Shape::Tuple { items }) => items.clone(),
            _ => Vec::new(),
        });
        Self::of_all(resolver, items)
    }

    fn is_composite(&self) -> bool {
        self.lists || self.objects.is_some()
    }

    /// The name of a list of such elements, and the suffix to the bracketed index of each.
    fn as_elements(&self) -> (&'static str, String) {
        match &self.objects {
            Some(key) => ("a list of objects", format!("[{key}]")),
            None if self.lists => ("a list of lists", "[0]".to_owned()),
            None => ("a list", String::new()),
        }
    }

    /// An element as one value in JSON.
    fn as_json(&self) -> &'static str {
        match self {
            Self {
                objects: Some(_), ..
            } => "{…}",
            Self { lists: true, .. } => "[…]",
            _ => "…",
        }
    }
}

/// The variants of a union, or the type itself. Without objects around one member.
fn alternatives(resolver: &Resolver<'_, '_>, id: TypeId) -> Vec<TypeId> {
    match resolver.shape(id) {
        Some(Shape::Union(union)) => union.variants.iter().filter_map(Variant::whole).collect(),
        _ => vec![id],
    }
}

/// The only members of the objects that select a variant of a union, with their types.
fn members_of_variants<'a>(resolver: &Resolver<'a, '_>, id: TypeId) -> Vec<(&'a str, TypeId)> {
    let Some(Shape::Union(union)) = resolver.shape(id) else {
        return Vec::new();
    };
    let members = union.variants.iter().filter_map(|variant| {
        let member = variant.member.as_ref()?;
        Some((member.key.as_str(), variant.ty))
    });
    members.collect()
}
