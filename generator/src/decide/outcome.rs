//! The outcomes of an operation: one type for success, one for failure, and the decoding of each
//! status.

use rustc_hash::FxHashSet;

use super::decode;
use super::kept::Kept;
use super::media;
use super::response_choice;
use super::rust_type::Resolver;
use super::scope::Scope;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::catalogue as findings;
use crate::model::{Content, Method, Operation, Response, Status};
use crate::plan::{Arm, Decode, Outcome, OutcomeEnum, OutcomeVariant, Redirects, RustType};
use crate::prose;

impl Outcome {
    /// The statuses whose body is streamed. If there is a single type, and it is a stream, these
    /// are every 2xx, documented or not.
    pub(super) fn streams(&self) -> Vec<Status> {
        let streams = self.arms.iter().filter(|arm| arm.decode.is_stream());
        match &self.choice {
            None => streams.take(1).flat_map(successful).collect(),
            Some(_) => streams.flat_map(|arm| arm.statuses.clone()).collect(),
        }
    }
}

/// The statuses decoded as the only documented success: every 2xx, and its other documented
/// statuses.
fn successful(arm: &Arm) -> Vec<Status> {
    let is_2xx = |status: &Status| {
        matches!(status, Status::Default | Status::Range(2))
            || matches!(status, Status::Code(code) if (200..300).contains(code))
    };
    let others = arm.statuses.iter().copied();
    let others = others.filter(|status| !is_2xx(status));
    std::iter::once(Status::Range(2)).chain(others).collect()
}

/// Plans the successes of an operation.
pub(super) fn success(
    resolver: &mut Resolver<'_, '_>,
    structures: &mut Scope,
    operation: &Operation,
    name: &str,
    method: &str,
) -> Outcome {
    let chosen = response_choice::successes(operation);
    let what = format!("The responses of [`Client::{method}`](crate::Client::{method}).");
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

/// Plans the failures of an operation.
pub(super) fn failure(
    resolver: &mut Resolver<'_, '_>,
    structures: &mut Scope,
    operation: &Operation,
    name: &str,
    method: &str,
) -> Outcome {
    let chosen = response_choice::failures(operation);
    let what =
        format!("The documented error responses of [`Client::{method}`](crate::Client::{method}).");
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

/// The documented 3xx of an operation.
pub(super) fn redirects(operation: &Operation) -> Option<Redirects> {
    let statuses = operation.responses.iter().map(|response| response.status);
    let statuses = statuses.filter(|status| status.is_redirect());
    let mut statuses: Vec<Status> = statuses.collect();
    statuses.sort();
    (!statuses.is_empty()).then(|| Redirects {
        statuses,
        succeed: response_choice::redirects_succeed(operation),
    })
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
    let mut groups: Vec<Group<'_>> = Vec::new();
    for response in responses {
        let decode = decode_response(resolver, operation, response, whole);
        // A failure without a body has no information except its status.
        let alone = whole && decode == Decode::Empty;
        let mut known = groups.iter_mut();
        match known.find(|group| group.holds(&decode) && !alone) {
            Some(group) => group.add(response, decode),
            None => groups.push(Group::new(response, decode)),
        }
    }
    if whole {
        drop_empty_failures(&mut groups);
    }
    for arm in groups.iter_mut().flat_map(|group| &mut group.arms) {
        arm.statuses.sort();
    }
    if groups.len() > 1 {
        return choose_by_status(resolver.kept, groups, structures.mint(name), what);
    }
    let arms: Vec<Arm> = groups.into_iter().flat_map(|group| group.arms).collect();
    Outcome {
        ty: arms.first().map_or(RustType::Unit, |arm| arm.decode.ty()),
        arms,
        choice: None,
    }
}

/// Responses whose bodies have the same type, and the first of them.
struct Group<'r> {
    responses: Vec<&'r Response>,
    /// One for each way of decoding them.
    arms: Vec<Arm>,
}

impl<'r> Group<'r> {
    fn new(response: &'r Response, decode: Decode) -> Self {
        let mut group = Self {
            responses: Vec::new(),
            arms: Vec::new(),
        };
        group.add(response, decode);
        group
    }

    fn holds(&self, decode: &Decode) -> bool {
        self.arms.iter().any(|arm| arm.decode.is_like(decode))
    }

    fn add(&mut self, response: &'r Response, decode: Decode) {
        let status = response.status;
        self.responses.push(response);
        match self.arms.iter_mut().find(|arm| arm.decode == decode) {
            Some(arm) => arm.statuses.push(status),
            None => self.arms.push(Arm {
                statuses: vec![status],
                decode,
                variant: None,
            }),
        }
    }

    /// The name of its variant, and another. A variant of several statuses is named after the type
    /// of the bodies, so that a status more does not rename it.
    fn names(&self) -> (String, String) {
        let mut statuses: Vec<Status> = self.responses.iter().map(|one| one.status).collect();
        statuses.sort();
        let all = status_names(&statuses);
        let named = self.arms.first().and_then(|arm| match arm.decode.ty() {
            RustType::Named(name) => Some(name),
            _ => None,
        });
        match named.filter(|_| statuses.len() > 1) {
            Some(named) => (named, all),
            None => (all.clone(), all),
        }
    }

    /// The docs of its variant: those of its response; of several, a list.
    fn docs(&self) -> Vec<String> {
        let described = |response: &&Response| {
            let description = response.docs.description.as_deref();
            prose::rustdoc(description.unwrap_or_default())
        };
        let mut responses = self.responses.clone();
        responses.sort_by_key(|response| response.status);
        let mut all: Vec<Vec<String>> = responses.iter().map(described).collect();
        all.dedup();
        if let [docs] = all.as_slice() {
            let docs = docs.clone();
            let statuses = responses.iter().map(|response| response.status);
            return if docs.is_empty() {
                vec![statuses.map(status_sentence).collect::<Vec<_>>().join(" ")]
            } else {
                docs
            };
        }
        let item = |response: &&Response| {
            let docs = described(response);
            let summary = docs.split(String::is_empty).next().unwrap_or_default();
            match summary {
                [] => format!("- {}", status_sentence(response.status)),
                lines => format!("- {}: {}", status_word(response.status), lines.join(" ")),
            }
        };
        responses.iter().map(item).collect()
    }

    fn is_silent(&self) -> bool {
        self.arms.iter().all(|arm| arm.decode == Decode::Empty)
    }

    /// The most specific of its statuses.
    fn first_status(&self) -> Option<Status> {
        let statuses = self.arms.iter().flat_map(|arm| &arm.statuses);
        statuses.min().copied()
    }
}

/// Drops failures without a body, unless other failures have different bodies. The failure type is
/// then that of the body; the status is reported with it anyway.
fn drop_empty_failures(groups: &mut Vec<Group<'_>>) {
    if groups.iter().filter(|group| !group.is_silent()).count() < 2 {
        groups.retain(|group| !group.is_silent());
    }
}

fn choose_by_status(
    kept: &Kept<'_>,
    mut groups: Vec<Group<'_>>,
    name: String,
    what: &str,
) -> Outcome {
    groups.sort_by_key(Group::first_status);
    let mut scope = Scope::default();
    // Names of an earlier crate come first, so that no new variant takes one.
    let mut given = FxHashSet::default();
    let mut names: Vec<Option<&str>> = Vec::new();
    for group in &groups {
        let mut statuses = group.responses.iter().map(|response| response.status);
        let known = statuses.find_map(|status| kept.outcome(&name, status));
        names.push(known.filter(|known| given.insert(*known) && scope.take(known)));
    }
    let mut variants = Vec::new();
    for (group, known) in groups.iter_mut().zip(names) {
        let (wanted, instead) = group.names();
        let name = match known {
            Some(known) => known.to_owned(),
            None => scope.mint_or(&wanted, &[instead]),
        };
        let docs = group.docs();
        let payload = group.arms.first().and_then(|arm| match &arm.decode {
            Decode::Empty => None,
            decode => Some(decode.ty().boxed_if_named()),
        });
        for arm in &mut group.arms {
            arm.variant = Some(name.clone());
        }
        variants.push(OutcomeVariant {
            name,
            payload,
            docs,
        });
    }
    let mut arms: Vec<Arm> = groups.into_iter().flat_map(|group| group.arms).collect();
    arms.sort_by_key(|arm| arm.statuses.first().copied());
    Outcome {
        ty: RustType::Local(name.clone()),
        choice: Some(OutcomeEnum {
            name,
            docs: vec![what.to_owned()],
            variants,
            streams: arms.iter().any(|arm| arm.decode.is_stream()),
        }),
        arms,
    }
}

/// How the body of a response is decoded: as its most expressive media type. Failures are buffered.
fn decode_response(
    resolver: &mut Resolver<'_, '_>,
    operation: &Operation,
    response: &Response,
    whole: bool,
) -> Decode {
    if operation.method == Method::Head {
        return Decode::Empty;
    }
    let Some(chosen) = media::preferred(resolver.api, &response.content) else {
        return Decode::Empty;
    };
    if whole {
        report_unused(resolver, &response.content, chosen);
    }
    decode::report_unread(resolver, chosen);
    let decode = Decode::choose(resolver, chosen, whole);
    match media::text_beside(resolver.api, &response.content, chosen) {
        Some(_) => decode.beside_text(resolver),
        None => decode,
    }
}

/// Reports the media types of a failure that are not requested.
fn report_unused(resolver: &Resolver<'_, '_>, content: &[Content], chosen: &Content) {
    for other in response_choice::others(resolver.api, content, chosen) {
        let message = format!(
            "`{}` is not accepted: the client decodes `{}`",
            other.media_type, chosen.media_type
        );
        resolver.sink.report(Diagnostic::new(
            findings::unused_media_type::IGNORED,
            &other.origin,
            message,
        ));
    }
}

/// A sentence for the docs about the status of a variant.
fn status_sentence(status: Status) -> String {
    match status {
        Status::Default => "Any other status.".to_owned(),
        status => format!("Status {status}."),
    }
}

/// The name of a variant for these statuses.
fn status_names(statuses: &[Status]) -> String {
    let is_of = |digit: u16| {
        let mut statuses = statuses.iter();
        statuses.all(|status| match status {
            Status::Code(code) => code / 100 == digit,
            Status::Range(range) => u16::from(*range) == digit,
            Status::Default => false,
        })
    };
    match statuses {
        statuses if statuses.len() <= MAX_JOINED => {
            let names: Vec<String> = statuses.iter().copied().map(variant_name).collect();
            names.join("Or")
        }
        _ if is_of(4) => "ClientError".to_owned(),
        _ if is_of(5) => "ServerError".to_owned(),
        _ => "Several".to_owned(),
    }
}

/// The most statuses whose names are joined.
const MAX_JOINED: usize = 3;

/// A status at the start of an entry of a list.
fn status_word(status: Status) -> String {
    match status {
        Status::Default => "other statuses".to_owned(),
        status => status.to_string(),
    }
}

/// The name of a variant for a status: its reason phrase (RFC 9110), if it has one.
fn variant_name(status: Status) -> String {
    let name = match status {
        Status::Code(200) => "Ok",
        Status::Code(201) => "Created",
        Status::Code(202) => "Accepted",
        Status::Code(203) => "NonAuthoritative",
        Status::Code(204) => "NoContent",
        Status::Code(205) => "ResetContent",
        Status::Code(206) => "PartialContent",
        Status::Code(300) => "MultipleChoices",
        Status::Code(301) => "MovedPermanently",
        Status::Code(302) => "Found",
        Status::Code(303) => "SeeOther",
        Status::Code(304) => "NotModified",
        Status::Code(307) => "TemporaryRedirect",
        Status::Code(308) => "PermanentRedirect",
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
