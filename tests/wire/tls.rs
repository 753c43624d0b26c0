//! Certificates: an authority that nobody knows is not trusted, one that the user names is.

use std::sync::Arc;

use geminidb_client::{Client, ClientBuilder, RetryPolicy, TransportErrorKind, reqwest};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use crate::{CANARY, PROJECT, call, kind};

/// A server that answers over TLS: its URL, its certificate, and what it was sent once it was trusted.
async fn server() -> (String, String, mpsc::UnboundedReceiver<String>) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!(
        "https://localhost:{}",
        listener.local_addr().unwrap().port()
    );
    let (sender, receiver) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut bytes = vec![0; 4096];
            let read = stream.read(&mut bytes).await.unwrap_or(0);
            let _ = sender.send(String::from_utf8_lossy(&bytes[..read]).into_owned());
            let answer =
                b"HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}";
            let _ = stream.write_all(answer).await;
            let _ = stream.shutdown().await;
        }
    });
    (url, cert.pem(), receiver)
}

fn builder(url: &str) -> ClientBuilder {
    Client::builder()
        .base_url(url)
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .retry(RetryPolicy::none())
}

#[tokio::test]
async fn an_authority_that_nobody_knows_is_not_trusted_and_nothing_is_sent() {
    let (url, _, mut received) = server().await;
    let client = builder(&url).build().unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::Connect), "{error:?}");
    assert!(!error.reached_server());
    assert!(received.try_recv().is_err());
}

#[tokio::test]
async fn an_authority_that_the_user_names_is_trusted() {
    let (url, certificate, mut received) = server().await;
    let authority = reqwest::Certificate::from_pem(certificate.as_bytes()).unwrap();
    let client = builder(&url)
        .configure_reqwest(|reqwest| reqwest.tls_certs_merge([authority]))
        .build()
        .unwrap();
    call(&client).await.unwrap();
    let request = received.recv().await.unwrap().to_lowercase();
    assert!(request.contains(CANARY), "{request}");
}
