//! The parts of bodies: their headers, what tells them apart, and what is sent as a file.

use bodies_multipart_related::types::{
    AddAlternativeBody, AddMixedBody, AddRelatedBody, AddTypedBody, Metadata,
};
use bodies_multipart_related::{FilePart, Multipart};
use bodies_part_types::types::AddPartsBody;

use crate::client;
use crate::server::{Answer, Request, Server};

/// A server that takes everything.
async fn server() -> Server {
    Server::start(Answer::of(204, &[], "")).await
}

/// The media type of the only request, without its boundary, and its parts: the headers of each, and its content.
fn sent(server: &Server) -> (String, Vec<(Vec<String>, String)>) {
    let request: Request = server.only_request();
    let media_type = request.header("content-type").concat();
    let (media_type, boundary) = media_type.split_once("; boundary=").unwrap();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    let mut pieces: Vec<&str> = body.split(&format!("--{boundary}")).collect();
    assert_eq!(pieces.remove(0), "");
    assert_eq!(pieces.pop(), Some("--\r\n"));
    let parts = pieces.into_iter().map(|piece| {
        let piece = piece.strip_prefix("\r\n").unwrap();
        let piece = piece.strip_suffix("\r\n").unwrap();
        let (head, content) = piece.split_once("\r\n\r\n").unwrap();
        (
            head.lines().map(str::to_owned).collect(),
            content.to_owned(),
        )
    });
    (media_type.to_owned(), parts.collect())
}

/// The parts as they are compared: headers, then content.
fn listed(parts: &[(Vec<String>, String)]) -> Vec<(Vec<&str>, &str)> {
    parts
        .iter()
        .map(|(head, content)| (head.iter().map(String::as_str).collect(), content.as_str()))
        .collect()
}

#[tokio::test]
async fn a_related_body_has_the_type_of_its_first_part_and_no_form_data() {
    let server = server().await;
    let client = client!(bodies_multipart_related, &server.url);
    let body = AddRelatedBody::new(
        Metadata::new("a"),
        FilePart::new("text").named("a \"1\".txt"),
    );
    client.add_related(body.note("Ü")).await.unwrap();
    let (media_type, parts) = sent(&server);
    assert_eq!(media_type, "multipart/related; type=\"application/json\"");
    assert_eq!(
        listed(&parts),
        [
            (
                vec![
                    "Content-Type: application/json; charset=UTF-8",
                    "Content-ID: <metadata>"
                ],
                r#"{"name":"a"}"#
            ),
            (
                vec![
                    "Content-Type: text/plain",
                    "Content-Disposition: attachment; filename=\"a %221%22.txt\""
                ],
                "text"
            ),
            (vec!["Content-Type: text/plain; charset=utf-8"], "Ü"),
        ]
    );
}

#[tokio::test]
async fn a_root_that_is_left_out_is_not_the_first_part() {
    for (media, note, expected) in [
        (
            Some("m"),
            Some("n"),
            "multipart/related; type=\"image/png\"",
        ),
        (None, Some("n"), "multipart/related; type=\"text/plain\""),
        (None, None, "multipart/related"),
    ] {
        let server = server().await;
        let client = client!(bodies_multipart_related, &server.url);
        let mut body = Multipart::new();
        if let Some(media) = media {
            body = body.file("media", FilePart::new(media).media_type("image/png"));
        }
        if let Some(note) = note {
            body = body.text("note", note);
        }
        client.add_any(body).await.unwrap();
        assert_eq!(sent(&server).0, expected);
    }
}

#[tokio::test]
async fn a_type_that_is_described_stays() {
    let server = server().await;
    let client = client!(bodies_multipart_related, &server.url);
    let body = AddTypedBody::default().root("<a/>").media("m");
    client.add_typed().body(body).await.unwrap();
    let (media_type, _) = sent(&server);
    assert_eq!(
        media_type,
        "multipart/related; type=\"application/xop+xml\""
    );
}

#[tokio::test]
async fn alternatives_have_no_names_and_mixed_parts_have() {
    let server = server().await;
    let client = client!(bodies_multipart_related, &server.url);
    let page = FilePart::new("<p>a</p>").media_type("text/html");
    let body = AddAlternativeBody::default().text("a").page(page);
    client.add_alternative().body(body).await.unwrap();
    let (media_type, parts) = sent(&server);
    assert_eq!(media_type, "multipart/alternative");
    assert_eq!(
        listed(&parts),
        [
            (vec!["Content-Type: text/plain; charset=utf-8"], "a"),
            (vec!["Content-Type: text/html"], "<p>a</p>"),
        ]
    );

    let server = self::server().await;
    let client = client!(bodies_multipart_related, &server.url);
    let body = AddMixedBody::default()
        .metadata(Metadata::new("a"))
        .media("m");
    client.add_mixed().body(body).await.unwrap();
    let (media_type, parts) = sent(&server);
    assert_eq!(media_type, "multipart/mixed");
    let names: Vec<&String> = parts.iter().map(|(head, _)| &head[0]).collect();
    assert_eq!(
        names,
        [
            "Content-Disposition: form-data; name=\"metadata\"",
            "Content-Disposition: form-data; name=\"media\"; filename=\"media\"",
        ]
    );
}

#[tokio::test]
async fn parts_have_the_media_type_of_their_schema() {
    let bytes = || b"abc".to_vec().into();
    let server = server().await;
    let client = client!(bodies_part_types, &server.url);
    let body = AddPartsBody::default()
        .picture(bytes())
        .key(bytes())
        .url_key("YWJj")
        .old(bytes())
        .olds(vec![bytes(), bytes()])
        .thumbnails(vec![bytes()])
        .raw("raw")
        .raws(vec!["raws".into()])
        .shared(bytes())
        .text("a,b")
        .given(bytes())
        .plain("plain");
    client.add_parts(body).await.unwrap();
    let (_, parts) = sent(&server);
    let types: Vec<(&str, Option<&str>)> = parts
        .iter()
        .map(|(head, _)| {
            let name = head[0].split('"').nth(1).unwrap();
            let media_type = head.get(1);
            (
                name,
                media_type.and_then(|line| line.strip_prefix("Content-Type: ")),
            )
        })
        .collect();
    let bytes = Some("application/octet-stream");
    assert_eq!(
        types,
        [
            ("picture", Some("image/png")),
            ("key", bytes),
            ("url_key", bytes),
            ("old", bytes),
            ("olds", bytes),
            ("olds", bytes),
            ("thumbnails", Some("image/gif")),
            ("raw", Some("image/jpeg")),
            ("raws", Some("application/pdf")),
            ("shared", Some("image/svg+xml")),
            ("text", Some("text/csv")),
            ("given", Some("image/webp")),
            ("plain", None),
        ]
    );
    assert_eq!(parts[0].1, "YWJj");
}
