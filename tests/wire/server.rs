//! A server that records what arrives, byte for byte, and answers what it is told to, soundly or not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// What the server does with each connection, once a request has arrived.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Sends these bytes and ends the connection.
    Bytes(Vec<u8>),
    /// Sends these bytes one at a time with a pause between.
    Drip(Vec<u8>, Duration),
    /// Sends nothing, ever.
    Silence,
    /// Ends the connection at once.
    HangUp,
}

impl Answer {
    /// A sound answer.
    pub fn of(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut text = format!(
            "HTTP/1.1 {status} Whatever\r\ncontent-length: {}\r\nconnection: close\r\n",
            body.len()
        );
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        Self::Bytes(format!("{text}\r\n{body}").into_bytes())
    }

    /// A sound answer in JSON.
    pub fn json(status: u16, body: &str) -> Self {
        Self::of(
            status,
            &[
                ("content-type", "application/json"),
                ("x-request-id", "req-1"),
            ],
            body,
        )
    }
}

/// A running server.
pub struct Server {
    pub url: String,
    received: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers every connection alike.
    pub async fn start(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let received = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&received);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), Arc::clone(&record)));
            }
        });
        Self { url, received }
    }

    /// The requests that arrived, as they came.
    pub fn received(&self) -> Vec<String> {
        self.received.lock().unwrap().clone()
    }

    /// The one request that arrived.
    pub fn only_request(&self) -> String {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "one request arrives: {received:?}");
        received.remove(0)
    }
}

async fn serve(mut stream: TcpStream, answer: Answer, record: Arc<Mutex<Vec<String>>>) {
    let request = read_request(&mut stream).await;
    record.lock().unwrap().push(request);
    match answer {
        Answer::Bytes(bytes) => drop(stream.write_all(&bytes).await),
        Answer::Drip(bytes, pause) => {
            for byte in bytes {
                if stream.write_all(&[byte]).await.is_err() {
                    return;
                }
                tokio::time::sleep(pause).await;
            }
        }
        Answer::Silence => tokio::time::sleep(Duration::from_mins(1)).await,
        Answer::HangUp => {}
    }
}

/// A request up to the end of its body.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut piece = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| {
                line.to_lowercase()
                    .strip_prefix("content-length: ")?
                    .parse()
                    .ok()
            });
            if body.len() >= length.unwrap_or(0) {
                return text;
            }
        }
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return text,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
        }
    }
}
