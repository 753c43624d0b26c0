//! A server that records what arrives, byte for byte, and answers what it is told to, soundly or not.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What the server does once a request has arrived.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Sends these bytes and ends the connection.
    End(Bytes),
    /// Sends these bytes and waits for the next request.
    Stay(Bytes),
    /// Sends the first bytes at once, the others one at a time with a pause between.
    Drip(Bytes, Bytes, Duration),
    /// Sends the first bytes, then the others again and again.
    Endless(Bytes, Bytes),
    /// Sends these bytes and resets the connection.
    Reset(Bytes),
    /// Sends nothing, ever.
    Silence,
    /// Ends the connection at once.
    HangUp,
}

impl Answer {
    /// A sound answer.
    pub fn new(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut all = vec![("connection", "close")];
        all.extend(headers);
        Self::End(bytes_of(status, &all, body))
    }

    /// A sound answer in JSON.
    pub fn json(status: u16, body: &str) -> Self {
        let headers = [
            ("content-type", "application/json"),
            ("x-request-id", "req-1"),
        ];
        Self::new(status, &headers, body)
    }

    /// A sound answer in JSON, after which the connection stays.
    pub fn kept(status: u16, body: &str) -> Self {
        Self::Stay(bytes_of(
            status,
            &[("content-type", "application/json")],
            body,
        ))
    }

    /// These bytes, whatever they are, and the end of the connection.
    pub fn raw(bytes: impl Into<Bytes>) -> Self {
        Self::End(bytes.into())
    }
}

fn bytes_of(status: u16, headers: &[(&str, &str)], body: &str) -> Bytes {
    let mut text = format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    format!("{text}\r\n{body}").into()
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Request {
    pub bytes: Bytes,
}

impl Request {
    /// The first line.
    pub fn line(&self) -> String {
        self.head().lines().next().unwrap_or_default().to_owned()
    }

    /// The values of a header.
    pub fn header(&self, name: &str) -> Vec<String> {
        let head = self.head();
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines
            .filter(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
            .collect()
    }

    /// The names of all headers, sorted.
    pub fn header_names(&self) -> Vec<String> {
        let head = self.head();
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        let mut names: Vec<_> = lines.map(|(name, _)| name.to_lowercase()).collect();
        names.sort();
        names
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        let end = end_of_head(&self.bytes).unwrap_or(self.bytes.len());
        &self.bytes[end..]
    }

    fn head(&self) -> String {
        let end = end_of_head(&self.bytes).unwrap_or(self.bytes.len());
        String::from_utf8_lossy(&self.bytes[..end]).into_owned()
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let place = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    Some(place + 4)
}

/// What the server has seen.
#[derive(Debug, Default)]
struct Record {
    connections: Vec<SocketAddr>,
    requests: Vec<Request>,
    left: usize,
}

type Script = dyn Fn(usize, &Request) -> Answer + Send + Sync;

/// A running server.
pub struct Server {
    pub url: String,
    address: SocketAddr,
    record: Arc<watch::Sender<Record>>,
}

impl Server {
    /// Answers every request alike.
    pub async fn start(answer: Answer) -> Self {
        Self::scripted(move |_, _| answer.clone()).await
    }

    /// Gives each request the next of these answers.
    pub async fn in_turn(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers: Vec<_> = answers.into_iter().collect();
        Self::scripted(move |number, _| answers[number].clone()).await
    }

    /// Answers each request by its number, from 0, and by what it holds.
    pub async fn scripted(
        script: impl Fn(usize, &Request) -> Answer + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let record = Arc::new(watch::Sender::new(Record::default()));
        let shared = Arc::clone(&record);
        let script: Arc<Script> = Arc::new(script);
        tokio::spawn(async move {
            while let Ok((stream, peer)) = listener.accept().await {
                shared.send_modify(|record| record.connections.push(peer));
                tokio::spawn(serve(stream, Arc::clone(&script), Arc::clone(&shared)));
            }
        });
        let url = format!("http://{address}");
        Self {
            url,
            address,
            record,
        }
    }

    /// The requests that arrived.
    pub fn received(&self) -> Vec<Request> {
        self.record.borrow().requests.clone()
    }

    /// The one request that arrived.
    pub fn only_request(&self) -> Request {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "one request arrives: {received:?}");
        received.remove(0)
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.record.borrow().connections.len()
    }

    /// Waits until a request has arrived.
    pub async fn a_request_arrives(&self) {
        self.wait_for(|record| !record.requests.is_empty()).await;
    }

    /// Waits until a client has ended its connection.
    pub async fn a_client_leaves(&self) {
        self.wait_for(|record| record.left > 0).await;
    }

    /// No connection was made up to now. Connections are taken in the order in which they were made: when one made here
    /// is there and is the first, no other was made before.
    pub async fn assert_untouched(&self) {
        let own = TcpStream::connect(self.address).await.unwrap();
        let own = own.local_addr().unwrap();
        self.wait_for(|record| record.connections.contains(&own))
            .await;
        assert_eq!(self.record.borrow().connections, [own]);
    }

    async fn wait_for(&self, met: impl FnMut(&Record) -> bool) {
        let mut record = self.record.subscribe();
        let met = record.wait_for(met);
        let found = tokio::time::timeout(Duration::from_secs(5), met).await;
        assert!(
            found.is_ok(),
            "nothing of the kind in 5 seconds: {:?}",
            self.record.borrow()
        );
    }
}

async fn serve(mut stream: TcpStream, script: Arc<Script>, record: Arc<watch::Sender<Record>>) {
    let mut unread = Vec::new();
    while let Some(request) = read_request(&mut stream, &mut unread).await {
        let mut number = 0;
        record.send_modify(|record| {
            number = record.requests.len();
            record.requests.push(request.clone());
        });
        match script(number, &request) {
            Answer::Silence => {}
            Answer::HangUp => return,
            Answer::End(bytes) => return drop(stream.write_all(&bytes).await),
            Answer::Stay(bytes) => drop(stream.write_all(&bytes).await),
            Answer::Reset(bytes) => {
                drop(stream.write_all(&bytes).await);
                return drop(stream.set_zero_linger());
            }
            Answer::Drip(first, others, pause) => {
                drop(stream.write_all(&first).await);
                for byte in others {
                    if stream.write_all(&[byte]).await.is_err() {
                        break;
                    }
                    tokio::time::sleep(pause).await;
                }
                return;
            }
            Answer::Endless(first, others) => {
                drop(stream.write_all(&first).await);
                while stream.write_all(&others).await.is_ok() {}
                break;
            }
        }
    }
    record.send_modify(|record| record.left += 1);
}

/// A request up to the end of its body, or what came in place of one; `None` when the client has left.
async fn read_request(stream: &mut TcpStream, unread: &mut Vec<u8>) -> Option<Request> {
    let mut piece = [0; 4096];
    loop {
        let is_http = unread.first().is_none_or(u8::is_ascii_uppercase);
        if !is_http {
            let bytes = std::mem::take(unread).into();
            return Some(Request { bytes });
        }
        if let Some(length) = length_of_request(unread)
            && unread.len() >= length
        {
            let later = unread.split_off(length);
            let bytes = std::mem::replace(unread, later).into();
            return Some(Request { bytes });
        }
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => return None,
            Ok(count) => unread.extend_from_slice(&piece[..count]),
        }
    }
}

/// How long the request is, once its head is there.
fn length_of_request(bytes: &[u8]) -> Option<usize> {
    let head = end_of_head(bytes)?;
    let request = Request {
        bytes: Bytes::copy_from_slice(&bytes[..head]),
    };
    if !request.header("transfer-encoding").is_empty() {
        let end = b"\r\n0\r\n\r\n";
        let rest = bytes.get(head - 2..)?;
        let place = rest.windows(end.len()).position(|window| window == end)?;
        return Some(head - 2 + place + end.len());
    }
    let body = request.header("content-length");
    let body = body.first().map_or(0, |length| length.parse().unwrap());
    Some(head + body)
}
