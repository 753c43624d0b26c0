//! Errors as a reporter prints them that walks the chain of sources: each text once.

use std::error::Error as StdError;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;

use crate::runtime::body::BoxError;
use crate::runtime::build_error::BuildError;
use crate::runtime::client_credentials::{ClientCredentials, TokenError};
use crate::runtime::credential_error::CredentialError;
use crate::runtime::decode_error::DecodeError;
use crate::runtime::error::{ApiError, Error};
use crate::runtime::invalid_request::InvalidRequest;
use crate::runtime::operation::Operation;
use crate::runtime::operation_info::OperationContext;
use crate::runtime::operation_info::OperationInfo;
use crate::runtime::provider::Provided;
use crate::runtime::response::RawResponse;
use crate::runtime::stream::{StreamError, StreamedError};
use crate::runtime::transport_error::{TransportError, TransportErrorKind};
use crate::runtime::wait_error::WaitError;

use super::api::{GetJob, StartJob};

/// The texts of an error and of its sources.
fn texts(error: &(dyn StdError + 'static)) -> Vec<String> {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    chain.map(ToString::to_string).collect()
}

/// Every text occurs once in what a reporter prints, and the last is that of the cause.
#[track_caller]
fn assert_once(error: &(dyn StdError + 'static), cause: &str) {
    let texts = texts(error);
    let report = texts.join(": ");
    for text in &texts {
        assert!(!text.is_empty(), "{report}");
        assert_eq!(report.matches(text.as_str()).count(), 1, "{report}");
    }
    assert!(report.contains(cause), "`{cause}`: {report}");
}

fn operation() -> OperationContext {
    StartJob::context()
}

fn response(status: u16, body: &'static str) -> RawResponse {
    let mut headers = HeaderMap::new();
    headers.insert("x-request-id", HeaderValue::from_static("r-1"));
    let status = StatusCode::from_u16(status).unwrap();
    RawResponse::new(status, headers, Bytes::from_static(body.as_bytes()))
}

fn undecodable() -> DecodeError {
    DecodeError::read::<Vec<u8>>(br#"["text"]"#).unwrap_err()
}

fn refused() -> BoxError {
    io::Error::other("refused by the peer").into()
}

fn invalid_requests() -> Vec<InvalidRequest> {
    let reason = || "the reason".to_owned();
    let name = "limit";
    vec![
        InvalidRequest::PathParameter { name },
        InvalidRequest::MissingPathParameter { name },
        InvalidRequest::Parameter {
            name,
            reason: reason(),
        },
        InvalidRequest::Header {
            name: "x-name".to_owned(),
        },
        InvalidRequest::Body { reason: reason() },
        InvalidRequest::BodyTooLarge { bytes: 2, limit: 1 },
        InvalidRequest::BodyLength {
            bytes: 2,
            length: 1,
        },
        InvalidRequest::MissingCredential {
            alternatives: vec![vec!["key", "token"], vec!["basic"]],
        },
        InvalidRequest::Credential { scheme: "key" },
        InvalidRequest::Url,
    ]
}

/// All but `Credential`, which only the client itself reports.
const KINDS: [TransportErrorKind; 7] = [
    TransportErrorKind::Connect,
    TransportErrorKind::Timeout,
    TransportErrorKind::Broken,
    TransportErrorKind::RequestBody,
    TransportErrorKind::BodyTooLarge,
    TransportErrorKind::BodyEncoding,
    TransportErrorKind::NotSent,
];

/// The error of a credential whose provider failed.
fn credential(source: BoxError) -> CredentialError {
    let provided = Provided::new(ClientCredentials::new("http://localhost", "id", "secret"));
    provided.error("token", Arc::new(source))
}

#[test]
fn errors_of_calls_are_printed_once() {
    let operation = operation();
    for source in invalid_requests() {
        let cause = source.to_string();
        assert_once(&source, &cause);
        assert_once(&Error::<()>::InvalidRequest { operation, source }, &cause);
    }
    for kind in KINDS {
        let bare = || TransportError::new(kind, None);
        let caused = || TransportError::new(kind, Some(refused()));
        for source in [bare(), caused()] {
            let texts = texts(&source);
            assert_once(&source, texts.last().unwrap());
            let error = Error::<()>::Transport { operation, source };
            assert_once(&error, texts.last().unwrap());
            assert!(error.to_string().contains(&texts[0]), "{error}");
        }
    }
    for kind in [TransportErrorKind::Credential, TransportErrorKind::NotSent] {
        for inner in KINDS {
            let inner = TransportError::new(inner, Some(refused()));
            let source = TransportError::new(kind, Some(credential(inner.into()).into()));
            let error = Error::<()>::Transport { operation, source };
            assert_once(&error, "refused by the peer");
        }
    }
    let error = Error::<()>::UnexpectedStatus {
        operation,
        response: Box::new(response(302, "")),
    };
    assert_once(&error, "302 Found");
    let source = undecodable();
    let cause = source.to_string();
    assert_once(&source, &cause);
    let error = Error::<()>::Decode {
        operation,
        source,
        response: Box::new(response(200, "")),
    };
    assert_once(&error, &cause);
}

#[test]
fn failures_of_the_server_are_printed_once() {
    let operation = operation();
    for body in [Ok(()), Err(undecodable())] {
        let cause = body.as_ref().err().map(ToString::to_string);
        let source = ApiError {
            response: response(404, r#"{"message":"no such job"}"#),
            body,
        };
        assert_once(&source, cause.as_deref().unwrap_or("no such job"));
        let source = Box::new(source);
        let error = Error::Api { operation, source };
        assert_once(&error, cause.as_deref().unwrap_or("no such job"));
    }
}

#[test]
fn errors_of_streams_waiters_builders_and_tokens_are_printed_once() {
    let error = StreamError::Transport(TransportError::new(
        TransportErrorKind::Broken,
        Some(refused()),
    ));
    assert_once(&error, "refused by the peer");
    let error = StreamError::NotResumed(Box::new(response(503, "")));
    assert_once(&error, "503 Service Unavailable");
    assert_once(&StreamError::Decode(undecodable()), "expected");
    assert_once(&StreamError::Server(StreamedError::new("busy")), "stream");

    let failed = || Error::<()>::Transport {
        operation: operation(),
        source: TransportError::new(TransportErrorKind::Broken, Some(refused())),
    };
    let state = || "odd".to_owned();
    let answer = || Box::new(Value::Null);
    for (error, cause) in [
        (WaitError::<StartJob>::Start(failed()), "refused"),
        (WaitError::Poll(failed()), "refused"),
        (
            WaitError::Failed {
                state: state(),
                response: answer(),
            },
            "`odd`",
        ),
        (
            WaitError::UnknownState {
                state: state(),
                response: answer(),
            },
            "`odd`",
        ),
        (WaitError::Deadline { response: None }, "deadline"),
        (WaitError::Over, "already"),
    ] {
        assert_once(&error, cause);
    }

    let header = BuildError::Header {
        name: "x-name".to_owned(),
    };
    for (error, cause) in [
        (BuildError::MissingBaseUrl, "base URL"),
        (BuildError::BaseUrl { reason: "no host" }, "no host"),
        (BuildError::MissingPathParameter { name: "id" }, "`id`"),
        (header, "`x-name`"),
        (BuildError::MissingTransport, "reqwest"),
        (BuildError::Transport { source: refused() }, "refused"),
    ] {
        assert_once(&error, cause);
    }

    let refusal = TokenError::Refused {
        status: StatusCode::UNAUTHORIZED,
        code: Some("invalid_client".to_owned()),
        retry_after: None,
    };
    for error in [refusal, TokenError::NoToken, TokenError::NoBearer] {
        let cause = error.to_string();
        assert_once(&error, &cause);
        assert_once(&credential(error.into()), &cause);
    }
}

/// What is printed of a failure with this body.
fn printed(body: &'static str) -> String {
    let error = Error::Api {
        operation: operation(),
        source: Box::new(ApiError {
            response: response(422, body),
            body: Ok(body),
        }),
    };
    error.to_string()
}

#[test]
fn a_failure_shows_what_its_body_says_to_people_and_no_more() {
    let begin = "startJob (GET /jobs): the server responded 422 Unprocessable Entity";
    for (body, text) in [
        (r#"{"message":"too many","code":"E1"}"#, ": too many"),
        (
            r#"{"title":"Invalid","detail":"`n` is 3"}"#,
            ": Invalid: `n` is 3",
        ),
        (r#"{"title":"Same","message":"Same"}"#, ": Same"),
        (r#"{"error":{"message":"quota","type":"q"}}"#, ": quota"),
        (r#"{"error_msg":"busy","error_code":"1"}"#, ": busy"),
        (r#"{"error":"invalid_grant"}"#, ": invalid_grant"),
        (
            r#"{"error":"x","error_description":"expired"}"#,
            ": expired",
        ),
        ("{\"message\":\"a\\r\\n\\u001b[31mb\"}", ": a [31mb"),
        (r#"{"message":"  ","code":"E1"}"#, ""),
        (r#"{"message":{"text":"nested"}}"#, ""),
        (r#"["message"]"#, ""),
        ("<html>message</html>", ""),
        ("", ""),
    ] {
        assert_eq!(printed(body), format!("{begin}{text} (request id r-1)"));
    }
    let long = format!(r#"{{"message":"{}"}}"#, "é".repeat(1_000));
    let shown = printed(Box::leak(long.into_boxed_str()));
    assert_eq!(shown.matches('é').count(), 300);
    assert!(shown.ends_with("é… (request id r-1)"), "{shown}");
}
