//! Operations: methods, arguments and setters.

use super::body::{BodyEnum, BodyPlan, FormField};
use super::outcome::{AnswerForm, Outcome, Redirects};
use super::pages::PagesPlan;
use super::rust_type::RustType;
use super::waiter::WaiterPlan;
use crate::model::{OperationId, ParameterPlace, PathTemplate, Status, Style};

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
    pub streams: Vec<Status>,
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
    pub(crate) fn sends(&self, parameter: &str) -> bool {
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

/// Names of the local variable, none longer than an indent: rustfmt lays out their method calls alike.
pub const CALL_LOCALS: [&str; 3] = ["call", "req", "this"];
