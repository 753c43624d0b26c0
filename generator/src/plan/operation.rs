//! Operations: methods, arguments and setters.

use super::body::{BodyEnum, BodyPlan, FormField};
use super::outcome::{OtherMediaType, Outcome, Redirects};
use super::rust_type::RustType;
use crate::model::{OperationId, ParameterPlace, PathTemplate, Status, Style};

/// The operations of one tag.
#[derive(Debug)]
pub struct OperationModule {
    /// The module's name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Its operations, in the order of the description.
    pub operations: Vec<OperationPlan>,
}

/// An operation.
#[derive(Debug)]
pub struct OperationPlan {
    /// The operation of the model.
    pub source: OperationId,
    /// The operation's id in the description, or its method and path if it has none.
    pub id: String,
    /// The client's method.
    pub method: String,
    /// The struct of a call that has not been sent.
    pub structure: String,
    /// The name of the static with the data shared by all calls of the operation.
    pub statics: String,
    /// Docs of the method, as lines.
    pub docs: Vec<String>,
    /// The documented failures, as one line of docs.
    pub failures: Option<String>,
    /// Whether the operation is deprecated.
    pub deprecated: bool,
    /// The HTTP method as sent, in upper case.
    pub http_method: String,
    /// The path template. Its literals are percent-encoded as in a URL.
    pub path: PathTemplate,
    /// The security requirements: one alternative of the outer list, with all schemes of the inner
    /// one.
    pub security: Vec<Vec<String>>,
    /// The arguments of the method, in order.
    pub arguments: Vec<Argument>,
    /// Path parameters that are set once, on the client.
    pub shared: Vec<String>,
    /// The name of the local variable that holds the call inside the method.
    pub local: String,
    /// The setters for optional values.
    pub setters: Vec<Setter>,
    /// The type of a successful call, and how each success status is decoded.
    pub success: Outcome,
    /// The same for failures.
    pub failure: Outcome,
    /// The media types that it accepts, for the `Accept` header.
    pub accept: Option<String>,
    /// The enum of body representations, if there are several.
    pub body: Option<BodyEnum>,
    /// The form fields that are not written in the default style, by the static that holds them.
    pub form_fields: Vec<(String, Vec<FormField>)>,
    /// The documented 3xx statuses.
    pub redirects: Option<Redirects>,
    /// Methods that request the response in another media type.
    pub forms: Vec<OtherMediaType>,
    /// The statuses whose body is read as a stream.
    pub streams: Vec<Status>,
    /// The documented response headers: constant and name of each.
    pub headers: Vec<(String, String)>,
    /// The operation's own server, if it has one.
    pub server: Option<String>,
}

/// An argument of a method.
#[derive(Debug)]
pub struct Argument {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: ArgumentUse,
    /// Where the value is sent.
    pub send: Send,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// A sample value from the description.
    pub sample: Option<String>,
}

/// How an argument is passed.
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
    /// `impl Into` of the first type. The second, if any, is another type that converts into it.
    Into(RustType, Option<Box<RustType>>),
}

/// A setter for an optional value.
#[derive(Debug)]
pub struct Setter {
    /// Its name.
    pub name: String,
    /// Its argument's name.
    pub argument: String,
    /// Its argument's type.
    pub ty: ArgumentUse,
    /// Where the value is sent.
    pub send: Send,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl Setter {
    /// Whether it sets the query parameter of this name.
    pub(crate) fn sends(&self, parameter: &str) -> bool {
        matches!(&self.send, Send::Parameter { name, place: ParameterPlace::Query, .. } if name == parameter)
    }
}

/// Where a value is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Send {
    /// A parameter.
    Parameter {
        /// Its name on the wire.
        name: String,
        /// The part of the request that carries it.
        place: ParameterPlace,
        /// Its serialization style.
        style: Style,
        /// Whether arrays and objects are exploded.
        explode: bool,
        /// The separators of nested lists, one character for each depth.
        inner_separators: String,
        /// Whether reserved characters are sent unencoded.
        allow_reserved: bool,
        /// Whether slashes are sent unencoded, because the value may span several path segments.
        keeps_slashes: bool,
        /// Whether an empty value may be sent (path parameters only).
        may_be_empty: bool,
    },
    /// The body.
    Body(BodyPlan),
}

/// Candidate names of the local variable. None is longer than an indent (4 characters), because
/// rustfmt lays out method chains on such names differently from those on longer ones.
pub const CALL_LOCALS: [&str; 3] = ["call", "req", "this"];
