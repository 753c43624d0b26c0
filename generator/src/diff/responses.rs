//! Responses of operations: the types of successes and failures, their statuses, and their other
//! media types.

use super::change::{Change, Kind};
use super::operation_pair::Both;
use super::pairs::Pairs;
use super::{Comparison, docs, kinds};
use crate::diagnostics::Location;
use crate::emit::type_signature;
use crate::model::{Response, Status};
use crate::plan::{Arm, Decode, Outcome, OutcomeEnum};

/// Compares the responses of both versions of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let (old, new) = (both.old.plan, both.new.plan);
    compare_outcome(
        comparison,
        both,
        (&old.success, &new.success),
        &kinds::RESPONSE_TYPE_CHANGED,
    );
    compare_outcome(
        comparison,
        both,
        (&old.failure, &new.failure),
        &kinds::ERROR_TYPE_CHANGED,
    );
    compare_media_types(comparison, both);
    compare_docs(comparison, both);
    if old.accept != new.accept {
        let text =
            |accept: &Option<String>| accept.clone().unwrap_or_else(|| "anything".to_owned());
        let change = Change::new(&kinds::ACCEPT_CHANGED, both.old.path());
        let change = change.between(text(&old.accept), text(&new.accept));
        let at = places(comparison, both, None);
        comparison.add(change.at(at.0, at.1));
    }
}

/// The places of the response with a status in both versions.
fn places(
    comparison: &Comparison<'_>,
    both: Both<'_>,
    status: Option<Status>,
) -> (Location, Location) {
    (
        comparison.old.response_at(both.old.plan, status),
        comparison.new.response_at(both.new.plan, status),
    )
}

fn compare_outcome(
    comparison: &mut Comparison<'_>,
    both: Both<'_>,
    (old, new): (&Outcome, &Outcome),
    changed: &'static Kind,
) {
    let same = match (&old.choice, &new.choice) {
        (Some(before), Some(after)) => {
            compare_variants(comparison, both, (old, before), (new, after));
            // A renamed operation is reported as such.
            before.name == after.name || both.old.plan.method != both.new.plan.method
        }
        (None, None) => comparison.names.same(&old.ty, &new.ty),
        _ => false,
    };
    if !same {
        let change = Change::new(changed, both.old.path())
            .between(describe_outcome(old), describe_outcome(new));
        let at = places(comparison, both, first_difference(comparison, old, new));
        comparison.add(change.at(at.0, at.1));
        return;
    }
    compare_statuses(comparison, both, old, new);
}

/// The type, and the type of each status if they differ.
fn describe_outcome(outcome: &Outcome) -> String {
    if outcome.choice.is_none() {
        return type_signature(&outcome.ty);
    }
    let arms = outcome.arms.iter().map(|arm| {
        let statuses: Vec<String> = arm.statuses.iter().map(ToString::to_string).collect();
        format!(
            "{}: {}",
            statuses.join(" and "),
            type_signature(&arm.decode.ty())
        )
    });
    let arms: Vec<String> = arms.collect();
    format!("{} of {}", type_signature(&outcome.ty), arms.join(", "))
}

/// Every status and how its response is decoded.
fn by_status(outcome: &Outcome) -> Vec<(Status, &Arm)> {
    let mut all = Vec::new();
    for arm in &outcome.arms {
        all.extend(arm.statuses.iter().map(|status| (*status, arm)));
    }
    all
}

/// The first status that only one version has, or whose type differs.
fn first_difference(comparison: &Comparison<'_>, old: &Outcome, new: &Outcome) -> Option<Status> {
    let (before, after) = (by_status(old), by_status(new));
    let same = |one: &(Status, &Arm), other: &(Status, &Arm)| {
        one.0 == other.0
            && comparison
                .names
                .same(&one.1.decode.ty(), &other.1.decode.ty())
    };
    let gone = before
        .iter()
        .find(|one| !after.iter().any(|other| same(one, other)));
    let come = after
        .iter()
        .find(|other| !before.iter().any(|one| same(one, other)));
    gone.or(come).map(|(status, _)| *status)
}

/// Compares the statuses of outcomes with the same type.
fn compare_statuses(comparison: &mut Comparison<'_>, both: Both<'_>, old: &Outcome, new: &Outcome) {
    let (before, after) = (by_status(old), by_status(new));
    let is_one = is_read_as_one(old) && is_read_as_one(new);
    for (status, arm) in &before {
        let path = format!("{} {}", both.old.path(), status);
        let at = places(comparison, both, Some(*status));
        let Some((_, other)) = after.iter().find(|(other, _)| other == status) else {
            if !has_variant(new, arm) {
                continue;
            }
            let [_, gone] = status_kinds(is_one, *status);
            let change = Change::new(gone, path);
            comparison.add(change.was(type_signature(&arm.decode.ty())).at(at.0, at.1));
            continue;
        };
        let (was, now) = (decode_text(&arm.decode), decode_text(&other.decode));
        if was != now || arm.variant != other.variant {
            let text = |arm: &Arm, form: &str| match &arm.variant {
                Some(variant) => format!("{form}, as `{variant}`"),
                None => form.to_owned(),
            };
            let change = Change::new(&kinds::READING_CHANGED, path);
            comparison.add(
                change
                    .between(text(arm, was), text(other, now))
                    .at(at.0, at.1),
            );
        }
    }
    for (status, arm) in &after {
        let is_new = !before.iter().any(|(other, _)| other == status);
        if is_new && has_variant(old, arm) {
            let path = format!("{} {}", both.old.path(), status);
            let at = places(comparison, both, Some(*status));
            let [come, _] = status_kinds(is_one, *status);
            let change = Change::new(come, path);
            comparison.add(change.now(type_signature(&arm.decode.ty())).at(at.0, at.1));
        }
    }
}

/// The kinds of change for an added and a removed status. If all statuses are decoded alike, only
/// docs are affected, and only those of failures name the status.
fn status_kinds(is_one: bool, status: Status) -> [&'static Kind; 2] {
    let is_failure = matches!(status, Status::Code(400..) | Status::Range(4 | 5));
    match (is_one, is_failure) {
        (false, _) => [&kinds::STATUS_ADDED, &kinds::STATUS_REMOVED],
        (true, false) => [&kinds::STATUS_DOCUMENTED, &kinds::STATUS_UNDOCUMENTED],
        (true, true) => [&kinds::FAILURE_DOCUMENTED, &kinds::FAILURE_UNDOCUMENTED],
    }
}

/// Whether the client ignores the status, because all responses are decoded alike.
fn is_read_as_one(outcome: &Outcome) -> bool {
    outcome.choice.is_none() && outcome.arms.len() == 1
}

/// Whether an outcome has the variant of an arm of the other version. If not, the missing variant
/// is reported already.
fn has_variant(outcome: &Outcome, arm: &Arm) -> bool {
    let Some((name, choice)) = arm.variant.as_ref().zip(outcome.choice.as_ref()) else {
        return true;
    };
    choice.variants.iter().any(|variant| variant.name == *name)
}

fn decode_text(decode: &Decode) -> &'static str {
    match decode {
        Decode::Empty => "nothing",
        Decode::Json(_) | Decode::JsonOrText(_) => "JSON",
        Decode::Negotiated(_) => "JSON or text",
        Decode::Text => "text",
        Decode::Scalar(_) => "one value as text",
        Decode::Bytes => "bytes",
        Decode::Stream => "bytes, piece by piece",
        Decode::JsonLines(_) => "JSON lines",
        Decode::Events(..) => "server-sent events",
    }
}

/// Compares the variants of enums of outcomes that differ by status.
fn compare_variants(
    comparison: &mut Comparison<'_>,
    both: Both<'_>,
    old: (&Outcome, &OutcomeEnum),
    new: (&Outcome, &OutcomeEnum),
) {
    let path = both.old.local(&old.1.name);
    let pairs = Pairs::by(&old.1.variants, &new.1.variants, |one| one.name.as_str());
    let status = |outcome: &Outcome, name: &str| {
        let mut arms = outcome.arms.iter();
        let arm = arms.find(|arm| arm.variant.as_deref() == Some(name))?;
        arm.statuses.first().copied()
    };
    let payload = |payload: &Option<crate::plan::RustType>| {
        payload
            .as_ref()
            .map_or_else(|| "nothing".to_owned(), type_signature)
    };
    for variant in &pairs.removed {
        let at = places(comparison, both, status(old.0, &variant.name));
        let change = Change::new(
            &kinds::RESPONSE_VARIANT_REMOVED,
            format!("{path}::{}", variant.name),
        );
        comparison.add(change.was(payload(&variant.payload)).at(at.0, at.1));
    }
    for variant in &pairs.added {
        let at = places(comparison, both, status(new.0, &variant.name));
        let change = Change::new(
            &kinds::RESPONSE_VARIANT_ADDED,
            format!("{path}::{}", variant.name),
        );
        comparison.add(change.now(payload(&variant.payload)).at(at.0, at.1));
    }
    for (before, after) in &pairs.both {
        let types = (before.payload.as_ref(), after.payload.as_ref());
        if !comparison.names.same_option(types.0, types.1) {
            let at = places(comparison, both, status(old.0, &before.name));
            let change = Change::new(
                &kinds::RESPONSE_VARIANT_TYPE_CHANGED,
                format!("{path}::{}", before.name),
            );
            let change = change.between(payload(&before.payload), payload(&after.payload));
            comparison.add(change.at(at.0, at.1));
        }
    }
    let kind = match (old.1.streams, new.1.streams) {
        (false, true) => &kinds::RESPONSE_NOT_CLONED,
        (true, false) => &kinds::RESPONSE_CLONED,
        _ => return,
    };
    let at = places(comparison, both, None);
    comparison.add(Change::new(kind, path).at(at.0, at.1));
}

/// Compares the docs of each response.
fn compare_docs(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let (before, after) = (
        comparison.old.operation(both.old.plan),
        comparison.new.operation(both.new.plan),
    );
    let Some((before, after)) = before.zip(after) else {
        return;
    };
    for response in &before.responses {
        let is_it = |other: &&Response| other.status == response.status;
        if let Some(other) = after.responses.iter().find(is_it) {
            let path = format!("{} {}", both.old.path(), response.status);
            let at = (response.origin.clone(), other.origin.clone());
            docs::compare_docs(comparison, &path, &response.docs, &other.docs, at);
        }
    }
}

/// Compares the methods for other media types of the response.
fn compare_media_types(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let pairs = Pairs::by(&both.old.plan.forms, &both.new.plan.forms, |form| {
        form.method.as_str()
    });
    let at = places(comparison, both, None);
    let change = |kind, method: &str| {
        let path = both
            .old
            .local(&format!("{}::{method}", both.old.plan.structure));
        Change::new(kind, path).at(at.0.clone(), at.1.clone())
    };
    for form in &pairs.removed {
        let change = change(&kinds::RESPONSE_REPRESENTATION_REMOVED, &form.method);
        comparison.add(change.was(&form.media_type));
    }
    for form in &pairs.added {
        let change = change(&kinds::RESPONSE_REPRESENTATION_ADDED, &form.method);
        comparison.add(change.now(&form.media_type));
    }
    for (before, after) in &pairs.both {
        let types = (before.decode.ty(), after.decode.ty());
        if !comparison.names.same(&types.0, &types.1) {
            let change = change(&kinds::RESPONSE_REPRESENTATION_TYPE_CHANGED, &before.method);
            comparison.add(change.between(type_signature(&types.0), type_signature(&types.1)));
        }
    }
}
