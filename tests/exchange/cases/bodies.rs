//! Bodies that are sent once, and bodies that cannot be sent.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bodies_kinds::{Body, Client, RetryPolicy};
use bodies_numbers::Error;
use bodies_numbers::types::Measure;
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
    let server = Server::start(Answer::of(503, &[("retry-after", "0")], "")).await;
    let eager = RetryPolicy::default().repeatable(true);
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
    let server = Server::start(Answer::of(204, &[], "")).await;
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
