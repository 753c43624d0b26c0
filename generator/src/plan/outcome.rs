//! What an operation's responses become: one type for success, one for failure, and which status is which.

use super::answers;
use super::decode::Decode;
use super::media;
use super::prose;
use super::rust_type::{Resolver, RustType};
use super::scope::Scope;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue::plan as findings;
use crate::model::{Content, Method, Operation, Response, Status};

/// The type of all successes, or of all failures, and how each status gets there.
#[derive(Debug)]
pub struct Outcome {
    /// The type.
    pub ty: RustType,
    /// Each documented status, the most specific first.
    pub arms: Vec<Arm>,
    /// The enum that `ty` names, when bodies differ.
    pub choice: Option<OutcomeEnum>,
}

impl Outcome {
    /// The statuses whose body is read as a stream: all of them where there is nothing else.
    pub(super) fn streams(&self) -> Vec<StatusPattern> {
        let streams = self.arms.iter().filter(|arm| arm.decode.is_stream());
        match &self.choice {
            None => streams.take(1).map(|_| StatusPattern::Range(2)).collect(),
            Some(_) => streams.flat_map(|arm| arm.statuses.clone()).collect(),
        }
    }
}

/// How the response of some statuses is read.
#[derive(Debug, Clone)]
pub struct Arm {
    /// The statuses.
    pub statuses: Vec<StatusPattern>,
    /// How the body is read.
    pub decode: Decode,
    /// The variant of the outcome's enum, if it has one.
    pub variant: Option<String>,
}

/// Some statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusPattern {
    /// One.
    Code(u16),
    /// All that begin with a digit.
    Range(u8),
    /// All others.
    Any,
}

/// An enum of the bodies an operation may answer with.
#[derive(Debug)]
pub struct OutcomeEnum {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Its variants.
    pub variants: Vec<OutcomeVariant>,
    /// Whether one of them holds a stream.
    pub streams: bool,
}

/// A variant of an outcome's enum.
#[derive(Debug)]
pub struct OutcomeVariant {
    /// Its name.
    pub name: String,
    /// What it holds; nothing for an empty body.
    pub payload: Option<RustType>,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// What the successes of an operation become.
pub(super) fn success(
    resolver: &mut Resolver<'_, '_>,
    structures: &mut Scope,
    operation: &Operation,
    name: &str,
    method: &str,
) -> Outcome {
    let documented: Vec<&Response> = operation
        .responses
        .iter()
        .filter(|response| response.status.is_success())
        .collect();
    let chosen = if documented.is_empty() {
        operation
            .responses
            .iter()
            .filter(|response| response.status == Status::Default)
            .collect()
    } else {
        documented
    };
    let what = format!("What [`Client::{method}`](crate::Client::{method}) answers.");
    outcome(
        resolver,
        structures,
        operation,
        &chosen,
        &format!("{name}Output"),
        &what,
        false,
    )
}

/// What the failures of an operation become.
pub(super) fn failure(
    resolver: &mut Resolver<'_, '_>,
    structures: &mut Scope,
    operation: &Operation,
    name: &str,
    method: &str,
) -> Outcome {
    let chosen: Vec<&Response> = operation
        .responses
        .iter()
        .filter(|response| match response.status {
            Status::Code(code) => code >= 400,
            Status::Range(digit) => digit >= 4,
            Status::Default => true,
        })
        .filter(|response| !response.content.is_empty())
        .collect();
    let what = format!("The documented failures of [`Client::{method}`](crate::Client::{method}).");
    outcome(
        resolver,
        structures,
        operation,
        &chosen,
        &format!("{name}Failure"),
        &what,
        true,
    )
}

fn outcome(
    resolver: &mut Resolver<'_, '_>,
    structures: &mut Scope,
    operation: &Operation,
    responses: &[&Response],
    name: &str,
    what: &str,
    whole: bool,
) -> Outcome {
    let mut arms: Vec<(Arm, &Response)> = Vec::new();
    for response in responses {
        let decode = decode(resolver, operation, response, whole);
        let status = pattern(response.status);
        match arms.iter_mut().find(|(arm, _)| arm.decode == decode) {
            Some((arm, _)) => arm.statuses.push(status),
            None => arms.push((
                Arm {
                    statuses: vec![status],
                    decode,
                    variant: None,
                },
                response,
            )),
        }
    }
    for (arm, _) in &mut arms {
        arm.statuses.sort();
    }
    match arms.len() {
        0 => Outcome {
            ty: RustType::Unit,
            arms: Vec::new(),
            choice: None,
        },
        1 => {
            let arms: Vec<Arm> = arms.into_iter().map(|(arm, _)| arm).collect();
            let ty = arms.first().map_or(RustType::Unit, |arm| arm.decode.ty());
            Outcome {
                ty,
                arms,
                choice: None,
            }
        }
        _ => choice(arms, structures.mint(name), what),
    }
}

fn choice(mut arms: Vec<(Arm, &Response)>, name: String, what: &str) -> Outcome {
    arms.sort_by_key(|(arm, _)| arm.statuses.first().copied());
    let mut scope = Scope::default();
    let mut variants = Vec::new();
    for (arm, response) in &mut arms {
        let name = scope.mint(&variant_name(response.status));
        let mut docs = prose::rustdoc(response.docs.description.as_deref().unwrap_or_default());
        if docs.is_empty() {
            docs.push(format!("Status {}.", status_text(response.status)));
        }
        let payload = match &arm.decode {
            Decode::Empty => None,
            decode => Some(boxed(decode.ty())),
        };
        arm.variant = Some(name.clone());
        variants.push(OutcomeVariant {
            name,
            payload,
            docs,
        });
    }
    let streams = arms.iter().any(|(arm, _)| arm.decode.is_stream());
    Outcome {
        ty: RustType::Local(name.clone()),
        arms: arms.into_iter().map(|(arm, _)| arm).collect(),
        choice: Some(OutcomeEnum {
            name,
            docs: vec![what.to_owned()],
            variants,
            streams,
        }),
    }
}

/// A variant's payload: named types may be large, and a box keeps the enum small however they grow.
pub(super) fn boxed(ty: RustType) -> RustType {
    match ty {
        RustType::Named(_) => RustType::Boxed(Box::new(ty)),
        other => other,
    }
}

/// How the body of a response is read: as the first of its media types that says most about it. Failures are read whole.
fn decode(
    resolver: &mut Resolver<'_, '_>,
    operation: &Operation,
    response: &Response,
    whole: bool,
) -> Decode {
    if operation.method == Method::Head {
        return Decode::Empty;
    }
    let Some(chosen) = media::preferred(&response.content) else {
        return Decode::Empty;
    };
    if whole {
        report_unused(resolver, &response.content, chosen);
    }
    Decode::of(resolver, chosen, whole)
}

/// Says which media types of a failure are not asked for.
fn report_unused(resolver: &Resolver<'_, '_>, content: &[Content], chosen: &Content) {
    for other in answers::others(content, chosen) {
        let message = format!(
            "`{}` is not asked for: `{}` is the form the client reads",
            other.media_type, chosen.media_type
        );
        resolver.sink.report(Diagnostic::new(
            &findings::UNUSED_MEDIA_TYPE,
            &other.origin,
            message,
        ));
    }
}

fn pattern(status: Status) -> StatusPattern {
    match status {
        Status::Code(code) => StatusPattern::Code(code),
        Status::Range(digit) => StatusPattern::Range(digit),
        Status::Default => StatusPattern::Any,
    }
}

pub(super) fn status_text(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}xx"),
        Status::Default => "of any other kind".to_owned(),
    }
}

/// The name of a variant for a status: its reason phrase (RFC 9110) where it has one.
fn variant_name(status: Status) -> String {
    let name = match status {
        Status::Code(200) => "Ok",
        Status::Code(201) => "Created",
        Status::Code(202) => "Accepted",
        Status::Code(203) => "NonAuthoritative",
        Status::Code(204) => "NoContent",
        Status::Code(205) => "ResetContent",
        Status::Code(206) => "PartialContent",
        Status::Code(400) => "BadRequest",
        Status::Code(401) => "Unauthorized",
        Status::Code(402) => "PaymentRequired",
        Status::Code(403) => "Forbidden",
        Status::Code(404) => "NotFound",
        Status::Code(405) => "MethodNotAllowed",
        Status::Code(406) => "NotAcceptable",
        Status::Code(408) => "RequestTimeout",
        Status::Code(409) => "Conflict",
        Status::Code(410) => "Gone",
        Status::Code(412) => "PreconditionFailed",
        Status::Code(413) => "ContentTooLarge",
        Status::Code(415) => "UnsupportedMediaType",
        Status::Code(422) => "UnprocessableContent",
        Status::Code(429) => "TooManyRequests",
        Status::Code(500) => "InternalServerError",
        Status::Code(501) => "NotImplemented",
        Status::Code(502) => "BadGateway",
        Status::Code(503) => "ServiceUnavailable",
        Status::Code(504) => "GatewayTimeout",
        Status::Code(code) => return format!("Status{code}"),
        Status::Range(digit) => return format!("Status{digit}xx"),
        Status::Default => "Other",
    };
    name.to_owned()
}
