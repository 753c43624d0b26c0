//! A transport of the user's own: no network, no server.

use bytes::Bytes;
use geminidb_client::{BoxFuture, Client, Transport, TransportError, TransportReply};
use http::{HeaderMap, Request, StatusCode};

use crate::call;

struct Canned;

impl Transport for Canned {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<TransportReply, TransportError>> {
        assert!(request.headers()["x-auth-token"].is_sensitive());
        Box::pin(async {
            Ok(TransportReply {
                status: StatusCode::ACCEPTED,
                headers: HeaderMap::new(),
                body: Box::new(Some(Bytes::from_static(br#"{"job_id":"canned"}"#))),
            })
        })
    }
}

#[tokio::test]
async fn answers_without_a_network() {
    let client = Client::builder()
        .x_auth_token("t")
        .project_id("p")
        .transport(Canned)
        .build()
        .unwrap();
    assert_eq!(
        call(&client).await.unwrap().job_id.as_deref(),
        Some("canned")
    );
}
