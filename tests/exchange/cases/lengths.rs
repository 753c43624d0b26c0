//! Bodies that are sent: how long they are, how often they go out, and what becomes of those that fail on the way.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use security_alternatives::{
    Body, BoxFuture, Client, Credential, Error, InvalidRequest, IssuedCredential, Transport,
    TransportError, TransportErrorKind,
};

use crate::security::{accepting, builder};
use crate::server::{Answer, Server};

/// A body that comes piece by piece.
pub(crate) struct Pieces(pub Vec<Result<Bytes, std::io::Error>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(self.0.pop())
    }
}

#[tokio::test]
async fn a_body_that_is_a_stream_is_sent_once_its_credential_is_there() {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let credential = Credential::from_provider(move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            match number {
                0 => Err(security_alternatives::TransportError::new(
                    TransportErrorKind::Connect,
                    None,
                )
                .into()),
                _ => Ok(IssuedCredential::new("t")),
            }
        }
    });
    let script = accepting();
    let client = builder(&script).bearer(credential).build().unwrap();
    let body = Body::stream(Pieces(vec![Ok(Bytes::from("piece"))]));
    client.upload(body).await.unwrap();
    assert_eq!(script.requests().len(), 1);
    assert_eq!(script.requests()[0].body(), "piece");
}

#[tokio::test]
async fn a_body_that_fails_is_not_a_broken_connection() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = Client::builder().base_url(&server.url).bearer("t");
    let client = client.build().unwrap();
    let failing = vec![
        Err(std::io::Error::other("the disk is gone")),
        Ok(Bytes::from("piece")),
    ];
    let error = client.upload(Body::stream(Pieces(failing))).await;
    let error = error.unwrap_err();
    let Error::Transport { source, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(source.kind(), TransportErrorKind::RequestBody);
    assert!(error.reached_server() && !error.is_retryable());
    let source: &dyn std::error::Error = &error;
    let chain = std::iter::successors(Some(source), |&cause| cause.source());
    let chain: Vec<String> = chain.map(ToString::to_string).collect();
    assert_eq!(chain.last().unwrap(), "the disk is gone");
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_sent_as_far_as_the_client_sends() {
    for (limit, refused) in [(10, None), (9, Some(10)), (4, Some(5))] {
        let server = Server::start(Answer::new(204, &[], "")).await;
        let client = Client::builder().base_url(&server.url).bearer("t");
        let client = client.max_request_bytes(limit).build().unwrap();
        let pieces = ["queue", "piece"].map(|piece| Ok(Bytes::from(piece)));
        let answer = client.upload(Body::stream(Pieces(pieces.into()))).await;
        let Some(bytes) = refused else {
            answer.unwrap();
            continue;
        };
        let error = answer.unwrap_err();
        assert!(!error.is_retryable() && error.attempts() == 1);
        let Error::Transport { source, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(source.kind(), TransportErrorKind::RequestBody);
        let source: &dyn std::error::Error = &error;
        let mut chain = std::iter::successors(Some(source), |&cause| cause.source());
        let found = chain.find_map(|cause| cause.downcast_ref::<InvalidRequest>());
        assert_eq!(found, Some(&InvalidRequest::BodyTooLarge { bytes, limit }));
    }
}

#[tokio::test]
async fn a_script_tells_of_a_body_that_fails_as_a_connection_does() {
    let script = accepting();
    let client = builder(&script).bearer("t").max_request_bytes(9);
    let client = client.build().unwrap();
    let gone = std::io::Error::other("the disk is gone");
    let failing = vec![Err(gone), Ok(Bytes::from("piece"))];
    let longer = ["queue", "piece"].map(|piece| Ok(Bytes::from(piece)));
    for (pieces, cause) in [
        (failing, "the disk is gone"),
        (
            longer.into(),
            "the body has 10 bytes, and `max_request_bytes` is 9",
        ),
    ] {
        let error = client.upload(Body::stream(Pieces(pieces))).await;
        let error = error.unwrap_err();
        let Error::Transport { source, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(source.kind(), TransportErrorKind::RequestBody);
        assert!(error.reached_server() && !error.is_retryable());
        let source = std::error::Error::source(source).unwrap();
        assert_eq!(source.to_string(), cause);
    }
    assert!(script.requests().is_empty());
}

/// Takes the pieces of bodies, and answers nothing that counts.
struct Taking(Arc<Mutex<Vec<Bytes>>>);

impl Transport for Taking {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let mut body = request.into_body();
        Box::pin(async move {
            while let Some(Ok(piece)) = body.next().await {
                self.0.lock().unwrap().push(piece);
            }
            Ok(http::Response::builder()
                .status(204)
                .body(Body::default())
                .unwrap())
        })
    }
}

#[tokio::test]
async fn no_chunk_beyond_the_limit_is_sent() {
    for (limit, sent) in [(10, 2), (9, 1), (5, 1), (4, 0)] {
        let taken = Arc::default();
        let client = Client::builder().transport(Taking(Arc::clone(&taken)));
        let client = client.bearer("t").max_request_bytes(limit).build().unwrap();
        let pieces = ["queue", "piece"].map(|piece| Ok(Bytes::from(piece)));
        let _ = client.upload(Body::stream(Pieces(pieces.into()))).await;
        assert_eq!(taken.lock().unwrap().len(), sent, "at most {limit}");
    }
}

#[tokio::test]
async fn a_response_with_a_wrong_encoding_is_not_retried() {
    // No header of gzip; one whose data is none; one whose data is missing.
    let table: [&[u8]; 3] = [
        &[b'z'; 30],
        b"\x1f\x8b\x08\0\0\0\0\0\0\xffnonsense",
        b"\x1f\x8b\x08\0\0\0\0\0\0\xff",
    ];
    for body in table {
        let mut answer = "HTTP/1.1 200 OK\r\nx-request-id: r-1\r\ncontent-encoding: gzip\r\n"
            .as_bytes()
            .to_vec();
        answer.extend(format!("content-length: {}\r\n\r\n", body.len()).bytes());
        answer.extend(body);
        let server = Server::start(Answer::raw(answer)).await;
        let client = Client::builder().base_url(&server.url).bearer("t");
        let error = client.build().unwrap().inherited().await.unwrap_err();
        let Error::Transport { source, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(source.kind(), TransportErrorKind::BodyEncoding, "{error:?}");
        assert!(error.reached_server() && !error.is_retryable());
        assert_eq!(error.attempts(), 1);
        assert_eq!(error.request_id(), Some("r-1"));
    }
}

#[tokio::test]
async fn what_mostly_has_a_body_says_that_it_has_none() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = Client::builder().base_url(&server.url).session("s");
    let client = client.bearer("t").build().unwrap();
    client.visit().await.unwrap();
    client.inherited().await.unwrap();
    let requests = server.received();
    assert_eq!(requests[0].header("content-length"), ["0"]);
    assert!(requests[1].header("content-length").is_empty());
}

#[tokio::test]
async fn a_stream_has_the_declared_length() {
    for (length, sent, complaint) in [
        (10, 2, None),
        (
            11,
            2,
            Some("the body has 10 bytes, and its declared length is 11"),
        ),
        (
            9,
            1,
            Some("the body has at least 10 bytes, and its declared length is 9"),
        ),
        (
            5,
            0,
            Some("the body has at least 10 bytes, and its declared length is 5"),
        ),
        (
            0,
            0,
            Some("the body has at least 5 bytes, and its declared length is 0"),
        ),
    ] {
        let body = || {
            let pieces = ["queue", "piece"].map(|piece| Ok(Bytes::from(piece)));
            Body::stream(Pieces(pieces.into())).with_length(length)
        };
        let taken = Arc::default();
        let client = Client::builder().transport(Taking(Arc::clone(&taken)));
        let client = client.bearer("t").build().unwrap();
        let _ = client.upload(body()).await;
        assert_eq!(taken.lock().unwrap().len(), sent, "{length}");

        let server = Server::start(Answer::new(204, &[], "")).await;
        let client = Client::builder().base_url(&server.url).bearer("t");
        let answer = client.build().unwrap().upload(body()).await;
        let Some(complaint) = complaint else {
            answer.unwrap();
            continue;
        };
        let error = answer.expect_err(complaint);
        let Error::Transport { source, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(source.kind(), TransportErrorKind::RequestBody);
        let source: &dyn std::error::Error = &error;
        let chain = std::iter::successors(Some(source), |&cause| cause.source());
        assert_eq!(chain.last().unwrap().to_string(), complaint);
    }
}
