//! What calls and all crates below them tell `tracing` and `log`, down to the last detail: no credential is in it.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use security_alternatives::{Client, reqwest};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs::default_provider;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const CANARY: &str = "canary-7f3a-token";

thread_local! {
    /// What was told on this thread; nothing while nobody listens.
    static TOLD: RefCell<Option<String>> = const { RefCell::new(None) };
}

fn tell(line: impl FnOnce(&mut String)) {
    TOLD.with_borrow_mut(|told| told.as_mut().map(line));
}

/// Writes down all of `tracing`.
struct Spans(AtomicU64);

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {field} = {value:?} {value:#?}").unwrap();
    }
}

impl Subscriber for Spans {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        tell(|told| {
            write!(told, "\n{}:", span.metadata().target()).unwrap();
            span.record(&mut Fields(told));
        });
        Id::from_u64(self.0.fetch_add(1, Ordering::SeqCst))
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        tell(|told| values.record(&mut Fields(told)));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        tell(|told| {
            write!(told, "\n{}:", event.metadata().target()).unwrap();
            event.record(&mut Fields(told));
        });
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Writes down all of `log`.
struct Log;

impl log::Log for Log {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        tell(|told| write!(told, "\n{}: {}", record.target(), record.args()).unwrap());
    }

    fn flush(&self) {}
}

/// A server over TLS that speaks this protocol, on a thread of its own, where nobody listens to what it tells: its URL and
/// its certificate.
fn start(protocol: &'static str) -> (String, reqwest::Certificate) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(signing_key.serialize_der()).unwrap();
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    config.alpn_protocols = vec![protocol.into()];
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        runtime.enable_all().build().unwrap().block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let port = listener.local_addr().unwrap().port();
            sender.send(format!("https://localhost:{port}")).unwrap();
            let acceptor = TlsAcceptor::from(Arc::new(config));
            while let Ok((stream, _)) = listener.accept().await {
                let stream = acceptor.accept(stream).await.unwrap();
                match protocol {
                    "h2" => in_streams(stream).await,
                    _ => in_turn(stream).await,
                }
            }
        });
    });
    let authority = reqwest::Certificate::from_pem(cert.pem().as_bytes()).unwrap();
    (receiver.recv().unwrap(), authority)
}

/// Speaks HTTP/1.1.
async fn in_turn(mut stream: TlsStream<TcpStream>) {
    let mut bytes = vec![0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut bytes).await {
        let request = String::from_utf8_lossy(&bytes[..read]);
        assert!(request.contains(CANARY), "it is sent: {request}");
        let answer = "HTTP/1.1 204 No Content\r\n\r\n";
        stream.write_all(answer.as_bytes()).await.unwrap();
    }
}

/// Speaks HTTP/2.
async fn in_streams(stream: TlsStream<TcpStream>) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    while let Some(Ok((request, mut answer))) = connection.accept().await {
        let sent = format!("{} {:?}", request.uri(), request.headers());
        assert!(sent.contains(CANARY), "it is sent: {sent}");
        let response = http::Response::builder().status(204).body(()).unwrap();
        answer.send_response(response, true).unwrap();
    }
}

#[tokio::test]
async fn no_crate_tells_a_credential() {
    log::set_logger(&Log).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    for (protocol, crates) in [
        (
            "http/1.1",
            &["security_alternatives", "reqwest", "rustls::", "hyper_util"][..],
        ),
        (
            "h2",
            &[
                "security_alternatives",
                "reqwest",
                "rustls::",
                "hyper_util",
                "h2",
            ],
        ),
    ] {
        let (url, authority) = start(protocol);
        TOLD.set(Some(String::new()));
        let guard = tracing::subscriber::set_default(Spans(AtomicU64::new(1)));
        let client = Client::builder()
            .base_url(url)
            .timeout(crate::SOON)
            .bearer(CANARY)
            .key(CANARY)
            .session(CANARY)
            .configure_reqwest(|reqwest| reqwest.tls_certs_merge([authority]))
            .build()
            .unwrap();
        client.inherited().await.unwrap();
        client.own().await.unwrap();
        client.both().await.unwrap();
        client.upload(CANARY).await.unwrap();
        drop(client);
        drop(guard);
        let told = TOLD.take().unwrap();
        for name in crates {
            assert!(told.contains(&format!("\n{name}")), "{name} tells nothing");
        }
        let lines = told.lines().filter(|line| line.contains(CANARY));
        assert_eq!(lines.collect::<Vec<_>>(), [""; 0], "{protocol}");
    }
}
