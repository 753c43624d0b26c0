//! Bodies by media type, forms, and queries that are one value.

use bodies_media_types::operations::untagged::{AddPetBody, ChangePetBody};
use bodies_media_types::types::{Pet, PetForm};

use crate::client;
use crate::server::{Answer, Server};

async fn server() -> Server {
    Server::start(Answer::new(204, &[], "")).await
}

#[tokio::test]
async fn the_type_of_a_body_chooses_its_media_type() {
    let form = PetForm::default()
        .name("a b&c")
        .tags(vec!["x".to_owned(), "y|z".to_owned()])
        .home(Pet::new("h"));
    let table: Vec<(AddPetBody, &str, &str)> = vec![
        (
            Pet::new("Rex").into(),
            "application/json",
            r#"{"name":"Rex"}"#,
        ),
        (
            form.into(),
            "application/x-www-form-urlencoded",
            "home=%7B%22name%22%3A%22h%22%7D&name=a%20b%26c&tags=x%7Cy%7Cz",
        ),
        ("plain".into(), "text/plain", "plain"),
        (AddPetBody::Csv("a;b".to_owned()), "text/csv", "a;b"),
        (
            AddPetBody::Xml("<pet/>".into()),
            "application/xml",
            "<pet/>",
        ),
        (
            AddPetBody::Image(vec![1, 2].into()),
            "application/octet-stream",
            "\u{1}\u{2}",
        ),
    ];
    for (body, media_type, sent) in table {
        let server = server().await;
        client!(bodies_media_types, &server.url)
            .add_pet(body)
            .await
            .unwrap();
        let request = server.only_request();
        assert_eq!(request.header("content-type"), [media_type]);
        assert_eq!(
            String::from_utf8_lossy(request.body()),
            sent,
            "as {media_type}"
        );
    }
}

#[tokio::test]
async fn the_caller_names_the_media_type_of_a_range() {
    let server = server().await;
    let client = client!(bodies_media_types, &server.url);
    let picture = AddPetBody::Image(vec![1].into());
    client
        .add_pet(picture)
        .header("content-type", "image/png")
        .await
        .unwrap();
    assert_eq!(server.only_request().header("content-type"), ["image/png"]);
}

#[tokio::test]
async fn two_kinds_of_json_are_two_representations() {
    let server = server().await;
    let client = client!(bodies_media_types, &server.url);
    client.change_pet().body(Pet::new("Rex")).await.unwrap();
    client
        .change_pet()
        .body(ChangePetBody::from(Vec::new()))
        .await
        .unwrap();
    client.change_pet().await.unwrap();
    let types: Vec<_> = server
        .received()
        .iter()
        .map(|request| request.header("content-type"))
        .collect();
    assert_eq!(
        types,
        [
            vec!["application/merge-patch+json"],
            vec!["application/json-patch+json"],
            vec![]
        ]
    );
}

#[tokio::test]
async fn raw_bytes_are_sent_as_they_are() {
    let server = server().await;
    let client = client!(bodies_kinds, &server.url);
    client.send_bytes(vec![0, 255, 10]).await.unwrap();
    let request = server.only_request();
    assert_eq!(request.header("content-type"), ["application/octet-stream"]);
    assert_eq!(request.header("content-length"), ["3"]);
    assert_eq!(request.body(), [0, 255, 10]);
}

#[tokio::test]
async fn a_query_that_is_one_value() {
    use openapi32_querystring::types::SearchFilter;

    let server = server().await;
    let client = client!(openapi32_querystring, &server.url);
    let filter = SearchFilter::default().name("a&b").limit(3);
    client.search().filter(&filter).await.unwrap();
    assert_eq!(
        server.only_request().line(),
        "GET /search?name=a%26b&limit=3 HTTP/1.1"
    );
}

#[tokio::test]
async fn a_parameter_beside_the_whole_query_is_not_lost() {
    let server = server().await;
    let client = client!(openapi32_querystring, &server.url);
    let whole = [("a".to_owned(), "b c".to_owned())].into();
    client
        .mixed()
        .whole("mine")
        .whole_parameter(&whole)
        .page(1)
        .await
        .unwrap();
    assert_eq!(
        server.only_request().line(),
        "GET /mixed?whole=mine&a=b%20c&page=1 HTTP/1.1"
    );
}

#[tokio::test]
async fn a_query_that_is_one_text() {
    let server = server().await;
    let client = client!(openapi32_querystring, &server.url);
    client.search_text("two words & more").await.unwrap();
    assert_eq!(
        server.only_request().line(),
        "GET /text?two%20words%20%26%20more HTTP/1.1"
    );
}
