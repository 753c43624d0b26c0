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
fn a_failure_shows_the_message_of_its_body_or_the_beginning_of_it() {
    let begin = "startJob (GET /jobs): the server responded 422 Unprocessable Entity";
    for (body, text) in [
        (r#"{"message":"too many","code":"E1"}"#, ": too many"),
        (
            r#"{"title":"Invalid","detail":"`n` is 3"}"#,
            ": Invalid: `n` is 3",
        ),
        (r#"{"title":"Same","message":"Same"}"#, ": Same"),
        (r#"{"detail":"Flow not found"}"#, ": Flow not found"),
        (r#"{"error":{"message":"quota","type":"q"}}"#, ": quota"),
        (r#"{"error_msg":"busy","error_code":"1"}"#, ": busy"),
        (r#"{"error":"invalid_grant"}"#, ": invalid_grant"),
        (
            r#"{"error":"x","error_description":"expired"}"#,
            ": expired",
        ),
        (
            r#"{"errors":[{"message":"one"},"two",{"code":3},{"title":"four"},{"title":"five"}]}"#,
            ": one; two; four",
        ),
        (
            r#"{"detail":[{"loc":["body","items",0],"msg":"field required","type":"missing"}]}"#,
            ": body.items.0: field required",
        ),
        ("{\"message\":\"a\\r\\n\\u001b[31mb\"}", ": a [31mb"),
        // No known member has a text: the beginning of the body.
        (
            r#"{"message":"  ","code":"E1"}"#,
            r#": {"message":" ","code":"E1"}"#,
        ),
        (
            r#"{"message":{"text":"nested"}}"#,
            r#": {"message":{"text":"nested"}}"#,
        ),
        (
            r#"{"a":[{"message":"deep"}]}"#,
            r#": {"a":[{"message":"deep"}]}"#,
        ),
        ("{\"message\":\n", ": {\"message\":"),
        ("upstream\n connect\terror", ": upstream connect error"),
        (
            "<html><head><title>502</title><style>a<b{}</style></head><!-- > --><body>Bad <b>Gateway</b></body></html>",
            ": 502 Bad Gateway",
        ),
        ("<script>if (a<b) {}", ""),
        ("", ""),
        ("\u{feff}", ""),
    ] {
        assert_eq!(printed(body), format!("{begin}{text} (request id r-1)"));
    }
    let long = format!(r#"{{"message":"{}"}}"#, "é".repeat(1_000));
    let shown = printed(Box::leak(long.into_boxed_str()));
    assert_eq!(shown.matches('é').count(), 300);
    assert!(shown.ends_with("é… (request id r-1)"), "{shown}");
    // Too large to be searched, and cut in the middle of a character.
    let large = format!(r#"{{"a":"{}"}}"#, "é".repeat(40_000));
    let shown = printed(Box::leak(large.into_boxed_str()));
    assert_eq!(shown.matches('é').count(), 294, "{shown}");
}

#[test]
fn a_failure_without_text_shows_only_its_status() {
    let status = StatusCode::BAD_GATEWAY;
    for body in [&b"\xff\xfe\x00"[..], b"a\xff"] {
        let source = ApiError {
            response: RawResponse::new(status, HeaderMap::new(), Bytes::from_static(body)),
            body: Ok(()),
        };
        assert_eq!(source.to_string(), "the server responded 502 Bad Gateway");
    }
}

#[test]
fn a_body_is_missed_only_where_one_is_documented() {
    let with = |body| ApiError::<()> {
        response: response(404, "gone"),
        body: Err(body),
    };
    let undocumented = response(404, "gone").undocumented::<()>().unwrap_err();
    for (error, text) in [
        (undocumented, ": gone"),
        (undecodable(), ", without the documented body: gone"),
    ] {
        let begin = "the server responded 404 Not Found";
        assert_eq!(with(error).to_string(), format!("{begin}{text}"));
    }
}

#[test]
fn a_redirect_names_its_target_without_its_query() {
    for (location, text) in [
        (
            Some("https://example.com/login?token=t#top"),
            "a redirect to https://example.com/login, which is not followed",
        ),
        (Some("/new"), "a redirect to /new, which is not followed"),
        (None, "which is neither success nor failure"),
    ] {
        let mut headers = HeaderMap::new();
        if let Some(location) = location {
            headers.insert("location", HeaderValue::from_static(location));
        }
        let error = Error::<()>::UnexpectedStatus {
            operation: operation(),
            response: Box::new(RawResponse::new(StatusCode::FOUND, headers, Bytes::new())),
        };
        let begin = "startJob (GET /jobs): the server responded 302 Found";
        assert_eq!(error.to_string(), format!("{begin}, {text}"));
    }
}

#[test]
fn an_error_says_how_often_the_request_was_sent_if_more_than_once() {
    for (attempts, id, text) in [
        (1, "", ""),
        (3, "", " (3 attempts)"),
        (1, "r-1", " (request id r-1)"),
        (3, "r-1", " (3 attempts, request id r-1)"),
    ] {
        let mut headers = HeaderMap::new();
        if !id.is_empty() {
            headers.insert("x-request-id", HeaderValue::from_static(id));
        }
        let mut operation = operation();
        for _ in 0..attempts {
            operation = operation.sent_again();
        }
        let response = RawResponse::new(StatusCode::BAD_GATEWAY, headers, Bytes::new());
        let error = Error::Api {
            operation,
            source: Box::new(ApiError {
                response,
                body: Ok(()),
            }),
        };
        let begin = "startJob (GET /jobs): the server responded 502 Bad Gateway";
        assert_eq!(error.to_string(), format!("{begin}{text}"));
    }
}

#[test]
fn the_beginning_of_a_body_shows_no_secret_of_the_request() {
    for body in ["bad token: s3cr3t-token", r#"{"sent":"s3cr3t-token"}"#] {
        let secrets = ["s3cr3t-token".into()].into_iter().collect();
        let source = ApiError {
            response: response(400, body).to(secrets),
            body: Ok(()),
        };
        let shown = source.to_string();
        assert!(
            shown.ends_with(&body.replace("s3cr3t-token", "***")),
            "{shown}"
        );
    }
}

#[test]
fn an_error_has_the_problem_details_and_the_text_of_its_response() {
    let failed = |media_type: &'static str, body: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static(media_type));
        let body = Bytes::from_static(body.as_bytes());
        Error::Api {
            operation: operation(),
            source: Box::new(ApiError {
                response: RawResponse::new(StatusCode::CONFLICT, headers, body),
                body: Ok(()),
            }),
        }
    };
    let body = r#"{"type":"https://example.com/out","title":"Out","status":403,"detail":"30 of 50","instance":"/a","balance":30}"#;
    for media_type in [
        "application/problem+json; charset=utf-8",
        "application/json",
    ] {
        let error = failed(media_type, body);
        assert_eq!(error.body_text(), Some(body));
        let problem = error.problem().unwrap();
        assert_eq!(problem.type_uri(), Some("https://example.com/out"));
        assert_eq!(problem.title(), Some("Out"));
        assert_eq!(problem.status(), Some(403));
        assert_eq!(problem.detail(), Some("30 of 50"));
        assert_eq!(problem.instance(), Some("/a"));
        assert_eq!(problem.extension("balance"), Some(&Value::from(30)));
    }
    for (media_type, body, has) in [
        ("application/problem+json", "{}", true),
        ("Application/Problem+JSON", r#"{"title":7}"#, true),
        ("application/problem+json", "[]", false),
        ("application/problem+json", "", false),
        ("application/json", r#"{"title":"A","status":400}"#, true),
        ("application/json", r#"{"detail":"A","type":"t"}"#, true),
        ("application/json", r#"{"title":"A film"}"#, false),
        ("application/json", r#"{"type":"t","status":1}"#, false),
    ] {
        let error = failed(media_type, body);
        assert_eq!(error.problem().is_some(), has, "{media_type}: {body}");
    }
}
