//! Constructors of structs: the order of arguments of `new`. Changes of fields cover the rest.

use super::change::Change;
use super::fields::{self, Both};
use super::subject;
use super::subject::NamedStruct;
use super::{Comparison, kinds};
use crate::plan::Field;

/// Compares the order of arguments of `new`.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    old: NamedStruct<'_>,
    new: NamedStruct<'_>,
    both: &Both<'_>,
) {
    let taken = both
        .iter()
        .filter(|(before, after)| fields::is_taken(old, before) && fields::is_taken(new, after));
    let mut before: Vec<_> = taken.copied().collect();
    let mut after = before.clone();
    before.sort_by_key(|(field, _)| position(old, field));
    after.sort_by_key(|(_, field)| position(new, field));
    let names = |fields: &[(&Field, &Field)]| -> Vec<String> {
        fields.iter().map(|(field, _)| field.name.clone()).collect()
    };
    let (before, after) = (names(&before), names(&after));
    if before == after {
        return;
    }
    let text = |names: &[String]| format!("new({})", names.join(", "));
    let change = Change::new(
        &kinds::CONSTRUCTOR_ORDER_CHANGED,
        format!("{}::new", subject::path(old.0)),
    );
    let change = change.between(text(&before), text(&after));
    let at = (comparison.old.item(old.0), comparison.new.item(new.0));
    comparison.add(change.at(at.0, at.1));
}

fn position(of: NamedStruct<'_>, field: &Field) -> Option<usize> {
    let index =
        of.1.fields
            .iter()
            .position(|one| std::ptr::eq(one, field))?;
    let takes = &of.1.constructor.as_ref()?.takes;
    takes.iter().position(|taken| *taken == index)
}
