//! Which media types are sent and asked for.

use bodies_media_type_names::FilePart;
use bodies_media_type_names::types::{PartsBody, Thing};
use bodies_several_json::operations::untagged::QueryBody;
use bodies_several_json::types::{AddNameBody, Query};
use responses_text_beside_json::operations::untagged::{GetEitherOutput, GetLogFailure};
use responses_text_beside_json::types::Colour;

use crate::client;
use crate::server::{Answer, Server};

/// A server that answers each request with this body.
async fn answers(media_type: &'static str, body: &'static str) -> Server {
    Server::start(Answer::new(200, &[("content-type", media_type)], body)).await
}

#[tokio::test]
async fn invalid_media_type_names_make_valid_headers() {
    let server = answers("application/json", r#"{"id":"1"}"#).await;
    let client = client!(bodies_media_type_names, &server.url);
    client
        .short(Thing::new("1"))
        .filter(&Thing::new("2"))
        .await
        .unwrap();
    client.anything(Thing::new("1")).await.unwrap();
    client.spaces().await.unwrap();
    client.several(Thing::new("1")).await.unwrap();
    client.beside().await.unwrap();

    let json = "application/json";
    let headers = |name: &str| -> Vec<Vec<String>> {
        let received = server.received();
        received
            .iter()
            .map(|request| request.header(name))
            .collect()
    };
    assert_eq!(
        headers("content-type"),
        [vec![json], vec![json], vec![], vec![json], vec![]]
    );
    for accept in headers("accept").concat() {
        for one in accept.split(", ") {
            assert!(matches!(one, "application/json" | "*/*"), "{accept}");
        }
    }
}

#[tokio::test]
async fn parts_have_valid_media_types_too() {
    let server = Server::start(Answer::new(204, &[], "")).await;
    let client = client!(bodies_media_type_names, &server.url);
    let image = FilePart::new("picture");
    client
        .parts(PartsBody::default().thing(Thing::new("1")).image(image))
        .await
        .unwrap();
    let request = server.only_request();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    let types = body
        .lines()
        .filter_map(|line| line.strip_prefix("Content-Type: "));
    assert_eq!(types.collect::<Vec<_>>(), ["application/json", "image/png"]);
}

#[tokio::test]
async fn of_several_names_for_json_the_usual_one_is_sent() {
    let server = answers("application/json", r#"{"path":"a"}"#).await;
    let client = client!(bodies_several_json, &server.url);
    client.query(Query::new("a")).await.unwrap_err();
    let patch = QueryBody::JsonPatch(Box::new(Query::new("a")));
    client.query(patch).await.unwrap_err();
    client.add_name(AddNameBody::new("a")).await.unwrap();
    let received = server.received();
    let sent = received
        .iter()
        .map(|request| request.header("content-type"));
    assert_eq!(
        sent.collect::<Vec<_>>().concat(),
        [
            "application/json",
            "application/json-patch+json",
            "application/json"
        ]
    );
    let asked = received.iter().map(|request| request.header("accept"));
    assert_eq!(
        asked.collect::<Vec<_>>().concat(),
        [
            "application/json",
            "application/json",
            "application/json, application/*;q=0.5"
        ]
    );
}

#[tokio::test]
async fn text_and_json_are_both_asked_for_and_the_response_says_which_it_is() {
    for (media_type, body, value) in [
        ("text/plain", "line \"1\"\nline 2", "line \"1\"\nline 2"),
        ("text/plain", "\"quoted\"", "\"quoted\""),
        ("application/json", "\"line\"", "line"),
    ] {
        let server = answers(media_type, body).await;
        let client = client!(responses_text_beside_json, &server.url);
        assert_eq!(client.get_log().await.unwrap(), value);
        let accept = server.only_request().header("accept");
        assert_eq!(accept, ["application/json, text/plain"]);
    }
    for (media_type, body) in [("text/plain", "5\n"), ("application/json", "5")] {
        let server = answers(media_type, body).await;
        let client = client!(responses_text_beside_json, &server.url);
        assert_eq!(client.get_count().await.unwrap(), 5);
    }
    let server = answers("text/plain", "a title").await;
    let client = client!(responses_text_beside_json, &server.url);
    assert_eq!(client.get_title().await.unwrap(), "a title");
    assert_eq!(client.get_name().await.unwrap().as_deref(), Some("a title"));
}

#[tokio::test]
async fn a_failure_is_text_or_json_as_it_says() {
    for (media_type, body) in [("text/plain", "gone"), ("application/json", "\"gone\"")] {
        let server = Server::start(Answer::new(404, &[("content-type", media_type)], body)).await;
        let client = client!(responses_text_beside_json, &server.url);
        let error = client.get_log().await.unwrap_err();
        let gone = GetLogFailure::NotFound("gone".to_owned());
        assert_eq!(error.error_body(), Some(&gone));
    }
}

#[tokio::test]
async fn a_status_that_is_described_in_json_only_has_the_same_type() {
    let text = [("content-type", "text/plain")];
    for status in [200, 202, 299] {
        let server = Server::start(Answer::new(status, &text, "red")).await;
        let client = client!(responses_text_beside_json, &server.url);
        assert_eq!(client.get_colour().await.unwrap(), Colour::Red);
    }
    for status in [200, 203] {
        let server = Server::start(Answer::new(status, &text, "green")).await;
        let client = client!(responses_text_beside_json, &server.url);
        let green = GetEitherOutput::Colour(Box::new(Colour::Green));
        assert_eq!(client.get_either().await.unwrap(), green);
    }
}
