//! `items` and `prefixItems`.

use super::super::Translator;
use super::nested::Items;
use super::object::{ListKeywords, Schema, SchemaObject};
use super::written::Written;
use crate::diagnostics::Location;
use crate::diagnostics::catalogue as findings;

/// Translates the elements of a list to `items` alone, or to `prefixItems` alone if each position
/// has its own schema.
pub(super) fn translate(
    t: &Translator<'_>,
    schema: &mut SchemaObject,
    written: &mut Written,
    at: &Location,
) {
    let list = &mut schema.list;
    let additional = written.additional_items.take();
    let (prefix, items) = match (written.prefix_items.take(), written.items.take()) {
        // The form of JSON Schema before 2020-12.
        (None, Some(Items::Each(prefix))) => (prefix, additional),
        (prefix, items) => (prefix.unwrap_or_default(), items),
    };
    if prefix.is_empty() {
        match items {
            Some(Items::Any(false)) => {
                let message =
                    "`items: false` allows no element: lists with any elements are accepted";
                t.report(findings::widened_schema::WIDENED, &at.key("items"), message);
            }
            Some(Items::Any(true)) => list.items = Some(Schema::anything()),
            Some(Items::Of(items)) => list.items = Some(items),
            Some(Items::Each(_)) | None => {}
        }
        return;
    }
    if is_fixed(list, prefix.len(), items.as_ref()) {
        list.prefix_items = Some(prefix);
        return;
    }
    let rest = match items {
        Some(Items::Any(false)) => None,
        Some(Items::Of(items)) => Some(items),
        _ if list.max_items.is_some_and(|most| most <= prefix.len()) => None,
        _ => Some(Schema::anything()),
    };
    let message = "a list without a fixed length is not a tuple: each element may have any of the types of the list";
    t.report(
        findings::widened_schema::WIDENED,
        &at.key("prefixItems"),
        message,
    );
    list.items = Some(any_of(prefix.into_iter().chain(rest)));
}

/// Whether each list has exactly one element for each position. Only such a list is a tuple.
fn is_fixed(list: &ListKeywords, places: usize, items: Option<&Items>) -> bool {
    let closed = matches!(items, Some(Items::Any(false))) || list.max_items == Some(places);
    closed && list.min_items == Some(places)
}

/// The union of these schemas: duplicates are removed, and a schema that allows anything absorbs
/// the others.
fn any_of(members: impl Iterator<Item = Schema>) -> Schema {
    let mut distinct: Vec<Schema> = Vec::new();
    for member in members {
        if member == Schema::anything() {
            return member;
        }
        if !distinct.contains(&member) {
            distinct.push(member);
        }
    }
    match distinct.len() {
        1 => distinct.remove(0),
        _ => Schema::from(SchemaObject {
            any_of: Some(distinct),
            ..SchemaObject::default()
        }),
    }
}
