//! Properties of bodies that are written in ways of their own.

use bodies_encodings::types::{SendFormBody, SendPartsBody, Thing};

use crate::client;
use crate::server::{Answer, Server};

#[tokio::test]
async fn parts_are_what_their_media_type_says() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_encodings, &server.url);
    let body = SendPartsBody::new("<thing/>")
        .documents(["<a/>", "<b/>"])
        .either(Thing::new("1"))
        .commas(vec![1, 2])
        .pipes(["a", "b"])
        .each(["x", "y"]);
    client.send_parts(body).await.unwrap();
    let request = server.only_request();
    let text = String::from_utf8_lossy(request.body()).into_owned();
    let boundary = text.lines().next().unwrap().to_owned();
    let parts: Vec<(String, String, String)> = text
        .split(&boundary)
        .filter_map(|part| part.split_once("\r\n\r\n"))
        .map(|(head, body)| {
            let between = |start: &str, end: &str| {
                let from = head.split_once(start).map(|(_, rest)| rest);
                let text = from.and_then(|rest| rest.split(end).next());
                text.unwrap_or_default().to_owned()
            };
            let media_type = between("Content-Type: ", "\r\n");
            (between("name=\"", "\""), media_type, body.trim().to_owned())
        })
        .collect();
    let expected = [
        ("document", "application/xml", "<thing/>"),
        ("documents", "application/xml", "<a/>"),
        ("documents", "application/xml", "<b/>"),
        ("either", "application/json", r#"{"id":"1"}"#),
        ("commas", "", "1,2"),
        ("pipes", "", "a|b"),
        ("each", "", "x"),
        ("each", "", "y"),
    ];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(parts, expected);
    let heads = text.split("\r\n\r\n");
    let with_headers: Vec<&str> = heads
        .filter_map(|head| head.split_once("\r\nX-"))
        .map(|(_, headers)| headers)
        .collect();
    assert_eq!(
        with_headers,
        [
            "Kind: numbers",
            "Version: 2\r\nX-Mode: slow",
            "Version: 2\r\nX-Mode: slow"
        ]
    );
}

#[tokio::test]
async fn fields_keep_their_style_and_the_empty_is_not_sent() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_encodings, &server.url);
    let body = SendFormBody::default()
        .document(Thing::new("1"))
        .pipes(["a/b", "c"])
        .commas(Vec::<String>::new());
    client.send_form(body).await.unwrap();
    client.send_list("id=1").await.unwrap();
    let requests = server.received();
    let sent: Vec<_> = requests
        .iter()
        .map(|request| String::from_utf8_lossy(request.body()))
        .collect();
    assert_eq!(
        sent,
        ["document=%7B%22id%22%3A%221%22%7D&pipes=a/b%7Cc", "id=1"]
    );
}
