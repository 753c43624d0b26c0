//! The parts of bodies: their headers, what tells them apart, and what is sent as a file.

use std::collections::BTreeMap;

use bodies_file_or_value::types::{
    AddEitherBody, AddOthersBody, AddPartsBody as FileOrValue, AddPartsBodyEncoded,
    AddPartsBodyHidden, AddPartsBodyIdsItem, AddPartsBodyName, AddPartsBodySeveral,
    AddPartsBodyValue, AddTaggedBody, Cat, Dog, Image, Link, Place, Upload,
};
use bodies_multipart_related::types::{
    AddAlternativeBody, AddMixedBody, AddRelatedBody, AddTypedBody, Metadata,
};
use bodies_multipart_related::{FilePart, Multipart};
use bodies_part_types::types::AddPartsBody;

use crate::client;
use crate::server::{Answer, Request, Server};

/// A server that takes everything.
async fn server() -> Server {
    Server::start(Answer::new(204, &[], "")).await
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
        .raws(["raws"])
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

/// Name, file name and media type of each part, and its content.
fn named(parts: &[(Vec<String>, String)]) -> Vec<(&str, Option<&str>, Option<&str>, &str)> {
    let mut all = Vec::new();
    for (head, content) in parts {
        let mut quoted = head[0].split('"').skip(1).step_by(2);
        let media_type = head
            .get(1)
            .and_then(|line| line.strip_prefix("Content-Type: "));
        let name = quoted.next().unwrap();
        all.push((name, quoted.next(), media_type, content.as_str()));
    }
    all
}

const BYTES: Option<&str> = Some("application/octet-stream");
const JSON: Option<&str> = Some("application/json");

#[tokio::test]
async fn what_may_be_a_file_is_sent_as_one() {
    let file = |text: &'static str| bodies_file_or_value::FilePart::new(text);
    let server = Server::start(Answer::json(200, r#"{"url":"u"}"#)).await;
    let client = client!(bodies_file_or_value, &server.url);
    let image = Image::from(file("i").named("i.png").media_type("image/png"));
    let body = FileOrValue::new(image.clone())
        .name(AddPartsBodyName::from(file("# n")))
        .ids(vec![file("1").into(), AddPartsBodyIdsItem::Integer(2)])
        .several(AddPartsBodySeveral::Files(vec![file("a"), file("b")]))
        .inner(image)
        .encoded(AddPartsBodyEncoded::File(file("e")))
        .only_files(vec![file("o")])
        .maybe(file("m"))
        .any(file("any"))
        .anys(vec![file("anys").into(), "text".into()])
        .picture("p")
        .members(BTreeMap::from([("k".to_owned(), file("v"))]));
    let mut body = body;
    let more = AddPartsBodyValue::from(file("more"));
    body.additional_properties.insert("more".to_owned(), more);
    let answer = client.add_parts(body).await.unwrap();
    assert_eq!(answer, Image::from(Link::new("u")));
    let (_, parts) = sent(&server);
    assert_eq!(
        named(&parts),
        [
            ("image", Some("i.png"), Some("image/png"), "i"),
            ("name", Some("name"), Some("text/markdown"), "# n"),
            ("ids", Some("ids"), Some("image/png"), "1"),
            ("ids", None, None, "2"),
            ("several", Some("several"), BYTES, "a"),
            ("several", Some("several"), BYTES, "b"),
            ("inner", Some("i.png"), Some("image/png"), "i"),
            ("encoded", Some("encoded"), BYTES, "e"),
            ("only_files", Some("only_files"), BYTES, "o"),
            ("maybe", Some("maybe"), BYTES, "m"),
            ("any", Some("any"), BYTES, "any"),
            ("anys", Some("anys"), BYTES, "anys"),
            ("anys", None, None, "text"),
            ("picture", Some("picture"), BYTES, "p"),
            ("members[k]", Some("members[k]"), BYTES, "v"),
            ("more", Some("more"), BYTES, "more"),
        ]
    );
}

#[tokio::test]
async fn what_may_be_a_file_may_be_something_else() {
    let server = Server::start(Answer::json(200, r#""text""#)).await;
    let client = client!(bodies_file_or_value, &server.url);
    let mut body = FileOrValue::new(Link::new("u"))
        .name(AddPartsBodyName::Text("# n".to_owned()))
        .several(Place::new(1.5))
        .encoded(AddPartsBodyEncoded::Base64(b"abc".to_vec().into()))
        .any(serde_json::json!({ "a": 1 }))
        .hidden(AddPartsBodyHidden::default().file("f"));
    let more = AddPartsBodyValue::Integer(7);
    body.additional_properties.insert("more".to_owned(), more);
    let answer = client.add_parts(body).await.unwrap();
    assert_eq!(answer, Image::File("text".into()));
    let (_, parts) = sent(&server);
    assert_eq!(
        named(&parts),
        [
            ("image", None, JSON, r#"{"url":"u"}"#),
            ("name", None, Some("text/markdown"), "# n"),
            ("several", None, JSON, r#"{"lat":1.5}"#),
            ("encoded", None, BYTES, "YWJj"),
            ("any", None, JSON, r#"{"a":1}"#),
            ("hidden", None, JSON, r#"{"file":"f"}"#),
            ("more", None, None, "7"),
        ]
    );
}

#[tokio::test]
async fn files_have_any_names() {
    let server = server().await;
    let client = client!(bodies_file_or_value, &server.url);
    let files = BTreeMap::from([("a".to_owned(), "1".into()), ("b".to_owned(), "2".into())]);
    client.add_files(files).await.unwrap();
    let (_, parts) = sent(&server);
    assert_eq!(
        named(&parts),
        [("a", Some("a"), BYTES, "1"), ("b", Some("b"), BYTES, "2")]
    );

    let server = self::server().await;
    let client = client!(bodies_file_or_value, &server.url);
    let mut body = AddOthersBody::default().title("t");
    let files = vec!["1".into(), "2".into()];
    body.additional_properties.insert("a".to_owned(), files);
    client.add_others(body).await.unwrap();
    let (_, parts) = sent(&server);
    assert_eq!(
        named(&parts),
        [
            ("title", None, None, "t"),
            ("a", Some("a"), BYTES, "1"),
            ("a", Some("a"), BYTES, "2"),
        ]
    );
}

#[tokio::test]
async fn a_body_is_one_of_several_objects_with_the_tag_that_says_which() {
    let server = server().await;
    let client = client!(bodies_file_or_value, &server.url);
    client
        .add_either(AddEitherBody::from(Upload::new("f")))
        .await
        .unwrap();
    let (_, parts) = sent(&server);
    assert_eq!(
        named(&parts),
        [("file", Some("file"), Some("image/gif"), "f")]
    );

    for (body, expected) in [
        (
            AddTaggedBody::from(Cat::new("p")),
            vec![
                ("kind", None, None, "cat"),
                ("photo", Some("photo"), BYTES, "p"),
            ],
        ),
        (
            Cat::new("p").kind("tiger").into(),
            vec![
                ("kind", None, None, "tiger"),
                ("photo", Some("photo"), BYTES, "p"),
            ],
        ),
        (
            Dog::default().bark("wuff").into(),
            vec![("bark", None, None, "wuff"), ("kind", None, None, "dog")],
        ),
    ] {
        let server = self::server().await;
        let client = client!(bodies_file_or_value, &server.url);
        client.add_tagged(body).await.unwrap();
        let (_, parts) = sent(&server);
        assert_eq!(named(&parts), expected);
    }
}
