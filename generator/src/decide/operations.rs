//! Operations: their methods, arguments, setters, bodies and outcomes.

use super::accept;
use super::body::{self};
use super::call_names::CallNames;
use super::doc_lines::prose_docs;
use super::file_name;
use super::headers::Headers;
use super::inputs::{self, RESERVED_SETTERS};
use super::operation_docs;
use super::other_media_types;
use super::outcome::{self};
use super::path;
use super::rust_type::Resolver;
use super::scope::Scope;
use super::server;
use crate::config::{ClientConfig, Modules};
use crate::ident;
use crate::model::{Api, Operation, OperationId};
use crate::plan::{ClientPlan, OperationModule, OperationPlan};
use crate::prose;

/// Plans the operations by tag, with tags in the order of the description and untagged operations
/// last; or all in one module.
pub(super) fn plan_operations(
    api: &Api,
    config: &ClientConfig,
    client: &ClientPlan,
    headers: &mut Headers,
    resolver: &mut Resolver<'_, '_>,
) -> Vec<OperationModule> {
    let mut scope = file_name::folder(RESERVED_MODULES);
    let by_tag = config.modules.unwrap_or_default() == Modules::Tags;
    let mut modules = if by_tag {
        tagged(api, &mut scope)
    } else {
        Vec::new()
    };
    let (name, docs) = if by_tag {
        ("untagged", "Operations without a tag.")
    } else {
        ("all", "All operations.")
    };
    let others = OperationModule {
        name: scope.mint(name),
        docs: vec![docs.to_owned()],
        operations: Vec::new(),
    };
    modules.push((None, others));
    let mut names = CallNames {
        structures: Scope::with(RESERVED_STRUCTURES.iter().copied()),
        statics: Scope::default(),
    };
    for (id, operation) in api.operations.iter() {
        let planned = operation_plan(resolver, client, headers, &mut names, id, operation);
        let tag = operation.tags.first().filter(|_| by_tag);
        let tag = tag.map(String::as_str);
        let kept = resolver.kept.module(&planned.method).filter(|_| by_tag);
        let place = kept
            .and_then(|name| kept_module(&mut modules, &mut scope, name))
            .or_else(|| modules.iter().position(|(name, _)| *name == tag));
        let module = place.and_then(|place| modules.get_mut(place));
        if let Some((_, module)) = module {
            module.operations.push(planned);
        }
    }
    modules
        .into_iter()
        .map(|(_, module)| module)
        .filter(|module| !module.operations.is_empty())
        .collect()
}

/// The position of the module that had an operation in an earlier crate. It stays when its tag is
/// gone; `None` if its name cannot be that of a file.
fn kept_module(
    modules: &mut Vec<(Option<&str>, OperationModule)>,
    scope: &mut Scope,
    name: &str,
) -> Option<usize> {
    let known = modules.iter().position(|(_, module)| module.name == name);
    if known.is_some() || !file_name::take(scope, name) {
        return known;
    }
    let module = OperationModule {
        name: name.to_owned(),
        docs: vec!["Operations that had another tag in an earlier version.".to_owned()],
        operations: Vec::new(),
    };
    modules.push((None, module));
    Some(modules.len() - 1)
}

/// A module for each tag, still without operations.
fn tagged<'a>(api: &'a Api, scope: &mut Scope) -> Vec<(Option<&'a str>, OperationModule)> {
    let mut modules = Vec::new();
    for tag in &api.tags {
        let mut docs = vec![format!("Operations tagged {}.", prose::code(&tag.name))];
        let prose = prose_docs(&tag.docs);
        if !prose.is_empty() {
            docs.push(String::new());
            docs.extend(prose);
        }
        let name = ident::snake(&tag.name);
        let module = OperationModule {
            name: file_name::mint(scope, &name, "_tag"),
            docs,
            operations: Vec::new(),
        };
        modules.push((Some(tag.name.as_str()), module));
    }
    modules
}

/// Names not available to the file of a tag: that of its parent, those special to Rust, and those
/// of files that belong to no tag.
const RESERVED_MODULES: &[&str] = &["operations", "mod", "shared", "unused"];

/// Names that the code of operations uses otherwise.
pub(super) const RESERVED_STRUCTURES: &[&str] = &[
    "FormField",
    "From",
    "Into",
    "ToString",
    "Box",
    "Call",
    "Client",
    "DecodeError",
    "Err",
    "Method",
    "None",
    "Ok",
    "Operation",
    "OperationInfo",
    "Option",
    "RawResponse",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
    "PathForm",
    "QueryStyle",
    "JoinedLists",
    "BTreeMap",
    "Nullable",
    "Secret",
    "Base64",
    "Bytes",
    "Body",
    "ByteStream",
    "EventStream",
    "JsonLines",
    "AnyPart",
    "FilePart",
    "Multipart",
    "CallFuture",
];

fn operation_plan(
    resolver: &mut Resolver<'_, '_>,
    client: &ClientPlan,
    headers: &mut Headers,
    names: &mut CallNames,
    id: OperationId,
    operation: &Operation,
) -> OperationPlan {
    let method = resolver.names.method_name(id);
    let statics = names.statics.mint(&method.to_ascii_uppercase());
    let structures = &mut names.structures;
    let structure = structures.mint_or(
        &ident::pascal(&method),
        &[ident::joined(&ident::pascal(&method), "Operation")],
    );
    let base = structure.trim_end_matches('_');
    let success = outcome::success(resolver, structures, operation, base, &method);
    let failure = outcome::failure(resolver, structures, operation, base, &method);
    let mut setter_names = Scope::with(RESERVED_SETTERS.iter().copied());
    let forms = other_media_types::plan_methods(resolver, operation, &mut setter_names);
    let body = operation.body.as_ref();
    let mut body = body.map(|body| body::plan_body(resolver, body, names, base, &method));
    let choice = body.as_mut().and_then(|body| body.choice.take());
    let form_fields = body.as_mut().map(|body| std::mem::take(&mut body.fields));
    let server = server::own(resolver.api, operation, resolver.sink);
    let inputs = inputs::plan_inputs(resolver, client, operation, body, &mut setter_names);
    OperationPlan {
        source: id,
        id: operation
            .id
            .clone()
            .unwrap_or_else(|| format!("{} {}", operation.method, operation.path)),
        docs: operation_docs::docs(resolver, client, operation, server.as_deref()),
        failures: operation_docs::failures(operation),
        deprecated: operation.docs.deprecated,
        http_method: operation.method.as_str().to_owned(),
        path: path::template(operation, resolver.sink),
        security: security(operation),
        statics,
        accept: accept::header(resolver.api, operation),
        body: choice,
        form_fields: form_fields.unwrap_or_default(),
        forms,
        redirects: outcome::redirects(operation),
        streams: success.streams(),
        headers: headers.of_operation(resolver, operation),
        server,
        method,
        structure,
        arguments: inputs.arguments,
        shared: inputs.shared,
        local: inputs.local,
        setters: inputs.setters,
        success,
        failure,
    }
}

fn security(operation: &Operation) -> Vec<Vec<String>> {
    let alternative = |requirements: &Vec<crate::model::Requirement>| {
        requirements
            .iter()
            .map(|requirement| requirement.scheme.clone())
            .collect()
    };
    operation.security.iter().map(alternative).collect()
}
