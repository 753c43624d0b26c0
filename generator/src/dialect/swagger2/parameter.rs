//! Parameters and headers: moves the schema keywords beside their names to a schema.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::{Extra, Kind, SchemaObject, Translator, report, schema, security, shallow};
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// A parameter, split into its own keys and its schema.
pub(super) struct Split {
    /// Its own keys.
    pub part: Map<String, Value>,
    /// Its schema.
    pub schema: SchemaObject,
}

/// Translates a parameter in the path, the query or a header. `None`, and a report, if it is
/// invalid.
pub(super) fn translate(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Map<String, Value>> {
    let Split {
        mut part,
        mut schema,
    } = split(t, object, at)?;
    let place = part.get("in").and_then(Value::as_str).map(str::to_owned)?;
    if !matches!(place.as_str(), "path" | "query" | "header") {
        let places = "`path`, `query`, `header`, `formData` or `body`";
        security::report_invalid(t, &at.key("in"), places);
        return None;
    }
    settle_type(t, &part, &mut schema, at);
    if schema.ty.as_deref() == Some("array") {
        list_style(t, &part, &place, object.get("items"), at).insert(&mut part);
    }
    part.remove("collectionFormat");
    // Some descriptions have a `schema` here, as for a body.
    if !part.contains_key("schema") || schema.ty.is_some() {
        part.insert("schema".to_owned(), t.made.reference(schema));
    }
    Some(part)
}

/// A parameter with `items` is a list. Reports a missing type, and a `collectionFormat` without a
/// list.
pub(super) fn settle_type(
    t: &Translator<'_>,
    part: &Map<String, Value>,
    schema: &mut SchemaObject,
    at: &Location,
) {
    if schema.list.items.is_some() {
        schema.ty.get_or_insert_with(|| "array".to_owned());
    }
    let says_values = schema.ty.is_some()
        || schema.values.is_some()
        || schema.any_of.is_some()
        || schema.format.is_some();
    if !says_values && !part.contains_key("schema") {
        let message = "this parameter has no type: any value is accepted";
        t.report(findings::widened_schema::WIDENED, at, message);
    }
    let is_list = schema.ty.as_deref() == Some("array");
    if !is_list && part.contains_key("collectionFormat") {
        let message = "`collectionFormat` concerns lists, and this is none";
        t.report(
            findings::wrong_value::IGNORED,
            &at.key("collectionFormat"),
            message,
        );
    }
}

/// Translates a header of a response.
pub(super) fn header(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Map<String, Value> {
    let Split { mut part, schema } = separate_schema(t, Kind::Header, object, at);
    if schema.ty.as_deref() == Some("array") {
        let style = list_style(t, &part, "header", object.get("items"), at);
        if style
            .inner_separators
            .contains(|separator| separator != ',')
        {
            let message = "lists inside the list of a response header are read with commas between";
            let at = at.key("items").key("collectionFormat");
            t.report(findings::unusable_style::IGNORED, &at, message);
        }
    }
    part.remove("collectionFormat");
    part.insert("schema".to_owned(), t.made.reference(schema));
    part
}

/// Splits a parameter. `None`, and a report, if it has no name or no `in`.
pub(super) fn split(
    t: &Translator<'_>,
    object: &Map<String, Value>,
    at: &Location,
) -> Option<Split> {
    let split = separate_schema(t, Kind::Parameter, object, at);
    for key in ["name", "in"] {
        if !split.part.contains_key(key) {
            report::missing_key(t, Kind::Parameter, key, at);
            return None;
        }
    }
    Some(split)
}

/// Separates the schema's keys from those of the part itself; extensions may belong to either.
fn separate_schema(
    t: &Translator<'_>,
    kind: Kind,
    object: &Map<String, Value>,
    at: &Location,
) -> Split {
    let (mut own, mut held) = (Map::new(), Map::new());
    for (key, value) in object {
        let is_own = t.holds(kind, key).is_some();
        let is_extension = key.starts_with("x-");
        let is_held = !is_own && !is_extension && t.holds(Kind::Schema, key).is_some();
        if is_held || is_extension {
            held.insert(key.clone(), value.clone());
        }
        if !is_held {
            own.insert(key.clone(), value.clone());
        }
    }
    let mut part = shallow::keep_known(t, kind, &own, at);
    if let Some(example) = part.remove("x-example") {
        part.entry("example").or_insert(example);
    }
    Split {
        part,
        schema: schema::translate_object(t, &held, at),
    }
}

/// How a list is serialized.
pub(super) struct ListStyle {
    style: &'static str,
    pub explode: bool,
    is_tab_delimited: bool,
    inner_separators: String,
}

impl ListStyle {
    /// Adds the style to a parameter or an encoding.
    pub fn insert(&self, part: &mut Map<String, Value>) {
        part.insert("style".to_owned(), Value::from(self.style));
        part.insert("explode".to_owned(), Value::Bool(self.explode));
        if self.is_tab_delimited || !self.inner_separators.is_empty() {
            Extra::add(part, |extra| {
                extra.is_tab_delimited = self.is_tab_delimited;
                extra.inner_separators.clone_from(&self.inner_separators);
            });
        }
    }
}

/// The style for the `collectionFormat` of a list, and for those of nested lists.
pub(super) fn list_style(
    t: &Translator<'_>,
    part: &Map<String, Value>,
    place: &str,
    items: Option<&Value>,
    at: &Location,
) -> ListStyle {
    let format = part.get("collectionFormat").and_then(Value::as_str);
    let format = format.unwrap_or("csv");
    let (style, explode) = match (place, format) {
        ("query", "csv" | "tsv") => ("form", false),
        ("query", "multi") => ("form", true),
        ("query", "ssv") => ("spaceDelimited", false),
        ("query", "pipes") => ("pipeDelimited", false),
        (_, "csv") => ("simple", false),
        (place, _) => {
            let message =
                format!("lists joined as `{format}` are not possible here: commas are used");
            t.report(
                findings::unusable_style::IGNORED,
                &at.key("collectionFormat"),
                message,
            );
            let style = if place == "query" { "form" } else { "simple" };
            (style, false)
        }
    };
    let inner_separators = inner_separators(t, items, at);
    if !inner_separators.is_empty() {
        report_ambiguous(t, format, &inner_separators, at);
    }
    ListStyle {
        style,
        explode,
        is_tab_delimited: (place, format) == ("query", "tsv"),
        inner_separators,
    }
}

/// The separators of nested lists, one character per depth.
fn inner_separators(t: &Translator<'_>, items: Option<&Value>, at: &Location) -> String {
    let mut separators = String::new();
    let (mut items, mut at) = (items, at.key("items"));
    while let Some(list) = items.filter(|items| is_list(items)) {
        let format = list.get("collectionFormat").and_then(Value::as_str);
        separators.push(match format.unwrap_or("csv") {
            "csv" => ',',
            "ssv" => ' ',
            "tsv" => '\t',
            "pipes" => '|',
            format => {
                let message = format!(
                    "a list inside a list cannot be joined as `{format}`: commas are taken"
                );
                t.report(
                    findings::unusable_style::IGNORED,
                    &at.key("collectionFormat"),
                    message,
                );
                ','
            }
        });
        items = list.get("items");
        at = at.key("items");
    }
    separators
}

/// Reports two depths with the same separator, which makes the text ambiguous.
fn report_ambiguous(t: &Translator<'_>, format: &str, inner: &str, at: &Location) {
    let outer = match format {
        "ssv" => " ",
        "tsv" => "\t",
        "pipes" => "|",
        "multi" => "",
        _ => ",",
    };
    let mut known = BTreeSet::new();
    let separators = outer.chars().chain(inner.chars());
    if !separators
        .into_iter()
        .all(|separator| known.insert(separator))
    {
        let message =
            "lists inside the list are joined as the list itself: a server cannot tell them apart";
        t.report(findings::unusable_style::IGNORED, &at.key("items"), message);
    }
}

fn is_list(items: &Value) -> bool {
    items.get("type").and_then(Value::as_str) == Some("array")
}

/// Whether a `collectionFormat` at this place applies to a nested list of a parameter or a header.
pub(in super::super) fn is_inner_format(t: &Translator<'_>, at: &Location) -> bool {
    let mut here = at.pointer.parent();
    let list = here.clone().and_then(|pointer| {
        t.raw(&Location {
            file: at.file,
            pointer,
        })
    });
    while let Some(items) = here.as_ref().filter(|pointer| pointer.last() == "items") {
        here = items.parent();
    }
    let holder = here.and_then(|holder| holder.parent());
    let is_of_part =
        holder.is_some_and(|holder| matches!(holder.last().as_str(), "parameters" | "headers"));
    is_of_part && list.is_some_and(is_list)
}
