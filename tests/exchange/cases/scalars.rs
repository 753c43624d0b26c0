//! Bodies that are one value, and media types that are ranges.

use bodies_scalars::operations::untagged::SendBytesBody;
use bodies_scalars::types::Colour;
use responses_scalars::operations::untagged::GetDayOutput;

use crate::client;
use crate::server::{Answer, Server};

async fn answers(media_type: &str, body: &str) -> Server {
    Server::start(Answer::new(200, &[("content-type", media_type)], body)).await
}

#[tokio::test]
async fn the_response_says_whether_text_is_json() {
    let table = [
        ("text/plain;charset=UTF-8", "Rex", "Rex"),
        ("text/plain", r#""Rex""#, r#""Rex""#),
        ("application/json", r#""Rex""#, "Rex"),
        ("application/problem+json; a=b", r#""Rex""#, "Rex"),
    ];
    for (media_type, body, expected) in table {
        let server = answers(media_type, body).await;
        let client = client!(responses_scalars, &server.url);
        assert_eq!(client.get_name().await.unwrap(), expected, "{media_type}");
    }
}

#[tokio::test]
async fn one_value_is_read_as_its_type() {
    let server = answers("text/plain", "42\n").await;
    let client = client!(responses_scalars, &server.url);
    assert_eq!(client.get_count().await.unwrap(), 42);
    let server = answers("text/plain", "many").await;
    let client = client!(responses_scalars, &server.url);
    let error = client.get_count().await.unwrap_err();
    assert!(
        error.to_string().contains("does not match the description"),
        "{error}"
    );
    let server = answers("text/plain", "green").await;
    let client = client!(responses_scalars, &server.url);
    assert_eq!(
        client.get_colour().await.unwrap(),
        responses_scalars::types::Colour::Green
    );
    let server = answers("text/plain", "2024-02-29").await;
    let client = client!(responses_scalars, &server.url);
    let GetDayOutput::Ok(day) = client.get_day().await.unwrap() else {
        panic!("a day")
    };
    assert_eq!(day.to_string(), "2024-02-29");
}

#[tokio::test]
async fn text_is_read_in_the_charset_of_the_response() {
    let named = async |charset: &str| {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: text/plain{charset}\r\n");
        let head = head + "connection: close\r\ncontent-length: 4\r\n\r\n";
        let server = Server::start(Answer::raw([head.as_bytes(), b"caf\xE9"].concat())).await;
        let client = client!(responses_scalars, &server.url);
        client.get_name().await
    };
    assert_eq!(named("; charset=ISO-8859-1").await.unwrap(), "caf\u{e9}");
    for (charset, expected) in [
        ("; charset=utf-8", "is not in the charset `utf-8`"),
        ("; charset=big5", "is in the charset `big5`"),
        ("", "is not UTF-8"),
    ] {
        let error = named(charset).await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.raw_body(), Some(&b"caf\xE9"[..]));
    }
}

#[tokio::test]
async fn one_value_is_sent_as_text() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_scalars, &server.url);
    client.send_name("Rex").await.unwrap();
    client.send_count(42).await.unwrap();
    client.send_colour().body(Colour::Green).await.unwrap();
    client.send_text("text").await.unwrap();
    client.send_anything("bytes").await.unwrap();
    let sent: Vec<(String, String)> = server
        .received()
        .iter()
        .map(|request| {
            let media_type = request.header("content-type").join(",");
            let body = String::from_utf8_lossy(request.body()).into_owned();
            (media_type, body)
        })
        .collect();
    let expected = [
        ("text/plain", "Rex"),
        ("text/plain", "42"),
        ("text/plain", "green"),
        ("text/plain", "text"),
        ("application/octet-stream", "bytes"),
    ];
    let expected = expected.map(|(media_type, body)| (media_type.to_owned(), body.to_owned()));
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn parts_have_one_boundary() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_scalars, &server.url);
    client
        .send_parts(bodies_scalars::types::Thing::new("1"))
        .await
        .unwrap();
    let media_type = server.only_request().header("content-type").join(",");
    assert_eq!(media_type.matches("boundary=").count(), 1, "{media_type}");
}

#[tokio::test]
async fn arbitrary_bytes_are_not_json() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_scalars, &server.url);
    client
        .send_bytes(SendBytesBody::Bytes("a".into()))
        .await
        .unwrap();
    client.send_bytes(Colour::Red).await.unwrap();
    let requests = server.received();
    let types: Vec<_> = requests
        .iter()
        .flat_map(|request| request.header("content-type"))
        .collect();
    assert_eq!(types, ["application/octet-stream", "application/json"]);
}

#[tokio::test]
async fn the_header_of_a_call_is_the_media_type_whenever_it_is_given() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_scalars, &server.url);
    client
        .send_image()
        .header("content-type", "image/png")
        .body(vec![1])
        .await
        .unwrap();
    client
        .send_image()
        .body(vec![1])
        .header("content-type", "image/png")
        .await
        .unwrap();
    for request in server.received() {
        assert_eq!(request.header("content-type"), ["image/png"]);
    }
}

#[tokio::test]
async fn parameters_of_a_media_type_are_asked_for() {
    let server = answers("application/json", r#"{"id":"1"}"#).await;
    let client = client!(responses_scalars, &server.url);
    client.get_versioned().await.unwrap();
    assert_eq!(
        server.only_request().header("accept"),
        ["application/json; version=2"]
    );
}

#[tokio::test]
async fn an_undocumented_success_is_an_error_with_status_and_body() {
    let head = [("content-type", "text/plain")];
    let server = Server::start(Answer::new(299, &head, "2024-02-29")).await;
    let client = client!(responses_scalars, &server.url);
    let error = client.get_day().await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("is not documented for status 299"), "{text}");
    assert_eq!(error.status().unwrap(), 299);
}

#[tokio::test]
async fn json_is_read_with_a_byte_order_mark_and_integers_with_fractions_of_zero() {
    for (body, expected) in [("\u{FEFF}42", 42), ("42.0", 42), ("\u{FEFF}4.2e1\n", 42)] {
        let server = answers("application/json", body).await;
        let client = client!(responses_scalars, &server.url);
        assert_eq!(client.get_count().await.unwrap(), expected, "{body}");
    }
    let server = answers("application/json", "42.5").await;
    let client = client!(responses_scalars, &server.url);
    client.get_count().await.unwrap_err();
}
