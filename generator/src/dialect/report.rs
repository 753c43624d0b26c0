//! The findings of this stage and their texts.

use serde_json::Value;

use super::detect::Dialect;
use super::{Kind, Loss, Translator, foreign};
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Case, Diagnostic, Location};
use crate::source::closest;

impl Translator<'_> {
    /// Reports a finding that consists of one sentence.
    pub(super) fn report(&self, case: Case, at: &Location, message: impl Into<String>) {
        self.sink.report(Diagnostic::new(case, at, message));
    }
}

pub(super) fn not_an_object(t: &Translator<'_>, kind: Kind, at: &Location) {
    let message = format!(
        "{} is expected here, which must be an object",
        kind.with_article()
    );
    let case = kind.loss().case(
        findings::not_an_object::SKIPPED,
        findings::not_an_object::WIDENED,
        findings::not_an_object::IGNORED,
    );
    t.report(case, at, message);
}

pub(super) fn unknown_key(t: &Translator<'_>, kind: Kind, key: &str, at: &Location) {
    let message = format!("`{key}` is not a key of {}", kind.with_article());
    // A schema may have custom keys, so a key that resembles a keyword may still be intended.
    let case = if kind == Kind::Schema && t.dialect >= Dialect::OpenApi31 {
        findings::unknown_key::NONE
    } else {
        findings::unknown_key::IGNORED
    };
    let near = || closest(key, t.known_keys(kind));
    let help = foreign::help(t, kind, key)
        .or_else(|| near().map(|known| format!("did you mean `{known}`?")));
    let help = help
        .unwrap_or_else(|| "take it away, or begin it with `x-` if it is an extension".to_owned());
    t.sink
        .report(Diagnostic::new(case, &at.key(key), message).help(help));
}

pub(super) fn reserved_key(t: &Translator<'_>, key: &str, at: &Location) {
    let message = format!("`{key}` is an extension that oasmith keeps for itself");
    t.report(findings::unknown_key::IGNORED, &at.key(key), message);
}

pub(super) fn unknown_extension(t: &Translator<'_>, kind: Kind, key: &str, at: &Location) {
    let message = format!("`{key}` is not an extension of {}", kind.with_article());
    let help = super::extension::suggest_extension(kind, key);
    t.sink
        .report(Diagnostic::new(findings::unknown_key::IGNORED, at, message).help(help));
}

pub(super) fn not_of_property(t: &Translator<'_>, key: &str, at: &Location) {
    let message = format!("`{key}` has no influence here: it is for the schemas of properties");
    t.report(findings::unknown_key::IGNORED, at, message);
}

/// Reports that the value at `at` does not fit its key or list; `loss` is the effect.
pub(super) fn wrong_value(t: &Translator<'_>, loss: Loss, at: &Location, expected: &str) {
    let case = loss.case(
        findings::wrong_value::SKIPPED,
        findings::wrong_value::WIDENED,
        findings::wrong_value::IGNORED,
    );
    unfit_value(t, case, at, expected);
}

/// Reports that the value at `at` does not have the expected type.
pub(super) fn unfit_value(t: &Translator<'_>, case: Case, at: &Location, expected: &str) {
    let name = at.pointer.last();
    let message = if name.parse::<usize>().is_ok() {
        format!("{expected} is expected here")
    } else {
        format!("`{name}` must be {expected}")
    };
    let found = Diagnostic::new(case, at, message).of_value();
    let place = t.raw(at).and_then(Value::as_str).filter(|_| name == "in");
    let known = place.filter(|_| t.dialect >= Dialect::OpenApi30);
    let help = known.and_then(foreign::help_with_place).map(str::to_owned);
    let near = || meant(t, at, expected).map(|word| format!("did you mean `{word}`?"));
    t.sink.report(match help.or_else(near) {
        Some(help) => found.help(help),
        None => found,
    });
}

/// The expected word that the text at `at` probably misspells.
fn meant<'a>(t: &Translator<'_>, at: &Location, expected: &'a str) -> Option<&'a str> {
    let words = expected.split('`').skip(1).step_by(2);
    closest(t.raw(at)?.as_str()?, words)
}

pub(super) fn missing_key(t: &Translator<'_>, kind: Kind, key: &str, at: &Location) {
    let message = format!("{} must have `{key}`", kind.with_article());
    let case = kind.loss().case(
        findings::missing_key::SKIPPED,
        findings::missing_key::WIDENED,
        findings::missing_key::IGNORED,
    );
    t.report(case, at, message);
}

/// Reports that the keyword at `at` is known, but its constraint on values is not checked.
pub(super) fn unchecked(t: &Translator<'_>, at: &Location) {
    let keyword = at.pointer.last();
    let more = match keyword.as_str() {
        "then" | "else" | "dependentSchemas" => ", and the properties it names are optional",
        _ => "",
    };
    let message = format!("`{keyword}` is not checked: values it excludes are accepted{more}");
    t.report(findings::unchecked_keyword::NONE, at, message);
}

/// Reports that the value at `at` belongs to a later version than the description's own.
pub(super) fn newer(t: &Translator<'_>, at: &Location, what: &str, since: Dialect) {
    let message = format!(
        "{what} is understood, but belongs to {} and later",
        since.name()
    );
    t.report(findings::newer_keyword::NONE, at, message);
}

/// Reports the siblings of a reference that are ignored.
pub(super) fn reference_siblings(t: &Translator<'_>, keys: &[&str], at: &Location) {
    let Some(first) = keys.first() else { return };
    let list = keys
        .iter()
        .map(|key| format!("`{key}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let message = format!("beside `$ref`, {list} has no influence");
    t.report(
        findings::reference_siblings::IGNORED,
        &at.key(first),
        message,
    );
}

/// Reports that the reference at `at` is followed although none is allowed there.
pub(super) fn misplaced_reference(t: &Translator<'_>, at: &Location) {
    let message = "a reference is followed here, though the specification has none in this place";
    t.report(
        findings::misplaced_reference::NONE,
        &at.key("$ref"),
        message,
    );
}
