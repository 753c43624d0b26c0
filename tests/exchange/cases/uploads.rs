//! Servers that have enough of a request while its body still goes up.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use bodies_kinds::{Body, Client, Error, TransportErrorKind};
use bytes::Bytes;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::{SOON, client};

/// How many pieces there are at most: more than all sockets hold, so that who sends them all was not stopped.
const ALL: usize = 1 << 14;
const PIECE: usize = 1 << 16;

/// Pieces, and how many were taken.
struct Pieces(Arc<AtomicUsize>);

impl futures_core::Stream for Pieces {
    type Item = io::Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = Bytes::from_static(&[b'x'; PIECE]);
        let taken = self.0.fetch_add(1, Ordering::SeqCst);
        Poll::Ready((taken < ALL).then_some(Ok(piece)))
    }
}

/// A body that is a stream, and how many pieces of it were taken.
fn streamed() -> (Body, Arc<AtomicUsize>) {
    let taken = Arc::new(AtomicUsize::new(0));
    (Body::stream(Pieces(Arc::clone(&taken))), taken)
}

/// What a server does once it has read the beginning of a request.
#[derive(Clone, Copy)]
enum Enough {
    /// Resets the connection.
    Reset,
    /// Says that it is too large, and reads no more.
    Refuse,
}

/// A server that reads the first bytes of a request's body and no more; a client of it.
async fn start(enough: Enough) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, enough));
        }
    });
    client!(bodies_kinds, &url)
}

async fn serve(mut stream: TcpStream, enough: Enough) {
    stream.read_exact(&mut [0; PIECE]).await.unwrap();
    match enough {
        Enough::Reset => stream.set_zero_linger().unwrap(),
        Enough::Refuse => {
            let answer = "HTTP/1.1 413 Content Too Large\r\nconnection: close\r\n\
                          content-length: 9\r\n\r\ntoo large";
            stream.write_all(answer.as_bytes()).await.unwrap();
            tokio::time::sleep(SOON).await;
        }
    }
}

#[tokio::test]
async fn a_reset_during_an_upload_is_a_broken_connection() {
    let client = start(Enough::Reset).await;
    let (stream, taken) = streamed();
    for body in [stream, Body::from(vec![b'x'; 64 << 20])] {
        let error = client.send_bytes(body).await.unwrap_err();
        let Error::Transport { source, .. } = &error else {
            panic!("{error:?}")
        };
        assert_eq!(source.kind(), TransportErrorKind::Broken, "{error:?}");
        assert!(error.reached_server() && error.attempts() == 1);
    }
    assert!(taken.load(Ordering::SeqCst) < ALL);
}

#[tokio::test]
async fn a_response_during_an_upload_is_read_and_ends_the_upload() {
    let client = start(Enough::Refuse).await;
    let (stream, taken) = streamed();
    for body in [stream, Body::from(vec![b'x'; 64 << 20])] {
        let error = client.send_bytes(body).await.unwrap_err();
        assert_eq!(error.status().unwrap(), 413, "{error:?}");
        assert_eq!(error.raw_body().unwrap(), b"too large");
        assert_eq!(error.attempts(), 1);
    }
    assert!(taken.load(Ordering::SeqCst) < ALL);
}
