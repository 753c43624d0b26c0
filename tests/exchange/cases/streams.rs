//! Answers that are read while they come.

use std::time::Duration;

use openapi32_streams::{StreamError, TransportErrorKind};
use responses_media_types::operations::untagged::DownloadOutput;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::server::{Answer, Server};
use crate::{SOON, client};

/// A sound answer without a length: it lasts until the connection ends.
fn open_ended(media_type: &str, body: &str) -> Answer {
    Answer::raw(format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: {media_type}\r\n\r\n{body}"
    ))
}

#[tokio::test]
async fn bytes_come_piece_by_piece() {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
    let answer = Answer::Drip(head.into(), "abc".into(), Duration::from_millis(20));
    let server = Server::start(answer).await;
    let client = client!(responses_media_types, &server.url);
    let DownloadOutput::Ok(mut stream) = client.download().await.unwrap() else {
        panic!("200 is a stream");
    };
    let mut pieces = Vec::new();
    while let Some(piece) = stream.next().await {
        pieces.push(piece.unwrap());
    }
    assert!(pieces.len() > 1, "{pieces:?}");
    assert_eq!(pieces.concat(), b"abc");
}

#[tokio::test]
async fn a_status_without_a_stream_is_read_whole() {
    let server = Server::start(Answer::json(202, r#"{"detail":"wait"}"#)).await;
    let client = client!(responses_media_types, &server.url);
    let DownloadOutput::Accepted(answer) = client.download().await.unwrap() else {
        panic!("202 is JSON");
    };
    assert_eq!(answer.detail, "wait");
}

#[tokio::test]
async fn a_stream_can_be_put_together_within_the_limit() {
    let server = Server::start(Answer::new(200, &[], "0123456789")).await;
    let bytes = |limit: usize| {
        let client = responses_media_types::Client::builder()
            .base_url(&server.url)
            .max_response_bytes(limit)
            .build()
            .unwrap();
        async move {
            match client.download().await.unwrap() {
                DownloadOutput::Ok(stream) => stream.bytes().await,
                other => panic!("{other:?}"),
            }
        }
    };
    assert_eq!(bytes(10).await.unwrap(), "0123456789");
    bytes(9).await.unwrap_err();
}

#[tokio::test]
async fn silence_ends_a_stream() {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
    let answer = Answer::Drip(head.into(), "ab".into(), Duration::from_secs(60));
    let server = Server::start(answer).await;
    let client = responses_media_types::Client::builder()
        .base_url(&server.url)
        .idle_timeout(Duration::from_millis(50))
        .build()
        .unwrap();
    let DownloadOutput::Ok(mut stream) = client.download().await.unwrap() else {
        panic!("200 is a stream");
    };
    assert_eq!(stream.next().await.unwrap().unwrap(), "a");
    let error = tokio::time::timeout(SOON, stream.next()).await.unwrap();
    error.unwrap().unwrap_err();
    assert!(stream.next().await.is_none());
}

/// A server may send as fast as it likes: what nobody asks for stays with it, but for what the sockets hold.
#[tokio::test]
async fn a_stream_that_nobody_reads_is_not_read() {
    const ALL: usize = 1 << 30;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (progress, sent) = watch::channel(0);
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        // The request is there before the answer: hyper takes one that is not asked for as a fault.
        stream.read(&mut [0; 1024]).await.unwrap();
        let head = b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
        stream.write_all(head).await.unwrap();
        let piece = vec![b'x'; 1 << 16];
        while *progress.borrow() < ALL && stream.write_all(&piece).await.is_ok() {
            progress.send_modify(|sent| *sent += piece.len());
        }
    });
    let client = client!(responses_media_types, &url);
    let DownloadOutput::Ok(mut stream) = client.download().await.unwrap() else {
        panic!("200 is a stream");
    };
    stream.next().await.unwrap().unwrap();
    // Until the server can send no more. That it seems so too early makes the test blind, never fail.
    let mut changed = sent.clone();
    let pause = Duration::from_millis(200);
    while let Ok(Ok(())) = tokio::time::timeout(pause, changed.changed()).await {}
    assert!(*sent.borrow() < ALL);
}

/// However large an answer is, what is read of it is never far from what is asked for.
#[tokio::test]
async fn a_stream_is_never_read_far_ahead() {
    const ALL: usize = 1 << 30;
    /// What the sockets hold, with room.
    const AHEAD: usize = 32 << 20;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (progress, sent) = watch::channel(0);
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.read(&mut [0; 1024]).await.unwrap();
        let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {ALL}\r\n\r\n");
        stream.write_all(head.as_bytes()).await.unwrap();
        let piece = vec![b'x'; 1 << 20];
        while *progress.borrow() < ALL {
            stream.write_all(&piece).await.unwrap();
            progress.send_modify(|sent| *sent += piece.len());
        }
    });
    let client = client!(responses_media_types, &url);
    let DownloadOutput::Ok(mut stream) = client.download().await.unwrap() else {
        panic!("200 is a stream");
    };
    let (mut read, mut rest) = (0, 0);
    while let Some(piece) = stream.next().await {
        read += piece.unwrap().len();
        let ahead = sent.borrow().saturating_sub(read);
        assert!(ahead < AHEAD, "{ahead} bytes ahead at {read}");
        // Now and then the server has time to send all that anybody takes.
        if read - rest > ALL / 16 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            rest = read;
        }
    }
    assert_eq!(read, ALL);
}

#[tokio::test]
async fn dropping_a_stream_ends_the_connection() {
    let head = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
    let server = Server::start(Answer::Endless(head.into(), vec![b'x'; 1 << 16].into())).await;
    let client = client!(responses_media_types, &server.url);
    let answer = client.download().await.unwrap();
    drop(answer);
    server.a_client_leaves().await;
}

#[tokio::test]
async fn another_media_type_is_asked_for() {
    let events = "data: {\"text\":\"a\"}\n\n: still there\n\ndata: {\"text\":\ndata: \"b\"}\r\n\r\ndata: [DONE]\n\ndata: x\n\n";
    let server = Server::start(open_ended("text/event-stream", events)).await;
    let client = client!(responses_media_types, &server.url);
    let mut stream = client.complete().send_event_stream().await.unwrap();
    let mut texts = Vec::new();
    while let Some(piece) = stream.next().await {
        texts.push(piece.unwrap().text);
    }
    assert_eq!(texts, ["a", "b"]);
    assert_eq!(
        server.only_request().header("accept"),
        ["text/event-stream"]
    );
}

#[tokio::test]
async fn the_usual_media_type_is_read_at_once() {
    let server = Server::start(Answer::json(200, r#"{"text":"all"}"#)).await;
    let client = client!(responses_media_types, &server.url);
    assert_eq!(client.complete().await.unwrap().text, "all");
    assert_eq!(server.only_request().header("accept"), ["application/json"]);
}

#[tokio::test]
async fn text_and_documents_have_methods() {
    let server = Server::start(Answer::new(200, &[], "<a/>")).await;
    let client = client!(responses_media_types, &server.url);
    assert_eq!(client.report().await.unwrap(), "<a/>");
    assert_eq!(client.report().send_xml().await.unwrap(), "<a/>");
    let pdf = client.report().send_pdf().await.unwrap();
    assert_eq!(pdf.bytes().await.unwrap(), "<a/>");
    let accepted: Vec<_> = server
        .received()
        .iter()
        .flat_map(|request| request.header("accept"))
        .collect();
    assert_eq!(accepted, ["text/csv", "application/xml", "application/pdf"]);
}

#[tokio::test]
async fn events_are_objects_where_the_description_says_so() {
    let events =
        "\u{FEFF}event: add\ndata: one\nid: 7\nretry: 250\n\ndata:two\r\rid: 8\n\ndata: lost";
    let server = Server::start(open_ended("text/event-stream", events)).await;
    let client = client!(openapi32_streams, &server.url);
    let mut stream = client.listen_to_events().await.unwrap();
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!(
        (first.event.as_deref(), first.data.as_str()),
        (Some("add"), "one")
    );
    let event = stream.last_event().unwrap();
    assert_eq!(event.id.as_deref(), Some("7"));
    assert_eq!(event.retry, Some(Duration::from_millis(250)));
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!((second.event, second.data.as_str()), (None, "two"));
    // An event without data is none, and one that its blank line does not end is lost.
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn lines_are_items_and_a_bad_one_does_not_end_the_rest() {
    let lines =
        "{\"data\":\"a\"}\r\n\n\u{1e}{\"data\":\"b\"}\n{\"data\":1}\nnonsense\n{\"data\":\"c\"}";
    let server = Server::start(open_ended("application/jsonl", lines)).await;
    let client = client!(openapi32_streams, &server.url);
    let mut stream = client.read_log().await.unwrap();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(match item {
            Ok(event) => event.data,
            Err(StreamError::Decode(error)) => error.path().to_owned(),
            Err(error) => panic!("{error}"),
        });
    }
    assert_eq!(items, ["a", "b", ".data", "", "c"]);
}

#[tokio::test]
async fn a_failure_is_not_a_stream() {
    let server = Server::start(Answer::json(400, r#"{"detail":"no"}"#)).await;
    let client = client!(responses_media_types, &server.url);
    let error = client.complete().send_event_stream().await.unwrap_err();
    assert_eq!(error.error_body().unwrap().detail, "no");
}

#[tokio::test]
async fn a_broken_stream_says_so() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"data\":\"a\"}\n{\"da";
    let server = Server::start(Answer::raw(cut)).await;
    let client = client!(openapi32_streams, &server.url);
    let mut stream = client.read_log().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().data, "a");
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::Transport(_)), "{error:?}");
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_of_nothing_ends_with_an_error() {
    let head = |media_type: &str| format!("HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\n\r\n");
    let client = |url: &str| {
        let builder = openapi32_streams::Client::builder().base_url(url);
        builder.max_response_bytes(1_000_000).build().unwrap()
    };
    let comments = ": here\n\n".repeat(1000);
    let server = Server::start(Answer::Endless(
        head("text/event-stream").into(),
        comments.into(),
    ))
    .await;
    let client_of_events = client(&server.url);
    let mut events = client_of_events.listen_to_events().await.unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error, StreamError::Transport(error) if error.kind() == TransportErrorKind::BodyTooLarge)
    );
    drop(events);
    server.a_client_leaves().await;

    let blank = "\n".repeat(8000);
    let server = Server::start(Answer::Endless(
        head("application/jsonl").into(),
        blank.into(),
    ))
    .await;
    let mut log = client(&server.url).read_log().await.unwrap();
    let error = log.next().await.unwrap().unwrap_err();
    assert!(
        matches!(error, StreamError::Transport(error) if error.kind() == TransportErrorKind::BodyTooLarge)
    );
    drop(log);
    server.a_client_leaves().await;
}
