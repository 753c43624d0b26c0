//! Spans of `tracing`: one for each call and one for each attempt, named by OpenTelemetry's
//! semantic conventions for HTTP clients. They have path templates without values, and no headers,
//! queries or bodies.
//!
//! Compiled only with the feature `tracing`.

use super::body::Body;
use super::call_outcome::CallFailure;
use super::operation_info::OperationContext;
use super::response::RawResponse;
use super::transport_error::TransportError;

/// A span, if the feature is on.
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
    /// Creates the span of a call.
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

    /// Creates the span of an attempt.
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

    /// Runs a function in the span.
    pub fn enter<T>(&self, run: impl FnOnce() -> T) -> T {
        self.span.in_scope(run)
    }

    /// Runs a future in the span.
    pub fn within<F: Future>(&self, future: F) -> tracing::instrument::Instrumented<F> {
        tracing::Instrument::instrument(future, self.span.clone())
    }

    /// Records the outcome of the call.
    pub fn ended(&self, outcome: &Result<RawResponse, CallFailure>) {
        match outcome {
            Ok(response) => self.answered(response),
            Err(CallFailure::Invalid(_)) => self.fails("invalid_request"),
            Err(CallFailure::Transport(error)) => self.failed(error),
        }
    }

    /// Records the outcome of the attempt.
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

    /// Records a failure (OpenTelemetry, "Recording errors").
    fn fails(&self, kind: &str) {
        self.span.record("error.type", kind);
        self.span.record("otel.status_code", "ERROR");
    }
}

/// Returns the host of a URL; an IPv6 address without its brackets.
#[cfg(feature = "tracing")]
fn address(url: &http::Uri) -> Option<&str> {
    url.host().map(|host| host.trim_matches(['[', ']']))
}
