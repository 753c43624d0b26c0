//! What calls tell `tracing`: a span for each call and one for each attempt, named as OpenTelemetry's semantic conventions for
//! HTTP clients name them. Paths are told as templates, never with their values; headers, queries and bodies not at all.
//!
//! Without the feature `tracing` nothing is told, and nothing of it compiled.

use super::body::Body;
use super::error::{OperationContext, TransportError};
use super::exchange::CallFailure;
use super::response::RawResponse;

/// A span, or nothing.
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

#[cfg(not(feature = "tracing"))]
#[allow(clippy::unused_self, reason = "one shape with the real one")]
impl Span {
    pub fn call(_: OperationContext, _: &str) -> Self {
        Self {}
    }

    pub fn attempt(_: OperationContext, _: &http::Request<Body>) -> Self {
        Self {}
    }

    pub fn enter<T>(&self, run: impl FnOnce() -> T) -> T {
        run()
    }

    pub fn within<F: Future>(&self, future: F) -> F {
        future
    }

    pub fn ended(&self, _: &Result<RawResponse, CallFailure>) {}

    pub fn attempted(&self, _: &Result<RawResponse, TransportError>) {}
}

#[cfg(feature = "tracing")]
impl Span {
    /// The span of a call as a whole.
    pub fn call(operation: OperationContext, url: &str) -> Self {
        use tracing::field::Empty;

        let url: http::Uri = url.parse().unwrap_or_default();
        let span = tracing::info_span!(
            "call",
            otel.name = format!("{} {}", operation.method(), operation.path_template()),
            otel.kind = "internal",
            operation.id = operation.operation_id(),
            http.request.method = operation.method(),
            url.template = operation.path_template(),
            server.address = address(&url),
            http.response.status_code = Empty,
            error.type = Empty,
            otel.status_code = Empty,
        );
        Self { span }
    }

    /// The span of one attempt.
    pub fn attempt(operation: OperationContext, request: &http::Request<Body>) -> Self {
        use tracing::field::Empty;

        let uri = request.uri();
        let again = operation.attempts().saturating_sub(1);
        let default_port = if uri.scheme_str() == Some("http") {
            80
        } else {
            443
        };
        let span = tracing::info_span!(
            "request",
            otel.name = format!("{} {}", operation.method(), operation.path_template()),
            otel.kind = "client",
            http.request.method = operation.method(),
            http.request.resend_count = (again > 0).then_some(again),
            http.request.body.size = request.body().length(),
            url.template = operation.path_template(),
            url.scheme = uri.scheme_str(),
            server.address = address(uri),
            server.port = uri.port_u16().unwrap_or(default_port),
            http.response.status_code = Empty,
            error.type = Empty,
            otel.status_code = Empty,
        );
        Self { span }
    }

    /// What runs at once, in the span.
    pub fn enter<T>(&self, run: impl FnOnce() -> T) -> T {
        self.span.in_scope(run)
    }

    /// The future, to be run in the span.
    pub fn within<F: Future>(&self, future: F) -> tracing::instrument::Instrumented<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    /// The call ended so.
    pub fn ended(&self, outcome: &Result<RawResponse, CallFailure>) {
        match outcome {
            Ok(response) => self.answered(response),
            Err(CallFailure::Invalid(_)) => self.fails("invalid_request"),
            Err(CallFailure::Transport(error)) => self.failed(error),
        }
    }

    /// The attempt ended so.
    pub fn attempted(&self, outcome: &Result<RawResponse, TransportError>) {
        match outcome {
            Ok(response) => self.answered(response),
            Err(error) => self.failed(error),
        }
    }

    fn answered(&self, response: &RawResponse) {
        let status = response.status().as_u16();
        self.span.record("http.response.status_code", status);
        if status >= 400 {
            self.fails(&status.to_string());
        }
    }

    fn failed(&self, error: &TransportError) {
        if let Some(response) = error.response() {
            self.span
                .record("http.response.status_code", response.status().as_u16());
        }
        self.fails(error.kind().name());
    }

    /// So do the conventions mark a span that failed, and how (OpenTelemetry, "Recording errors").
    fn fails(&self, kind: &str) {
        self.span.record("error.type", kind);
        self.span.record("otel.status_code", "ERROR");
    }
}

/// The host of a URL; an IPv6 address without its brackets.
#[cfg(feature = "tracing")]
fn address(url: &http::Uri) -> Option<&str> {
    url.host().map(|host| host.trim_matches(['[', ']']))
}
