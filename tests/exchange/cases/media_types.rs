//! Which media types are sent and asked for.

use bodies_media_type_names::FilePart;
use bodies_media_type_names::types::{PartsBody, Thing};

use crate::client;
use crate::server::{Answer, Server};

/// A server that answers each request with this body.
async fn answers(media_type: &'static str, body: &'static str) -> Server {
    Server::start(Answer::of(200, &[("content-type", media_type)], body)).await
}

#[tokio::test]
async fn names_that_are_no_media_types_make_valid_headers() {
    let server = answers("application/json", r#"{"id":"1"}"#).await;
    let client = client!(bodies_media_type_names, &server.url);
    client.short(Thing::new("1")).filter(&Thing::new("2")).await.unwrap();
    client.anything(Thing::new("1")).await.unwrap();
    client.spaces().await.unwrap();
    client.several(Thing::new("1")).await.unwrap();
    client.beside().await.unwrap();

    let json = "application/json";
    let headers = |name: &str| -> Vec<Vec<String>> {
        let received = server.received();
        received.iter().map(|request| request.header(name)).collect()
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
    let server = Server::start(Answer::of(204, &[], "")).await;
    let client = client!(bodies_media_type_names, &server.url);
    let image = FilePart::new("picture");
    client
        .parts(PartsBody::default().thing(Thing::new("1")).image(image))
        .await
        .unwrap();
    let request = server.only_request();
    let body = String::from_utf8(request.body().to_vec()).unwrap();
    let types = body.lines().filter_map(|line| line.strip_prefix("Content-Type: "));
    assert_eq!(types.collect::<Vec<_>>(), ["application/json", "image/png"]);
}
