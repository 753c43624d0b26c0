//! Operations: their methods, arguments, setters, bodies and outcomes.

use super::accept;
use super::answers::{self, AnswerForm};
use super::body::{self, BodyEnum, BodyPlan, FormField};
use super::client::ClientPlan;
use super::file_name;
use super::headers::Headers;
use super::ident;
use super::inputs::{self, RESERVED_SETTERS};
use super::operation_docs;
use super::outcome::{self, Outcome, Redirects, StatusPattern};
use super::pagination::PagesPlan;
use super::path;
use super::rust_type::{Resolver, RustType};
use super::scope::Scope;
use super::server;
use super::waiter::WaiterPlan;
use super::written::prose_docs;
use crate::config::{ClientConfig, Modules};
use crate::model::{Api, Operation, OperationId, ParameterPlace, PathTemplate, Style};
use crate::prose;

/// The operations of a tag.
#[derive(Debug)]
pub struct OperationModule {
    /// The module's name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Its operations, in the order of the description.
    pub operations: Vec<OperationPlan>,
    /// The feature of the crate without which it is not compiled, if it has one.
    pub feature: Option<String>,
    /// The features of other modules whose operations its own name.
    pub needs: Vec<String>,
}

/// An operation.
#[derive(Debug)]
pub struct OperationPlan {
    /// The operation of the model.
    pub source: OperationId,
    /// What the description calls it: its id, or its method and path.
    pub id: String,
    /// The client's method.
    pub method: String,
    /// The struct of a call that is not yet sent.
    pub structure: String,
    /// The static that holds what all calls share.
    pub statics: String,
    /// Docs of the method, as lines.
    pub docs: Vec<String>,
    /// The documented failures, in one line of docs.
    pub failures: Option<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// The HTTP method, as on the wire.
    pub http_method: String,
    /// The path template, its text as URLs have it.
    pub path: PathTemplate,
    /// What it requires: any one of the outer list, all of the inner.
    pub security: Vec<Vec<String>>,
    /// What the method takes, in order.
    pub arguments: Vec<Argument>,
    /// Parameters that the client was given once for all calls.
    pub shared: Vec<String>,
    /// The local variable of the method that holds the call.
    pub local: String,
    /// What may be given beside.
    pub setters: Vec<Setter>,
    /// What it answers.
    pub success: Outcome,
    /// How it fails.
    pub failure: Outcome,
    /// The media types it accepts, for the `Accept` header.
    pub accept: Option<String>,
    /// The forms of its body, where there are several.
    pub body: Option<BodyEnum>,
    /// The fields of forms that are written in a way of their own, by the static that holds them.
    pub form_fields: Vec<(String, Vec<FormField>)>,
    /// The 3xx that are documented.
    pub redirects: Option<Redirects>,
    /// Ways to ask for its answer in another media type.
    pub forms: Vec<AnswerForm>,
    /// The statuses whose body is read as a stream.
    pub streams: Vec<StatusPattern>,
    /// The headers its answers may carry: the constant and the name of each.
    pub headers: Vec<(String, String)>,
    /// Its own server.
    pub server: Option<String>,
    /// The example in the method's docs, as lines.
    pub example: Vec<String>,
    /// How its pages are followed, if it answers in pages.
    pub pages: Option<PagesPlan>,
    /// How to wait for the work that it starts, if it starts such.
    pub waiter: Option<WaiterPlan>,
}

/// An argument of a method.
#[derive(Debug)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: ArgumentUse,
    /// What becomes of it.
    pub send: Send,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// A value for it from the description.
    pub sample: Option<String>,
}

/// How an argument is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgumentUse {
    /// `&str`.
    Str,
    /// A slice of the type.
    Slice(RustType),
    /// By value.
    Value(RustType),
    /// By reference.
    Reference(RustType),
    /// Anything that turns into the type; a value of the second does.
    Into(RustType, Option<Box<RustType>>),
}

/// What may be given beside the arguments.
#[derive(Debug)]
pub struct Setter {
    /// Its name.
    pub name: String,
    /// Its argument's name.
    pub argument: String,
    /// Its argument's type.
    pub ty: ArgumentUse,
    /// What becomes of the value.
    pub send: Send,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
}

impl Setter {
    /// Whether it gives the query parameter of this name.
    pub(super) fn sends(&self, parameter: &str) -> bool {
        matches!(&self.send, Send::Parameter { name, place: ParameterPlace::Query, .. } if name == parameter)
    }
}

/// What becomes of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Send {
    /// A parameter.
    Parameter {
        /// Its name on the wire.
        name: String,
        /// The part of the request.
        place: ParameterPlace,
        /// How it is written.
        style: Style,
        /// Whether arrays and objects are written one value at a time.
        explode: bool,
        /// What stands between the elements of lists inside a list, a character for each depth.
        inner_separators: String,
        /// Whether reserved characters stay as they are.
        allow_reserved: bool,
        /// Whether slashes stay as they are, because the value may have several segments of the path.
        keeps_slashes: bool,
        /// Whether it is sent where its value is empty; in the path only.
        may_be_empty: bool,
    },
    /// The body.
    Body(BodyPlan),
}

/// The operations by tag, tags in the order of the description, then those without; or all in one module.
pub(super) fn plan(
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
        feature: None,
        needs: Vec::new(),
    };
    modules.push((None, others));
    let mut names = CallNames {
        structures: Scope::with(RESERVED_STRUCTURES.iter().copied()),
        statics: Scope::default(),
    };
    for (id, operation) in api.operations.iter() {
        let mut planned = operation_plan(resolver, client, &mut names, id, operation);
        planned.headers = headers.of_operation(resolver, operation);
        let tag = operation.tags.first().filter(|_| by_tag);
        let tag = tag.map(String::as_str);
        if let Some((_, module)) = modules.iter_mut().find(|(name, _)| *name == tag) {
            module.operations.push(planned);
        }
    }
    modules
        .into_iter()
        .map(|(_, module)| module)
        .filter(|module| !module.operations.is_empty())
        .collect()
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
            feature: None,
            needs: Vec::new(),
        };
        modules.push((Some(tag.name.as_str()), module));
    }
    modules
}

/// The names of what stands beside the methods of operations.
pub(super) struct CallNames {
    /// Structs and enums.
    pub structures: Scope,
    /// Statics.
    pub statics: Scope,
}

/// Names that no file of a tag has: that of the one it stands in, those that mean something to Rust,
/// and those of files of types that are of no tag.
const RESERVED_MODULES: &[&str] = &["operations", "mod", "of_none", "of_several"];

/// Names that the code of operations uses for something else.
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
    "Reply",
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
    names: &mut CallNames,
    id: OperationId,
    operation: &Operation,
) -> OperationPlan {
    let method = resolver.names.method_name(id, operation);
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
    let forms = answers::other_forms(resolver, operation, &mut setter_names);
    let body = operation.body.as_ref();
    let mut body = body.map(|body| body::plan(resolver, body, names, base, &method));
    let choice = body.as_mut().and_then(|body| body.choice.take());
    let form_fields = body.as_mut().map(|body| std::mem::take(&mut body.fields));
    let server = server::own(resolver.api, operation, resolver.sink);
    let inputs = inputs::plan(resolver, client, operation, body, &mut setter_names);
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
        headers: Vec::new(),
        server,
        example: Vec::new(),
        pages: None,
        waiter: None,
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
