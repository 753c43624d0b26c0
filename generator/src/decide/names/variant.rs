//! The names of the variants of a union, and of nameless payloads.

use super::{Names, is_short_title, repeats};
use crate::ident;
use crate::model::{
    Enumeration, EnumerationKind, GivenFor, Number, Object, Property, Shape, Text, TypeId, Union,
    Variant,
};
use crate::plan::NameSource;

/// The name of a variant, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::decide) struct VariantName {
    pub name: String,
    pub source: NameSource,
}

impl Names<'_> {
    /// The names of the variants of a union, in order. They may collide.
    pub fn variant_names(&mut self, id: TypeId) -> Vec<VariantName> {
        let id = self.identical.first(id);
        if let Some(known) = self.variants.get(&id) {
            return known.clone();
        }
        let names = match self.api.types.get(id).map(|ty| &ty.shape) {
            Some(Shape::Union(union)) => {
                let whole = self.best_name(id);
                self.names_of_variants(&whole, union)
            }
            _ => Vec::new(),
        };
        self.variants.insert(id, names.clone());
        names
    }

    fn names_of_variants(&self, whole: &str, union: &Union) -> Vec<VariantName> {
        let mut names: Vec<VariantName> = (0..union.variants.len())
            .map(|index| self.name_of_variant(whole, union, index))
            .collect();
        let is_whole = |name: &VariantName| {
            matches!(
                name.source,
                NameSource::Component | NameSource::Reference | NameSource::Title
            )
        };
        let mut called: Vec<String> = Vec::new();
        for name in names.iter().filter(|name| is_whole(name)) {
            called.push(name.name.clone());
        }
        let written = called.clone();
        super::words::without_shared(&mut called, whole);
        for name in &mut called {
            *name = super::words::without_union(name, whole);
        }
        // What became like another variant keeps its words.
        for (index, name) in written.into_iter().enumerate() {
            let is_taken = called.get(index).is_some_and(|short| {
                let all = called.iter().chain(others(&names, &is_whole));
                short == "Unknown" || all.filter(|other| *other == short).count() > 1
            });
            if is_taken && let Some(short) = called.get_mut(index) {
                *short = name;
            }
        }
        let renamed = names.iter_mut().filter(|name| is_whole(name));
        for (name, called) in renamed.zip(called) {
            name.name = called;
        }
        names
    }

    fn name_of_variant(&self, whole: &str, union: &Union, index: usize) -> VariantName {
        let named = |name: String, source| VariantName { name, source };
        let Some(variant) = union.variants.get(index) else {
            return number(index);
        };
        if let Some(member) = &variant.member {
            return named(ident::pascal(&member.key), NameSource::Key);
        }
        if let Some((name, source)) = self.name_of_schema(variant.ty) {
            return named(name, source);
        }
        if let [tag] = texts(variant).as_slice() {
            let source = match union.discriminator {
                Some(_) => NameSource::Tag,
                None => NameSource::Constant,
            };
            return named(ident::pascal(tag), source);
        }
        if let Some(only) = self.only_constant(variant.ty) {
            return named(only, NameSource::Constant);
        }
        if let Some(title) = self.title_of_variant(whole, union, index) {
            return named(title, NameSource::Title);
        }
        let tags = texts(variant);
        if (2..=MAX_JOINED).contains(&tags.len()) {
            let tags: Vec<String> = tags.iter().map(|tag| ident::pascal(tag)).collect();
            return named(tags.join("Or"), NameSource::Tag);
        }
        if let Some(kind) = self.kind_of(variant.ty) {
            return named(kind, NameSource::Kind);
        }
        self.distinction(union, index)
            .unwrap_or_else(|| number(index))
    }

    /// The title of a variant, unless another variant has it, too, or it is that of the union.
    fn title_of_variant(&self, whole: &str, union: &Union, index: usize) -> Option<String> {
        let own = self.title_for_variant(union.variants.get(index)?.ty)?;
        let titles = union.variants.iter();
        let titles = titles.filter_map(|other| self.title_for_variant(other.ty));
        let is_only = titles.filter(|title| *title == own).count() == 1;
        (is_only && own != whole).then_some(own)
    }

    fn title_for_variant(&self, id: TypeId) -> Option<String> {
        if self.rules.ignore_titles == Some(true) {
            return None;
        }
        let ty = self.api.types.get(id)?;
        let title = ty.docs.title.as_deref();
        let title = title.filter(|title| is_short_title(title) && !repeats(ty, title, self.api))?;
        Some(ident::pascal(title))
    }

    /// The only value of an enumeration.
    fn only_constant(&self, id: TypeId) -> Option<String> {
        match self.api.shape(id)? {
            Shape::Enumeration(Enumeration { values, .. }) => match values.as_slice() {
                [only] => {
                    let word = only.name.as_deref().unwrap_or(&only.value);
                    Some(if word.is_empty() {
                        "Empty".to_owned()
                    } else {
                        ident::pascal(word)
                    })
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The name for the kind of values: of scalars, lists and maps.
    fn kind_of(&self, id: TypeId) -> Option<String> {
        let ty = self.api.types.get(self.api.target(id))?;
        let name = match &ty.shape {
            Shape::Any => "Value".to_owned(),
            Shape::Boolean => "Boolean".to_owned(),
            Shape::Integer(_) => "Integer".to_owned(),
            Shape::Number(Number::F32 | Number::F64) => "Number".to_owned(),
            Shape::Text(text) => kind_of_text(*text).to_owned(),
            Shape::Enumeration(enumeration) => match enumeration.kind {
                EnumerationKind::Text => "Keyword".to_owned(),
                EnumerationKind::Integer => "Integer".to_owned(),
            },
            Shape::List { item } => self.kind_of_list(*item),
            Shape::Map { .. } => "Map".to_owned(),
            Shape::Tuple { .. } => "Tuple".to_owned(),
            Shape::Given { by, .. } => match by {
                GivenFor::Format(format) => ident::pascal(format),
                GivenFor::Schema(by) => {
                    let path = by.path.split('<').next().unwrap_or_default();
                    ident::pascal(path.rsplit("::").next().unwrap_or_default())
                }
            },
            Shape::Object(_) | Shape::Union(_) | Shape::Alias { .. } => return None,
        };
        Some(name)
    }

    fn kind_of_list(&self, item: TypeId) -> String {
        let named = self.name_of_schema(item).map(|(name, _)| name);
        let item = named.or_else(|| {
            let is_nameless = self.api.shape(item).is_some_and(Shape::has_name);
            (!is_nameless).then(|| self.kind_of(item)).flatten()
        });
        format!("{}List", item.unwrap_or_default())
    }

    /// What distinguishes an object from the other variants: that it is the only object, or a
    /// property that only it requires, or else that only it has.
    fn distinction(&self, union: &Union, index: usize) -> Option<VariantName> {
        let own = self.object(union.variants.get(index)?)?;
        let others = union.variants.iter().enumerate();
        let others: Vec<&Object> = others
            .filter(|(other, _)| *other != index)
            .filter_map(|(_, variant)| self.object(variant))
            .collect();
        let has_others = union.variants.iter().enumerate().any(|(other, variant)| {
            let shape = self.api.shape(variant.ty);
            other != index && matches!(shape, Some(Shape::Object(_) | Shape::Union(_)))
        });
        if !has_others {
            return Some(VariantName {
                name: "Object".to_owned(),
                source: NameSource::Kind,
            });
        }
        let name = only_in(own, &others)?;
        Some(VariantName {
            name,
            source: NameSource::Property,
        })
    }

    fn object(&self, variant: &Variant) -> Option<&Object> {
        match self.api.shape(variant.ty)? {
            Shape::Object(object) => Some(object),
            _ => None,
        }
    }
}

/// A name for what only this object has. One that has nothing that the others lack is `Empty` if it
/// has nothing at all, else `Plain`.
fn only_in(own: &Object, others: &[&Object]) -> Option<String> {
    let only = only_property(own, others).or_else(|| only_pair(own, others));
    if let Some(only) = only {
        return Some(format!("With{only}"));
    }
    if own.properties.is_empty() {
        return Some("Empty".to_owned());
    }
    let is_part = |other: &&&Object| {
        let mut properties = own.properties.iter();
        properties.all(|property| other.has(&property.name, property.required))
            && other.properties.len() > own.properties.len()
    };
    let is_least = others.iter().filter(is_part).count() == others.len();
    is_least.then(|| "Plain".to_owned())
}

/// The property that only this object requires, or else that only it has.
fn only_property(own: &Object, others: &[&Object]) -> Option<String> {
    let among = |test: &dyn Fn(&Property) -> bool| {
        let mut properties = own.properties.iter();
        properties.find(|property| test(property))
    };
    let has = |property: &Property| others.iter().any(|other| other.has(&property.name, false));
    let requires = |property: &Property| others.iter().any(|other| other.has(&property.name, true));
    let only = among(&|property| property.required && !has(property));
    let only = only.or_else(|| among(&|property| property.required && !requires(property)));
    let only = only.or_else(|| among(&|property| !has(property)));
    only.map(|only| ident::pascal(&only.name))
}

/// The two properties that only this object requires both of, or else that only it has both of.
fn only_pair(own: &Object, others: &[&Object]) -> Option<String> {
    let pair = |required: bool| {
        let properties = own.properties.iter().take(MAX_PAIRED);
        let properties = properties.filter(move |property| property.required || !required);
        let names = properties.map(|property| property.name.as_str());
        let mut pairs = names.clone().enumerate().flat_map(|(index, first)| {
            let seconds = names.clone().skip(index + 1);
            seconds.map(move |second| (first, second))
        });
        pairs.find(|(first, second)| {
            let has_both =
                |other: &&Object| other.has(first, required) && other.has(second, required);
            !others.iter().any(has_both)
        })
    };
    let (first, second) = pair(true).or_else(|| pair(false))?;
    Some(format!(
        "{}And{}",
        ident::pascal(first),
        ident::pascal(second)
    ))
}

/// The properties of which pairs are tried.
const MAX_PAIRED: usize = 12;

/// The names that are not shortened.
fn others<'n>(
    names: &'n [VariantName],
    is_whole: &'n dyn Fn(&VariantName) -> bool,
) -> impl Iterator<Item = &'n String> {
    let others = names.iter().filter(|name| !is_whole(name));
    others.map(|name| &name.name)
}

fn number(index: usize) -> VariantName {
    VariantName {
        name: format!("Variant{}", index + 1),
        source: NameSource::Number,
    }
}

/// The tags as text, each once. If the type of the discriminator is unknown, a tag may be a number
/// and the equal text.
pub(in crate::decide) fn texts(variant: &Variant) -> Vec<String> {
    let texts: indexmap::IndexSet<String> = variant.tags.iter().map(ToString::to_string).collect();
    texts.into_iter().collect()
}

/// The word for a kind of text.
fn kind_of_text(text: Text) -> &'static str {
    match text {
        // Binary text in JSON is a string.
        Text::Plain | Text::Binary => "Text",
        Text::DateTime => "DateTime",
        Text::Date => "Date",
        Text::Time => "Time",
        Text::Duration => "Duration",
        Text::Uuid => "Uuid",
        Text::Ipv4 => "Ipv4",
        Text::Ipv6 => "Ipv6",
        Text::Ip => "Ip",
        Text::Base64 => "Base64",
        Text::Secret => "Secret",
    }
}

/// The most words that are joined by `Or`.
const MAX_JOINED: usize = 3;
