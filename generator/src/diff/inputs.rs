//! Inputs of operations: the arguments of their methods and the setters of their calls.

use super::change::Change;
use super::operation_pair::{Both, Placed};
use super::pairs::Pairs;
use super::{Comparison, docs, kinds, parameters};
use crate::diagnostics::Location;
use crate::emit::argument_text;
use crate::plan::{ArgumentUse, Send};

/// An argument or a setter.
#[derive(Debug)]
pub(super) struct Input<'a> {
    pub name: &'a str,
    pub ty: &'a ArgumentUse,
    pub send: &'a Send,
    /// Its index among the arguments; `None` for a setter.
    pub position: Option<usize>,
    /// Its index among the parameters of the path template.
    in_path: Option<usize>,
}

/// Both versions of an input.
type Same<'a> = (&'a Input<'a>, &'a Input<'a>);

/// Compares the inputs of both versions of an operation.
pub(super) fn compare(comparison: &mut Comparison<'_>, both: Both<'_>) {
    let (old, new) = (inputs(both.old), inputs(both.new));
    // Path parameters are matched by position as long as the rest of the path is unchanged.
    let is_same_path = both.old.plan.path.nameless() == both.new.plan.path.nameless();
    let name = |input: &Input<'_>| Some(input.name.to_owned());
    let in_path = |input: &Input<'_>| input.in_path.filter(|_| is_same_path);
    let mut pairs = Pairs::by(&old, &new, on_the_wire)
        .then_by(name, name)
        .then_by(in_path, in_path);
    let replaced = pairs.take_alike(|before, after| {
        let same = comparison.names.same_argument(before.ty, after.ty);
        same && before.position == after.position
    });
    for input in &pairs.removed {
        removed(comparison, both, input);
    }
    for input in &pairs.added {
        added(comparison, both, input);
    }
    for pair in &replaced {
        renamed(comparison, both, *pair);
    }
    for pair in &pairs.both {
        kept(comparison, both, *pair);
    }
    compare_order(comparison, both, &pairs.both);
}

fn inputs<'a>(operation: &'a Placed<'a>) -> Vec<Input<'a>> {
    let plan = operation.plan;
    let in_path = |send: &Send| match send {
        Send::Parameter { name, .. } => plan.path.position(name),
        Send::Body(_) => None,
    };
    let arguments = plan.arguments.iter().enumerate();
    let arguments = arguments.map(|(position, argument)| Input {
        name: &argument.name,
        ty: &argument.ty,
        send: &argument.send,
        position: Some(position),
        in_path: in_path(&argument.send),
    });
    let setters = plan.setters.iter().map(|setter| Input {
        name: &setter.name,
        ty: &setter.ty,
        send: &setter.send,
        position: None,
        in_path: None,
    });
    arguments.chain(setters).collect()
}

/// The identity of an input on the wire: place and name, or the body.
fn on_the_wire(input: &Input<'_>) -> Option<(crate::model::ParameterPlace, String)> {
    match input.send {
        Send::Parameter { name, place, .. } => Some((*place, name.clone())),
        Send::Body(_) => None,
    }
}

/// The name of an input in reports: `Client::list(limit)`, or the setter of the call.
pub(super) fn path(of: &Placed<'_>, input: &Input<'_>) -> String {
    match input.position {
        Some(_) => format!("{}({})", of.path(), input.name),
        None => format!("{}::{}", of.local(&of.plan.structure), input.name),
    }
}

fn removed(comparison: &mut Comparison<'_>, both: Both<'_>, input: &Input<'_>) {
    let kind = match input.position {
        Some(_) => &kinds::ARGUMENT_REMOVED,
        None => &kinds::SETTER_REMOVED,
    };
    let change = Change::new(kind, path(both.old, input)).was(argument_text(input.ty));
    let at = comparison.old.input_at(both.old.plan, input.send);
    let operation = comparison.new.operation_at(both.new.plan);
    comparison.add(change.at(at, operation));
}

fn added(comparison: &mut Comparison<'_>, both: Both<'_>, input: &Input<'_>) {
    let kind = match input.position {
        Some(_) => &kinds::ARGUMENT_ADDED,
        None => &kinds::SETTER_ADDED,
    };
    let change = Change::new(kind, path(both.new, input)).now(argument_text(input.ty));
    let at = comparison.new.input_at(both.new.plan, input.send);
    let operation = comparison.old.operation_at(both.old.plan);
    comparison.add(change.at(operation, at));
}

/// Reports an input with another name, in Rust and on the wire, that is otherwise unchanged.
fn renamed(comparison: &mut Comparison<'_>, both: Both<'_>, (old, new): Same<'_>) {
    let kind = match old.position {
        Some(_) => &kinds::ARGUMENT_REPLACED,
        None => &kinds::SETTER_RENAMED,
    };
    let change = Change::new(kind, path(both.old, old)).between(old.name, new.name);
    let at = places(comparison, both, (old, new));
    comparison.add(change.at(at.0, at.1));
}

fn places(
    comparison: &Comparison<'_>,
    both: Both<'_>,
    (old, new): Same<'_>,
) -> (Location, Location) {
    (
        comparison.old.input_at(both.old.plan, old.send),
        comparison.new.input_at(both.new.plan, new.send),
    )
}

fn kept(comparison: &mut Comparison<'_>, both: Both<'_>, pair: Same<'_>) {
    let (old, new) = pair;
    let at = places(comparison, both, pair);
    let path = path(both.old, old);
    let change = |kind| Change::new(kind, path.clone()).at(at.0.clone(), at.1.clone());
    let types = || (argument_text(old.ty), argument_text(new.ty));
    let same = comparison.names.same_argument(old.ty, new.ty);
    match (old.position, new.position) {
        (Some(_), None) => comparison.add(change(&kinds::PARAMETER_OPTIONAL)),
        (None, Some(_)) => comparison.add(change(&kinds::PARAMETER_REQUIRED)),
        (Some(_), Some(_)) if old.name != new.name => {
            comparison.add(change(&kinds::ARGUMENT_RENAMED).between(old.name, new.name));
        }
        (None, None) if old.name != new.name => {
            comparison.add(change(&kinds::SETTER_RENAMED).between(old.name, new.name));
        }
        _ => {}
    }
    if !same {
        let kind = match old.position {
            _ if is_wider(comparison, both, old, new) => &kinds::ARGUMENT_WIDENED,
            Some(_) => &kinds::ARGUMENT_TYPE_CHANGED,
            None => &kinds::SETTER_TYPE_CHANGED,
        };
        let (was, now) = types();
        comparison.add(change(kind).between(was, now));
    }
    parameters::compare(comparison, &path, (old.send, new.send), &at);
    input_docs(comparison, both, pair, &path, at);
}

/// Whether the new argument accepts the old type: a body that has more representations now.
fn is_wider(comparison: &Comparison<'_>, both: Both<'_>, old: &Input<'_>, new: &Input<'_>) -> bool {
    let (ArgumentUse::Value(before), ArgumentUse::Into(after, _)) = (old.ty, new.ty) else {
        return false;
    };
    if comparison.names.same(before, after) {
        return true;
    }
    let forms = both.new.plan.body.iter().flat_map(|body| &body.variants);
    let mut turned = forms.filter(|form| form.from);
    turned.any(|form| {
        comparison
            .names
            .same(before, &form.payload.clone().unboxed())
    })
}

fn input_docs(
    comparison: &mut Comparison<'_>,
    both: Both<'_>,
    (old, new): Same<'_>,
    path: &str,
    at: (Location, Location),
) {
    let (before, after) = (
        comparison.old.parameter(both.old.plan, old.send),
        comparison.new.parameter(both.new.plan, new.send),
    );
    let Some((before, after)) = before.zip(after) else {
        return;
    };
    let default =
        |side: super::Side<'_>, ty| side.default_of(ty).unwrap_or_else(|| "none".to_owned());
    let (was, now) = (
        default(comparison.old, before.ty),
        default(comparison.new, after.ty),
    );
    if was != now {
        let change = Change::new(&kinds::PARAMETER_DEFAULT_CHANGED, path).between(was, now);
        comparison.add(change.at(at.0.clone(), at.1.clone()));
    }
    docs::compare_docs(comparison, path, &before.docs, &after.docs, at);
}

/// Compares the order of the arguments in both versions.
fn compare_order(comparison: &mut Comparison<'_>, both: Both<'_>, pairs: &[Same<'_>]) {
    let taken = |pair: &&Same<'_>| pair.0.position.is_some() && pair.1.position.is_some();
    let mut before: Vec<_> = pairs.iter().filter(taken).collect();
    let mut after = before.clone();
    before.sort_by_key(|(old, _)| old.position);
    after.sort_by_key(|(_, new)| new.position);
    let names = |pairs: &[&Same<'_>]| {
        let names: Vec<&str> = pairs.iter().map(|(old, _)| old.name).collect();
        format!("({})", names.join(", "))
    };
    let (was, now) = (names(&before), names(&after));
    if was != now {
        let change = Change::new(&kinds::ARGUMENT_ORDER_CHANGED, both.old.path()).between(was, now);
        let at = super::operation_pair::places(comparison, both);
        comparison.add(change.at(at.0, at.1));
    }
}
