//! Results of calls: for each status, how its body is decoded.

use super::decode::Decode;
use super::rust_type::RustType;
use crate::model::Status;

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

/// How the response of some statuses is read.
#[derive(Debug, Clone)]
pub struct Arm {
    /// The statuses.
    pub statuses: Vec<Status>,
    /// How the body is read.
    pub decode: Decode,
    /// The variant of the outcome's enum, if it has one.
    pub variant: Option<String>,
}

/// The 3xx that are documented: each is read as what it is, where any other is one that nobody expects.
#[derive(Debug)]
pub struct Redirects {
    /// The statuses.
    pub statuses: Vec<Status>,
    /// Whether they are successes: there is no 2xx.
    pub succeed: bool,
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

/// Another media type in which an operation answers.
#[derive(Debug)]
pub struct AnswerForm {
    /// The method of the call that asks for it.
    pub method: String,
    /// The media type.
    pub media_type: String,
    /// How its body is read.
    pub decode: Decode,
}
