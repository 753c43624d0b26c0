//! Servers that speak HTTP/2, and those that do not (feature `http2`): the handshake of TLS says which.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use h2::server::SendResponse;
use http::{Request, Response, Version};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use responses_bodiless::{Client, Error, TransportErrorKind, reqwest};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;

use super::compression::gzip;

/// What a server saw, in the order in which it came.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    /// A connection.
    Connection,
    /// A request: in which version, and its path.
    Request(Version, String),
}

/// A server that speaks these protocols, most willingly the first: a client of it, and what it sees.
async fn start(protocols: &[&str]) -> (Client, UnboundedReceiver<Seen>) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|&name| name.into()).collect();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, receiver) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let stream = acceptor.accept(stream).await.unwrap();
            sender.send(Seen::Connection).unwrap();
            let sender = sender.clone();
            if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
                tokio::spawn(in_streams(stream, sender));
            } else {
                tokio::spawn(in_turn(stream, sender));
            }
        }
    });
    let authority = reqwest::Certificate::from_pem(cert.pem().as_bytes()).unwrap();
    let client = Client::builder()
        .base_url(format!("https://localhost:{port}"))
        .timeout(crate::SOON)
        .configure_reqwest(|reqwest| reqwest.tls_certs_merge([authority]))
        .build()
        .unwrap();
    (client, receiver)
}

/// Speaks HTTP/1.1: one answer.
async fn in_turn(mut stream: TlsStream<TcpStream>, sender: UnboundedSender<Seen>) {
    let mut bytes = vec![0; 4096];
    let read = stream.read(&mut bytes).await.unwrap();
    let line = String::from_utf8_lossy(&bytes[..read]).into_owned();
    let mut line = line.lines().next().unwrap().split(' ').skip(1);
    let path = line.next().unwrap().to_owned();
    assert_eq!(line.next(), Some("HTTP/1.1"));
    let _ = sender.send(Seen::Request(Version::HTTP_11, path));
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 10\r\n\r\n";
    let answer = [head, r#"{"id":"1"}"#].concat();
    stream.write_all(answer.as_bytes()).await.unwrap();
    let _ = stream.shutdown().await;
}

/// Speaks HTTP/2.
async fn in_streams(stream: TlsStream<TcpStream>, sender: UnboundedSender<Seen>) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    // Resets are answered two at a time.
    let mut waiting = Vec::new();
    while let Some(Ok((request, answer))) = connection.accept().await {
        let path = request.uri().path().to_owned();
        let _ = sender.send(Seen::Request(request.version(), path.clone()));
        waiting.push((request, answer));
        if path == "/reset" && waiting.len() < 2 {
            continue;
        }
        for (request, answer) in waiting.drain(..) {
            respond(request.map(drop), answer);
        }
    }
}

fn respond(request: Request<()>, mut answer: SendResponse<Bytes>) {
    let head = Response::builder().status(200);
    let json = Bytes::from(r#"{"id":"2"}"#);
    match request.uri().path() {
        "/any" => {
            assert_eq!(request.headers()["accept-encoding"], "gzip");
            let head = head.header("content-encoding", "gzip").body(()).unwrap();
            let mut body = answer.send_response(head, false).unwrap();
            body.send_data(gzip(&json).into(), true).unwrap();
        }
        "/reset" => {
            let mut body = answer.send_response(head.body(()).unwrap(), false).unwrap();
            body.send_data(Bytes::from("[]"), true).unwrap();
        }
        // The body breaks off.
        _ => {
            let mut body = answer.send_response(head.body(()).unwrap(), false).unwrap();
            body.send_data(json.slice(..5), false).unwrap();
            tokio::spawn(async move {
                // What came before goes out first.
                tokio::time::sleep(Duration::from_millis(100)).await;
                body.send_reset(h2::Reason::INTERNAL_ERROR);
            });
        }
    }
}

fn seen(receiver: &mut UnboundedReceiver<Seen>) -> Vec<Seen> {
    std::iter::from_fn(|| receiver.try_recv().ok()).collect()
}

fn request(version: Version, path: &str) -> Seen {
    Seen::Request(version, path.to_owned())
}

#[tokio::test]
async fn one_that_speaks_it_is_spoken_to_so() {
    let (client, mut receiver) = start(&["h2", "http/1.1"]).await;
    assert_eq!(client.get_any().await.unwrap().id, "2");
    let expected = [Seen::Connection, request(Version::HTTP_2, "/any")];
    assert_eq!(seen(&mut receiver), expected);
    // Calls share the connection, at one time too.
    let (one, other) = tokio::join!(client.get_reset().send(), client.get_reset().send());
    one.unwrap();
    other.unwrap();
    let expected = [(); 2].map(|()| request(Version::HTTP_2, "/reset"));
    assert_eq!(seen(&mut receiver), expected);
}

#[tokio::test]
async fn one_that_does_not_is_spoken_to_in_http1() {
    for protocols in [&["http/1.1"][..], &[]] {
        let (client, mut receiver) = start(protocols).await;
        assert_eq!(client.get_any().await.unwrap().id, "1");
        let expected = [Seen::Connection, request(Version::HTTP_11, "/any")];
        assert_eq!(seen(&mut receiver), expected);
    }
}

#[tokio::test]
async fn a_stream_that_is_reset_is_a_connection_that_broke() {
    let (client, _receiver) = start(&["h2"]).await;
    let call = client.get_count();
    let call = call.retry(responses_bodiless::RetryPolicy::none());
    let error = call.await.unwrap_err();
    let Error::Transport { source, .. } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(source.kind(), TransportErrorKind::Broken, "{error:?}");
    let response = source.response().unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.body()[..]),
        (200, &br#"{"id""#[..])
    );
    // The connection stays: other calls go on.
    assert_eq!(client.get_any().await.unwrap().id, "2");
}
