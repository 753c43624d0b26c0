//! Outcomes of calls: how the body of each status is decoded.

use super::decode::Decode;
use super::rust_type::RustType;
use crate::model::Status;

/// The type of all successes, or of all failures, of an operation, and the decoding of each status.
#[derive(Debug)]
pub struct Outcome {
    /// The type.
    pub ty: RustType,
    /// The documented statuses, the most specific first.
    pub arms: Vec<Arm>,
    /// The enum that `ty` names, if bodies differ by status.
    pub choice: Option<OutcomeEnum>,
}

impl Outcome {
    /// The single type of all statuses, if it is decoded from JSON.
    #[must_use]
    pub fn json_body(&self) -> Option<&RustType> {
        let is_one = self.choice.is_none() && !self.arms.is_empty();
        let is_json = self.arms.iter().all(|arm| arm.decode.is_json());
        (is_one && is_json).then_some(&self.ty)
    }
}

/// The decoding of the responses with some statuses.
#[derive(Debug, Clone)]
pub struct Arm {
    /// The statuses.
    pub statuses: Vec<Status>,
    /// How the body is decoded.
    pub decode: Decode,
    /// The variant of the outcome's enum, if it has one.
    pub variant: Option<String>,
}

/// The documented 3xx statuses. Their responses are decoded as described; any other 3xx is an
/// unexpected response.
#[derive(Debug)]
pub struct Redirects {
    /// The statuses.
    pub statuses: Vec<Status>,
    /// Whether they count as successes, because there is no 2xx.
    pub succeed: bool,
}

/// An enum of the bodies that an operation may return.
#[derive(Debug)]
pub struct OutcomeEnum {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
    /// Its variants.
    pub variants: Vec<OutcomeVariant>,
    /// Whether a variant holds a stream.
    pub streams: bool,
}

/// A variant of an outcome's enum.
#[derive(Debug)]
pub struct OutcomeVariant {
    /// Its name.
    pub name: String,
    /// Its payload; `None` for an empty body.
    pub payload: Option<RustType>,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// Another media type in which an operation can respond.
#[derive(Debug)]
pub struct OtherMediaType {
    /// The method of the call that requests it.
    pub method: String,
    /// The media type.
    pub media_type: String,
    /// How its body is decoded.
    pub decode: Decode,
}
