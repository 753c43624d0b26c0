//! Body representations, and the serialization of form fields.

use super::change::Change;
use super::operation_pair::Both;
use super::pairs::Pairs;
use super::{Comparison, docs, kinds, parameters};
use crate::diagnostics::Location;
use crate::emit::type_signature;
use crate::plan::{BodyEnum, OperationPlan};

/// Compares the bodies of both versions of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let at = (
        body_at(comparison.old, both.old.plan),
        body_at(comparison.new, both.new.plan),
    );
    if let (Some(before), Some(after)) = (&both.old.plan.body, &both.new.plan.body) {
        forms(comparison, both, (before, after), &at);
    }
    fields(comparison, both, at.clone());
    let body = |side: super::Side<'_>, plan| {
        side.operation(plan)?
            .body
            .as_ref()
            .map(|body| body.docs.clone())
    };
    let (before, after) = (
        body(comparison.old, both.old.plan),
        body(comparison.new, both.new.plan),
    );
    if let Some((before, after)) = before.zip(after) {
        let path = format!("{}(body)", both.old.path());
        docs::compare_docs(comparison, &path, &before, &after, at);
    }
}

fn body_at(side: super::Side<'_>, plan: &OperationPlan) -> Location {
    let operation = side.operation(plan);
    let body = operation.and_then(|operation| operation.body.as_ref());
    body.map_or_else(|| side.operation_at(plan), |body| body.origin.clone())
}

fn forms(
    comparison: &mut Comparison<'_>,
    both: Both<'_>,
    (old, new): (&BodyEnum, &BodyEnum),
    at: &(Location, Location),
) {
    let pairs = Pairs::by(&old.variants, &new.variants, |form| form.name.as_str());
    let change = |kind, name: &str| {
        let path = both.old.local(&format!("{}::{name}", old.name));
        Change::new(kind, path).at(at.0.clone(), at.1.clone())
    };
    for form in &pairs.removed {
        let change = change(&kinds::BODY_REPRESENTATION_REMOVED, &form.name);
        comparison.add(change.was(type_signature(&form.payload)));
    }
    for form in &pairs.added {
        let change = change(&kinds::BODY_REPRESENTATION_ADDED, &form.name);
        comparison.add(change.now(type_signature(&form.payload)));
    }
    for (before, after) in &pairs.both {
        if !comparison.names.same(&before.payload, &after.payload) {
            let types = (
                type_signature(&before.payload),
                type_signature(&after.payload),
            );
            let change = change(&kinds::BODY_REPRESENTATION_TYPE_CHANGED, &before.name);
            comparison.add(change.between(types.0, types.1));
        } else if before.from && !after.from {
            comparison.add(change(&kinds::CONVERSION_REMOVED, &before.name));
        } else if after.from && !before.from {
            comparison.add(change(&kinds::CONVERSION_ADDED, &before.name));
        }
        let (was, now) = (
            parameters::body(&before.send),
            parameters::body(&after.send),
        );
        if was != now {
            let change = change(&kinds::BODY_MEDIA_TYPE_CHANGED, &before.name);
            comparison.add(change.between(was, now));
        }
    }
}

/// Compares the form fields that are not written in the default style.
fn fields(comparison: &mut Comparison<'_>, both: Both<'_>, at: (Location, Location)) {
    let written = |plan: &OperationPlan| -> Vec<String> {
        let fields = plan.form_fields.iter().flat_map(|(_, fields)| fields);
        let text = fields.map(|field| {
            format!(
                "{}: {:?}",
                field.name,
                (
                    &field.style,
                    field.explode,
                    field.allow_reserved,
                    field.json
                )
            )
        });
        text.collect()
    };
    let (before, after) = (written(both.old.plan), written(both.new.plan));
    let has_form = |plan: &OperationPlan| {
        plan.body.is_some() || !plan.arguments.is_empty() || !plan.setters.is_empty()
    };
    if before != after && has_form(both.old.plan) && has_form(both.new.plan) {
        let change = Change::new(&kinds::BODY_ENCODING_CHANGED, both.old.path());
        comparison.add(change.at(at.0, at.1));
    }
}
