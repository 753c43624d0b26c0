//! Bodies that are sent once, and bodies that cannot be sent.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bodies_kinds::{Body, Client, RetryPolicy};
use bodies_numbers::operations::untagged::ListWeightsOutput;
use bodies_numbers::types::{Measure, ReadingOne};
use bodies_numbers::{Error, headers};
use bytes::Bytes;

use crate::client;
use crate::server::{Answer, Server};

/// A body that comes piece by piece.
struct Pieces(Vec<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop().map(|piece| Ok(Bytes::from(piece))))
    }
}

#[tokio::test]
async fn a_body_that_is_a_stream_is_sent_once() {
    let server = Server::start(Answer::new(503, &[("retry-after", "0")], "")).await;
    let eager = RetryPolicy::default().retry_non_idempotent(true);
    let client = Client::builder()
        .base_url(&server.url)
        .retry(eager)
        .build()
        .unwrap();

    let stream = Body::stream(Pieces(vec!["b", "a"]));
    let error = client.send_bytes(stream).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    assert!(server.only_request().body().ends_with(b"0\r\n\r\n"));

    let error = client.send_bytes("ab").await.unwrap_err();
    assert_eq!(error.attempts(), 3);
}

#[tokio::test]
async fn a_number_that_json_cannot_say_is_refused_before_anything_is_sent() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_numbers, &server.url);
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let measure = || Measure::new(vec![1.0, number]);
        let refused = [
            client.add_measure(measure()).await.unwrap_err(),
            client.add_form(measure()).await.unwrap_err(),
            client.add_parts(measure()).await.unwrap_err(),
            client
                .add_measure(Measure::new(vec![]))
                .at(number)
                .await
                .unwrap_err(),
        ];
        for error in refused {
            assert!(matches!(error, Error::InvalidRequest { .. }), "{error:?}");
            assert!(error.to_string().contains("not finite"), "{error}");
            assert_eq!(error.attempts(), 0);
        }
    }
    server.assert_untouched().await;
    let small = Measure::new(vec![1.0, -0.5]).small(0.1);
    client.add_measure(small).at(1.5).await.unwrap();
    let request = server.only_request();
    assert_eq!(request.body(), br#"{"values":[1.0,-0.5],"small":0.1}"#);
    assert!(
        request.line().starts_with("POST /measures?at=1.5 "),
        "{}",
        request.line()
    );
}

#[tokio::test]
async fn a_number_that_32_bits_cannot_hold_is_an_error_and_not_infinity() {
    let answer = |status: u16, media_type: &'static str, body: &'static str| async move {
        let headers = [("content-type", media_type), ("x-mean", "1e39")];
        let server = Server::start(Answer::new(status, &headers, body)).await;
        (client!(bodies_numbers, &server.url), server)
    };
    let json = "application/json";
    let (client, _server) = answer(200, json, "[0.5]").await;
    let response = client.list_weights().send_with_response().await.unwrap();
    assert_eq!(response.body, ListWeightsOutput::Ok(vec![0.5]));
    response.header(headers::X_MEAN).unwrap_err();
    for (status, body, path) in [(200, "[0.5,1e39]", "[1]"), (202, r#"{"a":1e39}"#, ".a")] {
        let (client, _server) = answer(status, json, body).await;
        let Error::Decode { source, .. } = client.list_weights().await.unwrap_err() else {
            panic!("{body}");
        };
        assert_eq!(source.path(), path);
    }
    let (client, _server) = answer(200, "application/jsonl", "0.5\n1e39\n").await;
    let mut lines = client.list_weights().send_jsonl().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap(), 0.5);
    lines.next().await.unwrap().unwrap_err();

    let (client, _server) = answer(200, "text/plain", "1e39").await;
    client.get_weight().await.unwrap_err();

    for body in [
        r#"{"weight":1e39}"#,
        r#"{"weight":1,"spare":1e39}"#,
        r#"{"weight":1,"x":1e39}"#,
    ] {
        let (client, _server) = answer(200, json, body).await;
        client.get_reading().await.unwrap_err();
    }
    let (client, _server) = answer(200, json, r#"{"weight":1,"one":1e39,"x":0.5}"#).await;
    let reading = client.get_reading().await.unwrap();
    assert_eq!(
        (reading.spare, reading.additional_properties["x"]),
        (0.5, 0.5)
    );
    assert!(
        matches!(reading.one, Some(ReadingOne::Unknown(_))),
        "{reading:?}"
    );
}
