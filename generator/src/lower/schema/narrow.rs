//! Merges types, formats, bounds and values of schemas that hold at once. The narrower of two is
//! used; if there is none, the last one is used and a conflict is reported.

use super::Schemas;
use super::facts::Facts;
use super::scalar;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::Text;

impl Schemas<'_> {
    pub(super) fn merge_types(&mut self, whole: &mut Facts, member: &Facts) {
        whole.ty = match (whole.ty.take(), &member.ty) {
            (Some(one), Some(other)) if one != *other => {
                Some(self.narrower(whole, member, &one, other))
            }
            (one, other) => one.or_else(|| other.clone()),
        };
        let says = member.says_type.as_ref().or(member.at.as_ref());
        let says = says.filter(|_| member.ty.is_some());
        whole.says_type = whole.says_type.take().or_else(|| says.cloned());
        self.merge_formats(whole, member);
        whole.minimum = stricter(whole.minimum, member.minimum, f64::max);
        whole.maximum = stricter(whole.maximum, member.maximum, f64::min);
        whole.min_length = whole.min_length.max(member.min_length);
        if let (Some(least), Some(most)) = (whole.minimum, whole.maximum)
            && least > most
        {
            self.conflict(
                whole,
                format!("no value is at least {least} and at most {most}"),
            );
        }
        whole.items = self.both(whole.items.clone(), member.items.clone());
        if whole.prefix_items.is_empty() {
            whole.prefix_items.clone_from(&member.prefix_items);
        }
    }

    /// Returns the type that satisfies both. Returns the last one after reporting if none does.
    fn narrower(&self, whole: &Facts, member: &Facts, one: &str, other: &str) -> String {
        match (one, other) {
            ("number", "integer") | ("integer", "number") => "integer".to_owned(),
            _ => {
                if let Some(at) = &whole.at {
                    let message =
                        format!("no value is of type `{one}` and of type `{other}` at once");
                    let first = whole.says_type.as_ref().map(|place| (place, one));
                    let second = member.says_type.as_ref().or(member.at.as_ref());
                    let second = second.map(|place| (place, other));
                    let places = first.into_iter().chain(second);
                    let found = Diagnostic::new(findings::conflicting_all_of::WIDENED, at, message);
                    let found = places.fold(found, |found, (place, ty)| {
                        found.related(place, format!("this has the type `{ty}`"))
                    });
                    self.parts.report(found);
                }
                other.to_owned()
            }
        }
    }

    /// Merges formats. The last one is used, which is reported if they mean different types.
    fn merge_formats(&self, whole: &mut Facts, member: &Facts) {
        if let (Some(one), Some(other)) = (&whole.format, &member.format)
            && one != other
            && whole.ty.as_deref() == Some("string")
        {
            let (mine, theirs) = (scalar::text_kind(whole), scalar::text_kind(member));
            if mine != theirs && mine != Text::Plain && theirs != Text::Plain {
                let message = format!("no string is of format `{one}` and of format `{other}`");
                self.conflict(whole, message);
            }
        }
        whole.format = member.format.clone().or(whole.format.take());
        let media_type = member.media_type.clone();
        whole.media_type = media_type.or(whole.media_type.take());
    }

    pub(super) fn conflict(&self, whole: &Facts, message: String) {
        if let Some(at) = &whole.at {
            self.parts.report(Diagnostic::new(
                findings::conflicting_all_of::WIDENED,
                at,
                message,
            ));
        }
    }

    /// Intersects the values. The last ones are used after reporting if the intersection is empty.
    pub(super) fn merge_values(&self, whole: &mut Facts, member: &Facts) {
        if member.values.is_empty() {
            return;
        }
        whole.is_choice |= member.is_choice;
        whole.is_constant |= member.is_constant;
        let theirs = member.listed();
        if whole.values.is_empty() {
            whole.list(theirs);
            return;
        }
        let common = whole.listed().narrowed(&theirs);
        if common.entries.is_empty() {
            let message = "no value is among one enumeration and the other".to_owned();
            self.conflict(whole, message);
            whole.list(theirs);
        } else {
            whole.list(common);
        }
    }
}

fn stricter(one: Option<f64>, other: Option<f64>, choose: fn(f64, f64) -> f64) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(choose(one, other)),
        (one, other) => one.or(other),
    }
}
