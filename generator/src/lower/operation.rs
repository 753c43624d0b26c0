//! Operations: ids, parameters, bodies, responses and security requirements.

use std::cell::LazyCell;

use super::info::{self, Root};
use super::parts::Found;
use super::security::{Schemes, Security};
use super::select::Select;
use super::{Lowering, body, budget, parameter, response, security};
use crate::config::described;
use crate::diagnostics::catalogue as findings;
use crate::diagnostics::{Diagnostic, Location};
use crate::dialect::extension::{self, EXAMPLE, PAGINATION, WAITER};
use crate::dialect::{Kind, OperationPlace, PathPlace};
use crate::model::{Docs, Method, Operation, OperationId, PathTemplate, SecurityScheme};

impl Lowering<'_> {
    /// Lowers every selected operation. Returns the number of operations in the description.
    pub(super) fn operations(
        &mut self,
        root: &Root,
        schemes: &[SecurityScheme],
        select: &Select<'_>,
    ) -> usize {
        let paths = self.parts.translator.paths();
        let schemes = Schemes::new(self.parts, schemes);
        let at = self.parts.top().key("security");
        let inherited = LazyCell::new(|| security::requirements(&schemes, &root.security, &at));
        let known = (&schemes, &inherited);
        let mut described = 0;
        for path in &paths {
            let item = self.path_item(&path.item);
            let template = PathTemplate::parse(&path.path);
            self.report_braces(&template, &path.at);
            described += path.operations.len() + path.unusable;
            for place in &path.operations {
                let value = self.parts.raw(&place.at);
                if let Err(reason) = select.check(&place.method, &path.path, value, &place.at) {
                    let found =
                        Diagnostic::new(findings::deselected_operation::NONE, &place.at, reason);
                    self.parts.report(found);
                    continue;
                }
                if self.budget.is_exceeded() {
                    self.report_skipped(&place.at, &path.path, &place.method);
                    continue;
                }
                if let Some(operation) = self.operation(known, (path, &template), &item, place) {
                    self.budget.spend(budget::size_of(&operation));
                    self.operations.push(operation);
                }
            }
        }
        described
    }

    /// Reports an operation beyond the budget. Several operations may share its location.
    fn report_skipped(&self, at: &Location, path: &str, method: &str) {
        let message = format!(
            "`{method} {path}` is skipped: the operations before it share more than can be generated for each"
        );
        let found = Diagnostic::new(findings::shared_too_often::SKIPPED, at, message);
        self.parts.report(found);
    }

    fn report_braces(&self, template: &PathTemplate, at: &Location) {
        if template.has_stray_braces() {
            let message = format!(
                "the braces of `{template}` do not name parameters, and are sent as they are"
            );
            self.parts
                .report(Diagnostic::new(findings::wrong_value::NONE, at, message));
        }
    }

    /// Reads the Path Item Object. Returns an empty one if its reference cannot be resolved, which
    /// has been reported already.
    fn path_item(&self, at: &Location) -> openapiv3::PathItem {
        if self.parts.raw(&at.key("$ref")).is_some() {
            return openapiv3::PathItem::default();
        }
        let item = self.parts.read(Kind::PathItem, at);
        item.map(|found| found.part).unwrap_or_default()
    }

    fn operation(
        &mut self,
        (schemes, inherited): (
            &Schemes<'_, '_>,
            &LazyCell<Security, impl FnOnce() -> Security>,
        ),
        (path, template): (&PathPlace, &PathTemplate),
        item: &openapiv3::PathItem,
        place: &OperationPlace,
    ) -> Option<Operation> {
        let Found { part, at } = self
            .parts
            .read::<openapiv3::Operation>(Kind::Operation, &place.at)?;
        let id = OperationId::from(self.operations.len());
        let own = part.security.as_ref();
        let own = own.map(|own| security::requirements(schemes, own, &at.key("security")));
        let security = own.as_ref().unwrap_or(inherited);
        let lists = [
            (&item.parameters, path.item.key("parameters")),
            (&part.parameters, at.key("parameters")),
        ];
        let mut template = template.clone();
        let parameters = parameter::parameters(self, id, &mut template, security, lists, &at);
        parameter::report_syntax(self, &template, &path.at);
        let body = part
            .request_body
            .and_then(|value| body::request_body(self, id, value, &at.key("requestBody")));
        let responses = response::responses(self, id, part.responses, &at.key("responses"));
        let servers = if part.servers.is_empty() {
            item.servers.clone()
        } else {
            part.servers
        };
        let sink = self.parts.sink;
        let extension = |key| Some((part.extensions.get(key)?, at.key(key)));
        let pagination =
            extension(PAGINATION).and_then(|(value, at)| described::pagination(value, &at, sink));
        let waiter = extension(WAITER).and_then(|(value, at)| described::waiter(value, &at, sink));
        let raw = self.parts.raw(&at);
        let wants_example = described::flag(EXAMPLE, raw, &at, sink) == Some(true);
        Some(Operation {
            origin: at,
            given_name: extension::name(&part.extensions),
            wants_example,
            id: part.operation_id.filter(|id| !id.trim().is_empty()),
            method: method(&place.method),
            path: template,
            tags: part.tags,
            docs: Docs {
                title: part.summary.or_else(|| item.summary.clone()),
                description: part.description.or_else(|| item.description.clone()),
                external: part.external_docs.map(|docs| (docs.url, docs.description)),
                deprecated: part.deprecated,
            },
            parameters,
            body,
            responses,
            security: security.ways.clone(),
            servers: servers.into_iter().map(info::server).collect(),
            pagination,
            waiter,
        })
    }
}

fn method(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "PUT" => Method::Put,
        "POST" => Method::Post,
        "DELETE" => Method::Delete,
        "OPTIONS" => Method::Options,
        "HEAD" => Method::Head,
        "PATCH" => Method::Patch,
        "TRACE" => Method::Trace,
        other => Method::Other(other.to_owned()),
    }
}
