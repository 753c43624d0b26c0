//! Fields of structs: names, types and serialization.

use super::change::{Change, Kind};
use super::pairs::Pairs;
use super::subject;
use super::subject::NamedStruct;
use super::{Comparison, docs, kinds, rename};
use crate::emit::type_signature;
use crate::plan::{Field, Part, PartMember, Presence, RustType};

/// The pairs of an old field and the same field in the new version.
pub(super) type Both<'a> = Vec<(&'a Field, &'a Field)>;

/// Compares the fields of a struct, and returns those in both versions.
pub(super) fn compare<'a>(
    comparison: &mut Comparison<'_>,
    old: NamedStruct<'a>,
    new: NamedStruct<'a>,
) -> Both<'a> {
    let (before, after) = (&old.1.fields, &new.1.fields);
    let name = |field: &'a Field| Some(field.name.as_str());
    let mut pairs = Pairs::by(before, after, |field| field.wire.as_str()).then_by(name, name);
    let renamed = pairs.take_alike(|old, new| {
        old.presence == new.presence && comparison.names.same(&old.ty, &new.ty)
    });
    let whole = (comparison.old.item(old.0), comparison.new.item(new.0));
    for field in &pairs.removed {
        let change = Change::new(&kinds::FIELD_REMOVED, path(old, field));
        let at = comparison.old.field(old.0, field);
        comparison.add(
            change
                .was(type_signature(&field.ty))
                .at(at, whole.1.clone()),
        );
    }
    for field in &pairs.added {
        let kind = if is_taken(new, field) {
            &kinds::REQUIRED_FIELD_ADDED
        } else {
            &kinds::FIELD_ADDED
        };
        let change = Change::new(kind, path(old, field)).now(type_signature(&field.ty));
        let at = comparison.new.field(new.0, field);
        comparison.add(change.at(whole.0.clone(), at));
    }
    let mut both = pairs.both;
    both.extend(renamed);
    for (before, after) in &both {
        field(comparison, (old, before), (new, after));
    }
    both
}

fn path(of: NamedStruct<'_>, field: &Field) -> String {
    format!("{}.{}", subject::path(of.0), field.name)
}

/// Whether the struct's constructor takes a field.
pub(super) fn is_taken(of: NamedStruct<'_>, field: &Field) -> bool {
    let takes =
        of.1.constructor
            .iter()
            .flat_map(|constructor| &constructor.takes);
    let mut taken = takes.filter_map(|index| of.1.fields.get(*index));
    taken.any(|one| std::ptr::eq(one, field))
}

/// A struct and one of its fields.
type Of<'a> = (NamedStruct<'a>, &'a Field);

fn field(comparison: &mut Comparison<'_>, old: Of<'_>, new: Of<'_>) {
    let (before, after) = (old.1, new.1);
    let at = (
        comparison.old.field(old.0.0, before),
        comparison.new.field(new.0.0, after),
    );
    let change = |kind| Change::new(kind, path(old.0, before)).at(at.0.clone(), at.1.clone());
    if before.name != after.name {
        let whole = rename::key(&comparison.new.plan.names, rename::TYPE, &new.0.0.name);
        let hint = whole
            .map(|whole| rename::hint("fields", &format!("{whole}.{}", after.wire), &before.name));
        let change = change(&kinds::FIELD_RENAMED).between(&before.name, &after.name);
        comparison.add(change.hint(hint));
    } else if before.wire != after.wire {
        comparison.add(change(&kinds::FIELD_WIRE_NAME_CHANGED).between(&before.wire, &after.wire));
    }
    if comparison.names.same(&before.ty, &after.ty) {
        if let Some((kind, was, now)) = presence(&before.presence, &after.presence) {
            comparison.add(change(kind).between(was, now));
        }
        if before.constant != after.constant && old.0.0.sent && new.0.0.sent {
            let (was, now) = (constant_text(before), constant_text(after));
            comparison.add(change(&kinds::FIELD_CONSTANT_CHANGED).between(was, now));
        }
        compare_constructor(comparison, old, new);
    } else {
        let kind = type_change(comparison, before, after);
        comparison.add(change(kind).between(type_signature(&before.ty), type_signature(&after.ty)));
    }
    if let Some((was, now)) = parts(old, new) {
        comparison.add(change(&kinds::PART_CHANGED).between(was, now));
    }
    docs::of_field(
        comparison,
        (old.0.0, before),
        (new.0.0, after),
        &path(old.0, before),
    );
}

/// The kind of change of a field's type: whether just optionality or nullability changed, or more.
fn type_change(comparison: &Comparison<'_>, old: &Field, new: &Field) -> &'static Kind {
    let same = comparison.names.same(&old.inner, &new.inner);
    match (&old.ty, &new.ty) {
        _ if !same => &kinds::FIELD_TYPE_CHANGED,
        (_, RustType::Nullable(_)) => &kinds::FIELD_NULLABLE,
        (RustType::Nullable(_), _) => &kinds::FIELD_NOT_NULLABLE,
        (_, RustType::Option(_)) if new.presence == Presence::Required => &kinds::FIELD_NULLABLE,
        (RustType::Option(_), _) if old.presence == Presence::Required => {
            &kinds::FIELD_NOT_NULLABLE
        }
        (_, RustType::Option(_)) => &kinds::FIELD_OPTIONAL,
        (RustType::Option(_), _) => &kinds::FIELD_REQUIRED,
        _ => &kinds::FIELD_TYPE_CHANGED,
    }
}

/// The change of a field's presence, if its type is unchanged.
fn presence(old: &Presence, new: &Presence) -> Option<(&'static Kind, String, String)> {
    if old == new {
        return None;
    }
    let kind = match (old, new) {
        (Presence::Default(_), Presence::Default(_)) => &kinds::FIELD_DEFAULT_CHANGED,
        _ => &kinds::FIELD_PRESENCE_CHANGED,
    };
    Some((kind, presence_text(old), presence_text(new)))
}

fn presence_text(presence: &Presence) -> String {
    match presence {
        Presence::Required => "always there".to_owned(),
        Presence::Optional => "may be absent".to_owned(),
        Presence::Default(value) => format!("{} when absent", crate::emit::value_text(value)),
    }
}

fn constant_text(field: &Field) -> String {
    match &field.constant {
        Some(constant) => format!("{} if not set", constant.json()),
        None => "nothing if not set".to_owned(),
    }
}

/// Reports whether the constructor takes or no longer takes a field of unchanged type, because it
/// now has a single value or no longer does.
fn compare_constructor(comparison: &mut Comparison<'_>, old: Of<'_>, new: Of<'_>) {
    if old.0.1.constructor.is_none() || new.0.1.constructor.is_none() {
        return;
    }
    let kind = match (is_taken(old.0, old.1), is_taken(new.0, new.1)) {
        (true, false) => &kinds::CONSTRUCTOR_ARGUMENT_REMOVED,
        (false, true) => &kinds::CONSTRUCTOR_ARGUMENT_ADDED,
        _ => return,
    };
    let at = (
        comparison.old.field(old.0.0, old.1),
        comparison.new.field(new.0.0, new.1),
    );
    comparison.add(Change::new(kind, path(old.0, old.1)).at(at.0, at.1));
}

/// How a field is sent as a part, if that changed.
fn parts(old: Of<'_>, new: Of<'_>) -> Option<(String, String)> {
    let (before, after) = (part(old)?, part(new)?);
    let (before, after) = (part_text(before), part_text(after));
    (before != after).then_some((before, after))
}

fn part(of: Of<'_>) -> Option<&Part> {
    let mut parts = of.0.1.parts.as_ref()?.iter();
    parts.find(|part| {
        let field = match part.member {
            PartMember::Field(index) => of.0.1.fields.get(index),
            PartMember::Constant(_) => None,
        };
        field.is_some_and(|field| std::ptr::eq(field, of.1))
    })
}

fn part_text(part: &Part) -> String {
    use crate::plan::PartKind;
    let kind = match part.kind {
        PartKind::File => "a file",
        PartKind::Files => "files",
        PartKind::Choice => "a file or a value",
        PartKind::Members => "a part for each member",
        PartKind::Value => "a value",
        PartKind::Joined(_) => "a list in one part",
        PartKind::Json => "JSON",
    };
    let mut text = match &part.media_type {
        Some(media_type) => format!("{kind}, as `{media_type}`"),
        None => kind.to_owned(),
    };
    for (name, value) in &part.headers {
        text.push_str(&format!(", with `{name}: {value}`"));
    }
    text
}
