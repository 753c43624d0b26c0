//! Bodies in parts, as a server reads them.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bodies_multipart::types::{AddInlineBody, NewPhoto, Place};
use bodies_multipart::{Body, FilePart, Multipart};
use bytes::Bytes;

use crate::client;
use crate::server::{Answer, Request, Server};

/// A part as it arrived: its headers, and its content.
#[derive(Debug, PartialEq)]
struct Part {
    disposition: String,
    media_type: Option<String>,
    content: String,
}

fn part(disposition: &str, media_type: Option<&str>, content: &str) -> Part {
    Part {
        disposition: format!("form-data; {disposition}"),
        media_type: media_type.map(str::to_owned),
        content: content.to_owned(),
    }
}

/// The parts of a request, read by its boundary.
fn parts(request: &Request) -> Vec<Part> {
    let media_type = request.header("content-type").remove(0);
    let boundary = media_type.split_once("boundary=").unwrap().1;
    let body = String::from_utf8(body(request)).unwrap();
    let mut pieces: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(pieces.remove(0), "");
    assert_eq!(pieces.pop(), Some("--\r\n"));
    pieces.into_iter().map(read_part).collect()
}

fn read_part(piece: &str) -> Part {
    let piece = piece
        .strip_prefix("\r\n")
        .unwrap()
        .strip_suffix("\r\n")
        .unwrap();
    let (head, content) = piece.split_once("\r\n\r\n").unwrap();
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        lines
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value.to_owned())
    };
    Part {
        disposition: header("Content-Disposition").unwrap(),
        media_type: header("Content-Type"),
        content: content.to_owned(),
    }
}

/// The body, chunks put together (RFC 9112, section 7.1).
fn body(request: &Request) -> Vec<u8> {
    let mut rest = request.body();
    if request.header("transfer-encoding").is_empty() {
        return rest.to_vec();
    }
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").unwrap();
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if size == 0 {
            return whole;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + size + 4..];
    }
}

async fn server() -> Server {
    Server::start(Answer::new(204, &[], "")).await
}

#[tokio::test]
async fn each_property_is_a_part() {
    let server = server().await;
    let client = client!(bodies_multipart, &server.url);
    let photo = NewPhoto::new(
        FilePart::new("picture")
            .named("a \"b\".jpg")
            .media_type("image/jpeg"),
        "Über uns",
        Place::new(1.5),
        vec!["x".to_owned(), "y".to_owned()],
    )
    .thumbnail("small")
    .more(vec!["one".into(), FilePart::new("two").named("2.bin")])
    .rating(5)
    .tags(vec!["t".to_owned(), "u".to_owned()]);
    client.add_photo(photo).await.unwrap();

    let bytes = Some("application/octet-stream");
    let json = Some("application/json");
    assert_eq!(
        parts(&server.only_request()),
        [
            part(
                r#"name="picture"; filename="a %22b%22.jpg""#,
                Some("image/jpeg"),
                "picture"
            ),
            part(
                r#"name="thumbnail"; filename="thumbnail""#,
                Some("image/png"),
                "small"
            ),
            part(r#"name="more"; filename="more""#, bytes, "one"),
            part(r#"name="more"; filename="2.bin""#, bytes, "two"),
            part(r#"name="title""#, None, "Über uns"),
            part(r#"name="rating""#, None, "5"),
            part(r#"name="place""#, json, r#"{"lat":1.5}"#),
            part(r#"name="labels""#, json, r#"["x","y"]"#),
            part(r#"name="tags""#, None, "t"),
            part(r#"name="tags""#, None, "u"),
        ]
    );
}

#[tokio::test]
async fn a_file_is_read_while_it_is_sent_and_its_length_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.txt");
    let content = "0123456789".repeat(20_000);
    std::fs::write(&path, &content).unwrap();

    let server = server().await;
    let client = client!(bodies_multipart, &server.url);
    let image = FilePart::open(&path).await.unwrap();
    let body = AddInlineBody::default().image(vec![image]);
    client.add_inline(body).await.unwrap();

    let request = server.only_request();
    assert_eq!(request.header("content-length").len(), 1);
    let name = r#"name="image"; filename="log.txt""#;
    assert_eq!(
        parts(&request),
        [part(name, Some("application/octet-stream"), &content)]
    );
}

#[tokio::test]
async fn a_file_that_grows_is_sent_as_it_was_and_one_of_no_known_length_as_a_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log.txt");
    std::fs::write(&path, "first").unwrap();
    let growing = FilePart::open(&path).await.unwrap();
    std::fs::write(&path, "first second").unwrap();
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "").unwrap();
    let empty = FilePart::open(&empty).await.unwrap();

    let server = server().await;
    let client = client!(bodies_multipart, &server.url);
    let body = AddInlineBody::default().image(vec![growing, empty]);
    client.add_inline(body).await.unwrap();
    let request = server.only_request();
    let length = request.header("content-length").concat();
    assert_eq!(length, request.body().len().to_string());
    let contents: Vec<_> = parts(&request)
        .into_iter()
        .map(|part| part.content)
        .collect();
    assert_eq!(contents, ["first", ""]);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_file_that_says_it_is_empty_may_not_be() {
    let file = FilePart::open("/proc/self/status").await.unwrap();
    let server = server().await;
    let client = client!(bodies_multipart, &server.url);
    let body = AddInlineBody::default().image(vec![file]);
    client.add_inline(body).await.unwrap();
    let parts = parts(&server.only_request());
    assert!(parts[0].content.starts_with("Name:"), "{parts:?}");

    let shrinking = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(shrinking.path(), "first second").unwrap();
    let file = FilePart::open(shrinking.path()).await.unwrap();
    std::fs::write(shrinking.path(), "first").unwrap();
    let body = AddInlineBody::default().image(vec![file]);
    let error = client.add_inline(body).await.unwrap_err();
    assert!(!error.is_retryable(), "{error:?}");
    let shown = format!("{error:?}");
    assert!(shown.contains("RequestBody"), "{shown}");
}

#[tokio::test]
async fn a_file_that_is_not_there_is_an_error_before_anything_is_sent() {
    let missing = FilePart::open("/nowhere/at/all").await.unwrap_err();
    assert_eq!(missing.kind(), std::io::ErrorKind::NotFound);
}

/// Pieces whose number nobody knows beforehand.
struct Pieces(Vec<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(
            self.0
                .pop()
                .map(|piece| Ok(Bytes::from_static(piece.as_bytes()))),
        )
    }
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_sent_in_chunks_and_only_once() {
    let server = server().await;
    let client = client!(bodies_multipart, &server.url);
    let file = FilePart::new(Body::stream(Pieces(vec!["c", "b", "a"])));
    let body = AddInlineBody::default().note("n").image(vec![file]);
    client.add_inline(body.clone()).await.unwrap();
    let request = server.only_request();
    assert_eq!(request.header("transfer-encoding"), ["chunked"]);
    let file = part(
        r#"name="image"; filename="image""#,
        Some("application/octet-stream"),
        "abc",
    );
    assert_eq!(parts(&request), [part(r#"name="note""#, None, "n"), file]);

    let again = client.add_inline(body).await.unwrap_err();
    assert!(again.to_string().contains("addInline"), "{again}");
    assert!(!again.reached_server());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn parts_that_the_description_does_not_name_are_added_by_hand() {
    let server = server().await;
    let client = client!(bodies_multipart, &server.url);
    let body = Multipart::new()
        .text("a", "1")
        .json("b", &[1, 2])
        .file("c", "d");
    client.add_anything().body(body).await.unwrap();
    let request = server.only_request();
    assert!(request.header("content-type")[0].starts_with("multipart/mixed; boundary="));
    assert_eq!(
        parts(&request),
        [
            part(r#"name="a""#, None, "1"),
            part(r#"name="b""#, Some("application/json"), "[1,2]"),
            part(
                r#"name="c"; filename="c""#,
                Some("application/octet-stream"),
                "d"
            ),
        ]
    );
}

#[tokio::test]
async fn a_name_can_not_leave_its_quotes() {
    let server = server().await;
    let client = client!(bodies_multipart, &server.url);
    let file = FilePart::new("x").named("a\"\r\nContent-Type: text/html\r\n\r\n");
    client
        .add_anything()
        .body(Multipart::new().file("f", file))
        .await
        .unwrap();
    let found = parts(&server.only_request());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].content, "x");

    let evil = FilePart::new("x").media_type("text/plain\r\nX: y");
    let error = client
        .add_anything()
        .body(Multipart::new().file("f", evil))
        .await;
    assert!(!error.unwrap_err().reached_server());
}
