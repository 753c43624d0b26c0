//! Problem details: the form of failures that RFC 9457 defines.

use serde_json::{Map, Value};

use super::json_text;
use super::response::RawResponse;

/// The media type of problem details.
const MEDIA_TYPE: &str = "application/problem+json";

/// The problem details of a failure ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457)), whether
/// or not the description documents them: see [`Error::problem`](crate::Error::problem).
#[derive(Debug, Clone, PartialEq)]
pub struct ProblemDetails {
    members: Map<String, Value>,
}

impl ProblemDetails {
    /// Reads the body of a response. It has problem details if its media type says so, or if it is
    /// an object with a `title` or a `detail`, and a `type` or a `status`.
    pub(super) fn read(response: &RawResponse) -> Option<Self> {
        let body = json_text::without_mark(response.body());
        let members: Map<String, Value> = serde_json::from_slice(body).ok()?;
        let problem = Self { members };
        let media_type = response.media_type().split(';').next().unwrap_or_default();
        let is_declared = media_type.trim().eq_ignore_ascii_case(MEDIA_TYPE);
        let has_text = problem.title().or_else(|| problem.detail()).is_some();
        let has_kind = problem.type_uri().is_some() || problem.status().is_some();
        (is_declared || has_text && has_kind).then_some(problem)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name)?.as_str()
    }

    /// Returns `type`: the URI reference of the kind of problem. If it is absent, it is
    /// `about:blank`: the status says it all.
    pub fn type_uri(&self) -> Option<&str> {
        self.text("type")
    }

    /// Returns `title`: a summary of the kind of problem.
    pub fn title(&self) -> Option<&str> {
        self.text("title")
    }

    /// Returns `status`: the status code, as the origin server set it.
    pub fn status(&self) -> Option<u16> {
        let status = self.members.get("status")?.as_u64()?;
        u16::try_from(status).ok()
    }

    /// Returns `detail`: an explanation of this occurrence of the problem.
    pub fn detail(&self) -> Option<&str> {
        self.text("detail")
    }

    /// Returns `instance`: the URI reference of this occurrence of the problem.
    pub fn instance(&self) -> Option<&str> {
        self.text("instance")
    }

    /// Returns a further member by its name.
    pub fn extension(&self, name: &str) -> Option<&Value> {
        self.members.get(name)
    }
}
