//! Long-running operations: checks how to poll them against both operations.

use std::collections::BTreeMap;

use super::member::{Lost, Members, is_integer, is_token};
use super::operation_setting::OperationSetting;
use super::samples::Samples;
use super::scope::Scope;
use crate::config::ClientConfig;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location, Sink};
use crate::dialect::extension::WAITER;
use crate::model::{Api, OperationId, ParameterPlace, Style, Waiter};
use crate::plan::{
    Argument, ArgumentUse, ItemKind, MemberPath, OperationModule, OperationPlan, PollArgument,
    PollValue, RustType, Send, WaiterPlan,
};

/// Why an operation cannot be waited for.
#[derive(Debug, thiserror::Error)]
enum Unfit {
    #[error("its success is not one body of JSON")]
    NoBody,
    #[error("`poll`: there is no operation `{0}`")]
    NoOperation(String),
    #[error("`poll`: the success of `{0}` is not one body of JSON")]
    NoAnswer(String),
    #[error("`arguments`: `{poll}` has no argument `{name}`")]
    NoArgument { poll: String, name: String },
    #[error("`arguments`: `{poll}` needs `{name}`")]
    Missing { poll: String, name: String },
    #[error("`arguments`: the value at `{pointer}` cannot be passed as `{name}`")]
    Mismatch { name: String, pointer: String },
    #[error("`{key}`: {lost}")]
    Lost { key: &'static str, lost: Lost },
    #[error(
        "`state`: the value at `{0}` is not a state: neither a string, a whole number nor a flag"
    )]
    NoState(String),
    #[error("`success` names no state")]
    NoSuccess,
    #[error("`{0}` is both a success and a failure")]
    Both(String),
    #[error("`{0}` means both that the work goes on and that it ended")]
    Pending(String),
    #[error("`{0}` is none of the states that the description names")]
    UnknownState(String),
    #[error("`interval` is 0: it would be asked without a pause")]
    NoPause,
    #[error("`max-interval` is less than `interval`")]
    Shrinking,
}

/// The default delay before the first poll, in seconds.
const DEFAULT_INTERVAL: u64 = 1;
/// The default maximum delay between polls, in seconds.
const DEFAULT_MAX_INTERVAL: u64 = 30;
/// The default deadline, in seconds. It bounds the wait for work that a server has lost.
const DEFAULT_DEADLINE: u64 = 60 * 60;

/// Plans the waiters of all long-running operations.
pub(super) fn plan_waiters(
    api: &Api,
    config: &ClientConfig,
    members: &Members<'_>,
    samples: &Samples<'_>,
    modules: &[OperationModule],
    sink: &Sink,
) -> BTreeMap<OperationId, WaiterPlan> {
    let setting = OperationSetting {
        key: "waiters",
        extension: WAITER,
        values: &config.waiters,
        described: |operation| operation.waiter.as_ref(),
    };
    setting.plan_all(
        api,
        config,
        modules,
        sink,
        |_, planned, module, value| {
            waiter(members, samples, modules, (planned, &module.name), value)
        },
        describe,
    )
}

fn describe(unfit: &Unfit, planned: &OperationPlan, at: &Location) -> Diagnostic {
    let message = format!("the work of `{}` cannot be waited for: {unfit}", planned.id);
    Diagnostic::new(findings::unusable_waiter::SKIPPED, at, message)
}

/// The operations, each with its module.
fn operations(modules: &[OperationModule]) -> impl Iterator<Item = (&OperationPlan, &str)> {
    modules.iter().flat_map(|module| {
        let name = module.name.as_str();
        module.operations.iter().map(move |planned| (planned, name))
    })
}

fn waiter(
    members: &Members<'_>,
    samples: &Samples<'_>,
    modules: &[OperationModule],
    (first, module): (&OperationPlan, &str),
    said: &Waiter,
) -> Result<WaiterPlan, Unfit> {
    let started = first.success.json_body().ok_or(Unfit::NoBody)?;
    let poll = operations(modules).find(|(planned, _)| planned.id == said.poll);
    let (poll, poll_module) = poll.ok_or_else(|| Unfit::NoOperation(said.poll.clone()))?;
    let answer = poll
        .success
        .json_body()
        .ok_or_else(|| Unfit::NoAnswer(said.poll.clone()))?;
    let state = find(members, answer, "state", &said.state)?;
    check_states(members, &state, said)?;
    let result = said.result.as_deref().unwrap_or_default();
    let result = find(members, answer, "result", result)?;
    let every = every(said)?;
    let within = Some(said.deadline.unwrap_or(DEFAULT_DEADLINE)).filter(|seconds| *seconds > 0);
    let setters = first.setters.iter().map(|setter| setter.name.as_str());
    let forms = first.forms.iter().map(|form| form.method.as_str());
    let method = Scope::with(setters.chain(forms)).mint("until_done");
    Ok(WaiterPlan {
        arguments: poll_arguments(members, first, started, poll, said)?,
        docs: docs(samples, first, poll, &method, every, within),
        module: (poll_module != module).then(|| poll_module.to_owned()),
        structure: poll.structure.clone(),
        poll: poll.method.clone(),
        state,
        success: said.success.clone(),
        failure: said.failure.clone(),
        pending: said.pending.clone(),
        done: result.ty.clone(),
        result,
        every,
        within,
        method,
    })
}

fn find(
    members: &Members<'_>,
    root: &RustType,
    key: &'static str,
    pointer: &str,
) -> Result<MemberPath, Unfit> {
    let found = members.find(root, pointer);
    found.map_err(|lost| Unfit::Lost { key, lost })
}

/// Checks that the states are values of the type at `path`, and that none has two meanings.
fn check_states(members: &Members<'_>, path: &MemberPath, said: &Waiter) -> Result<(), Unfit> {
    if said.success.is_empty() {
        return Err(Unfit::NoSuccess);
    }
    if let Some(both) = said
        .success
        .iter()
        .find(|state| said.failure.contains(state))
    {
        return Err(Unfit::Both(both.clone()));
    }
    let mut ends = said.success.iter().chain(&said.failure);
    if let Some(both) = ends.find(|state| said.pending.contains(state)) {
        return Err(Unfit::Pending(both.clone()));
    }
    let known: Vec<String> = match members.item(&path.end) {
        Some(ItemKind::Text(states)) => {
            let values = states.variants.iter().map(|(_, value, _)| value.clone());
            values.collect()
        }
        Some(ItemKind::Integer(states)) => {
            let values = states
                .variants
                .iter()
                .map(|(_, value, _)| value.to_string());
            values.collect()
        }
        _ if path.end == RustType::Plain("bool") => vec!["true".to_owned(), "false".to_owned()],
        _ if is_token(&path.end) => return Ok(()),
        _ => return Err(Unfit::NoState(said.state.clone())),
    };
    let ends = said.success.iter().chain(&said.failure);
    let mut named = ends.chain(&said.pending);
    match named.find(|state| !known.contains(state)) {
        Some(unknown) => Err(Unfit::UnknownState(unknown.clone())),
        None => Ok(()),
    }
}

fn every(said: &Waiter) -> Result<(u64, u64), Unfit> {
    let first = said.interval.unwrap_or(DEFAULT_INTERVAL);
    let longest = said.max_interval.unwrap_or(DEFAULT_MAX_INTERVAL.max(first));
    match (first, longest) {
        (0, _) => Err(Unfit::NoPause),
        (first, longest) if longest < first => Err(Unfit::Shrinking),
        every => Ok(every),
    }
}

/// The arguments of the polled operation: those of the settings, else path parameters of the first
/// call.
fn poll_arguments(
    members: &Members<'_>,
    first: &OperationPlan,
    started: &RustType,
    poll: &OperationPlan,
    said: &Waiter,
) -> Result<Vec<PollArgument>, Unfit> {
    let mut given: Vec<&(String, String)> = said.arguments.iter().collect();
    let mut take = |names: [&str; 2]| {
        let place = given
            .iter()
            .position(|(name, _)| names.contains(&name.as_str()))?;
        Some(given.remove(place))
    };
    let mut arguments = Vec::new();
    for argument in &poll.arguments {
        let wire = wire_name(&argument.send);
        let value = match take([wire.unwrap_or_default(), &argument.name]) {
            Some((name, pointer)) => poll_value(members, started, &argument.ty, name, pointer)?,
            None => path_parameter_of(first, argument).ok_or_else(|| Unfit::Missing {
                poll: poll.id.clone(),
                name: wire.unwrap_or(&argument.name).to_owned(),
            })?,
        };
        arguments.push(PollArgument {
            setter: None,
            value,
        });
    }
    for setter in &poll.setters {
        if let Some((name, pointer)) =
            take([wire_name(&setter.send).unwrap_or_default(), &setter.name])
        {
            arguments.push(PollArgument {
                setter: Some(setter.name.clone()),
                value: poll_value(members, started, &setter.ty, name, pointer)?,
            });
        }
    }
    match given.first() {
        Some((name, _)) => Err(Unfit::NoArgument {
            poll: poll.id.clone(),
            name: name.clone(),
        }),
        None => Ok(arguments),
    }
}

/// The name on the wire.
fn wire_name(send: &Send) -> Option<&str> {
    match send {
        Send::Parameter { name, .. } => Some(name),
        Send::Body(_) => None,
    }
}

/// The value at `pointer` in the first response, as an argument.
fn poll_value(
    members: &Members<'_>,
    started: &RustType,
    ty: &ArgumentUse,
    name: &str,
    pointer: &str,
) -> Result<PollValue, Unfit> {
    let path = find(members, started, "arguments", pointer)?;
    match (ty, &path.end) {
        (ArgumentUse::Str, end) if end.is_string() => Ok(PollValue::Text(path)),
        (ArgumentUse::Str, end) if is_token(end) => Ok(PollValue::Written(path)),
        (ArgumentUse::Value(ty), end) if ty == end && ty.is_copy() => Ok(PollValue::Copied(path)),
        (ArgumentUse::Value(RustType::Plain(ty)), end) if is_integer(ty) && end.is_string() => {
            Ok(PollValue::Read(path))
        }
        _ => Err(Unfit::Mismatch {
            name: name.to_owned(),
            pointer: pointer.to_owned(),
        }),
    }
}

/// The path parameter of the same name of the first call, for a path argument.
fn path_parameter_of(first: &OperationPlan, argument: &Argument) -> Option<PollValue> {
    let plain = |send: &Send| match send {
        Send::Parameter {
            name,
            place: ParameterPlace::Path,
            style: Style::Simple,
            ..
        } => Some(name.clone()),
        _ => None,
    };
    let name = plain(&argument.send)?;
    let mut known = first.arguments.iter();
    let same =
        |known: &Argument| plain(&known.send).as_ref() == Some(&name) && known.ty == argument.ty;
    known.find(|known| same(known))?;
    match &argument.ty {
        ArgumentUse::Str => Some(PollValue::PathText(name)),
        ArgumentUse::Value(RustType::Plain(ty)) if is_integer(ty) => {
            Some(PollValue::PathNumber(name))
        }
        _ => None,
    }
}

fn docs(
    samples: &Samples<'_>,
    first: &OperationPlan,
    poll: &OperationPlan,
    method: &str,
    (shortest, longest): (u64, u64),
    within: Option<u64>,
) -> Vec<String> {
    let polled = format!("[`Client::{0}`](crate::Client::{0})", poll.method);
    let interval = if shortest == longest {
        format!("every {}", seconds(shortest))
    } else {
        format!(
            "after {}, then at growing intervals of up to {}",
            seconds(shortest),
            seconds(longest)
        )
    };
    let deadline = match within {
        Some(within) => format!(", for at most {}", seconds(within)),
        None => String::new(),
    };
    let mut lines = vec![
        "Sends the call and polls until the operation that it starts is done.".to_owned(),
        String::new(),
        format!("Polls {polled} {interval}{deadline}."),
        String::new(),
    ];
    lines.extend(samples.awaited(first, method));
    lines
}

fn seconds(count: u64) -> String {
    match count {
        1 => "1 second".to_owned(),
        count => format!("{count} seconds"),
    }
}

#[cfg(test)]
mod tests;
