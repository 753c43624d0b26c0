//! Paginated operations: checks the pagination in the settings or the description against the
//! operation.

use std::collections::{BTreeMap, BTreeSet};

use super::member::{Lost, Members, is_token};
use super::need::Need;
use super::operation_setting::OperationSetting;
use super::samples::Samples;
use super::scope::Scope;
use crate::config::ClientConfig;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location, Sink};
use crate::dialect::extension::PAGINATION;
use crate::model::{
    Api, Operation, OperationId, PageStyle, Pagination, Parameter, ParameterPlace, Shape, Style,
    Text,
};
use crate::plan::{
    MemberPath, OperationModule, OperationPlan, PagesMethod, PagesPlan, RustType, Turn,
};
use crate::source::closest;

/// Why the pages of an operation cannot be followed.
#[derive(Debug, thiserror::Error)]
enum Unfit {
    #[error("its success is not one body of JSON")]
    NoBody,
    #[error("the style `{style}` needs `{key}`")]
    Missing {
        style: &'static str,
        key: &'static str,
    },
    #[error("`{key}` means nothing to the style `{style}`")]
    Needless {
        style: &'static str,
        key: &'static str,
    },
    #[error("it has no query parameter `{name}`")]
    NoParameter { name: String, near: Option<String> },
    #[error("the query parameter `{0}` is neither a string nor a whole number")]
    Parameter(String),
    #[error("the query parameter `{0}` is not a number")]
    Number(String),
    #[error("`{key}`: {lost}")]
    Lost { key: &'static str, lost: Lost },
    #[error("`items`: the value at `{0}` is not a list")]
    NoList(String),
    #[error("`next`: the value at `{0}` is neither a string nor a whole number")]
    NoToken(String),
    #[error("`has-more`: the value at `{0}` is neither `true` nor `false`")]
    NoFlag(String),
}

/// Plans the pages of every paginated operation.
pub(super) fn plan_pages(
    api: &Api,
    config: &ClientConfig,
    members: &Members<'_>,
    samples: &Samples<'_>,
    modules: &[OperationModule],
    sink: &Sink,
) -> BTreeMap<OperationId, PagesPlan> {
    let setting = OperationSetting {
        key: "pagination",
        extension: PAGINATION,
        values: &config.pagination,
        described: |operation| operation.pagination.as_ref(),
    };
    setting.plan_all(
        api,
        config,
        modules,
        sink,
        |operation, planned, _, value| pages(api, members, samples, operation, planned, value),
        describe,
    )
}

/// What the pages of a crate need of the runtime.
pub(super) fn needs(pages: &BTreeMap<OperationId, PagesPlan>) -> BTreeSet<Need> {
    let mut needs = BTreeSet::new();
    for plan in pages.values() {
        needs.insert(Need::Pages);
        if plan.turn == Turn::Link {
            needs.extend([Need::Link, Need::Dependency("url")]);
        }
    }
    needs
}

fn describe(unfit: &Unfit, planned: &OperationPlan, at: &Location) -> Diagnostic {
    let message = format!("the pages of `{}` cannot be followed: {unfit}", planned.id);
    let found = Diagnostic::new(findings::unusable_pagination::SKIPPED, at, message);
    match unfit {
        Unfit::NoParameter {
            near: Some(near), ..
        } => found.help(format!("did you mean `{near}`?")),
        _ => found,
    }
}

fn pages(
    api: &Api,
    members: &Members<'_>,
    samples: &Samples<'_>,
    operation: &Operation,
    planned: &OperationPlan,
    said: &Pagination,
) -> Result<PagesPlan, Unfit> {
    let body = planned.success.json_body().ok_or(Unfit::NoBody)?;
    let turn = turn(api, operation, said)?;
    if let Some(size) = &said.size {
        check_number(api, operation, size)?;
    }
    let find = |key, pointer: &Option<String>| match pointer {
        Some(pointer) => members
            .find(body, pointer)
            .map(Some)
            .map_err(|lost| Unfit::Lost { key, lost }),
        None => Ok(None),
    };
    let items = members.find(body, &said.items);
    let items = items.map_err(|lost| Unfit::Lost { key: "items", lost })?;
    let RustType::List(item) = items.end.clone() else {
        return Err(Unfit::NoList(said.items.clone()));
    };
    let next = find("next", &said.next)?;
    if next.as_ref().is_some_and(|path| !is_token(&path.end)) {
        return Err(Unfit::NoToken(said.next.clone().unwrap_or_default()));
    }
    let more = find("has-more", &said.has_more)?;
    let is_flag = |path: &MemberPath| path.end == RustType::Plain("bool");
    if !more.as_ref().is_none_or(is_flag) {
        return Err(Unfit::NoFlag(said.has_more.clone().unwrap_or_default()));
    }
    let (pages, each) = plan_methods(samples, planned, said);
    Ok(PagesPlan {
        turn,
        item: *item,
        items,
        next,
        more,
        pages,
        each,
    })
}

fn turn(api: &Api, operation: &Operation, said: &Pagination) -> Result<Turn, Unfit> {
    let style = word(said.style);
    let missing = |key| Unfit::Missing { style, key };
    let needless = |is_there, key| {
        if is_there {
            Err(Unfit::Needless { style, key })
        } else {
            Ok(())
        }
    };
    match said.style {
        PageStyle::Cursor => {
            needless(said.first.is_some(), "first")?;
            let name = said.parameter.as_ref().ok_or(missing("parameter"))?;
            said.next.as_ref().ok_or(missing("next"))?;
            check_token(api, operation, name)?;
            Ok(Turn::Cursor(name.clone()))
        }
        PageStyle::Offset | PageStyle::Page => {
            needless(said.next.is_some(), "next")?;
            let name = said.parameter.as_ref().ok_or(missing("parameter"))?;
            check_number(api, operation, name)?;
            Ok(match said.style {
                PageStyle::Page => Turn::Page(name.clone(), said.first.unwrap_or(1)),
                _ => Turn::Offset(name.clone(), said.first.unwrap_or(0)),
            })
        }
        PageStyle::Link => {
            needless(said.first.is_some(), "first")?;
            needless(said.parameter.is_some(), "parameter")?;
            Ok(Turn::Link)
        }
    }
}

fn word(style: PageStyle) -> &'static str {
    let known = PageStyle::WORDS.iter().find(|(_, known)| *known == style);
    known.map_or("", |(word, _)| word)
}

/// Checks that the query parameter can carry a token.
fn check_token(api: &Api, operation: &Operation, name: &str) -> Result<(), Unfit> {
    let parameter = parameter(operation, name)?;
    match plain_shape(api, parameter) {
        Some(Shape::Text(text)) if *text != Text::Binary => Ok(()),
        Some(Shape::Integer(_)) => Ok(()),
        _ => Err(Unfit::Parameter(name.to_owned())),
    }
}

/// Checks that the query parameter can carry a number. Text may be one.
fn check_number(api: &Api, operation: &Operation, name: &str) -> Result<(), Unfit> {
    let parameter = parameter(operation, name)?;
    match plain_shape(api, parameter) {
        Some(Shape::Integer(_) | Shape::Number(_) | Shape::Text(Text::Plain)) => Ok(()),
        _ => Err(Unfit::Number(name.to_owned())),
    }
}

/// The shape of a parameter's values, if they are sent as plain text.
fn plain_shape<'a>(api: &'a Api, parameter: &Parameter) -> Option<&'a Shape> {
    match parameter.style {
        Style::Content(_) => None,
        _ => api.shape(parameter.ty),
    }
}

fn parameter<'a>(operation: &'a Operation, name: &str) -> Result<&'a Parameter, Unfit> {
    let in_query = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.place == ParameterPlace::Query);
    let found = in_query.clone().find(|parameter| parameter.name == name);
    found.ok_or_else(|| Unfit::NoParameter {
        name: name.to_owned(),
        near: closest(name, in_query.map(|parameter| parameter.name.as_str())).map(str::to_owned),
    })
}

/// The methods of the call, renamed on a collision with setters.
fn plan_methods(
    samples: &Samples<'_>,
    planned: &OperationPlan,
    said: &Pagination,
) -> (PagesMethod, PagesMethod) {
    let setters = planned.setters.iter().map(|setter| setter.name.as_str());
    let forms = planned.forms.iter().map(|form| form.method.as_str());
    let mut scope = Scope::with(setters.chain(forms));
    let pages = scope.mint_or("pages", &["all_pages".to_owned()]);
    let each = scope.mint_or("items", &["all_items".to_owned()]);
    let mut pages_docs =
        vec!["Returns the stream of pages. Each is requested on demand.".to_owned()];
    let mut items_docs = vec![
        "Returns the stream of the items of all pages. Pages are requested on demand.".to_owned(),
    ];
    if let Some(size) = size_docs(planned, said) {
        pages_docs.extend([String::new(), size.clone()]);
        items_docs.extend([String::new(), size]);
    }
    for (docs, method, one) in [
        (&mut pages_docs, &pages, "page"),
        (&mut items_docs, &each, "item"),
    ] {
        docs.push(String::new());
        docs.extend(samples.stream(planned, method, one));
    }
    let pages = PagesMethod {
        name: pages,
        docs: pages_docs,
    };
    let each = PagesMethod {
        name: each,
        docs: items_docs,
    };
    (pages, each)
}

/// A sentence for the docs about the parameter for the page size.
fn size_docs(planned: &OperationPlan, said: &Pagination) -> Option<String> {
    let size = said.size.as_ref()?;
    let setter = planned.setters.iter().find(|setter| setter.sends(size))?;
    Some(format!(
        "[`{name}`](Self::{name}) sets the number of items of a page.",
        name = setter.name
    ))
}

#[cfg(test)]
mod tests;
