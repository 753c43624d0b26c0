//! Pages that link to each other: links are followed to the origin of the call, and nowhere else.

use crate::pages::targets;
use crate::server::{Answer, Request, Server};

/// A page with this header `Link`.
fn linked(link: &str, names: &[&str]) -> Answer {
    let data: Vec<_> = names
        .iter()
        .map(|name| serde_json::json!({ "name": name }))
        .collect();
    let headers = [("content-type", "application/json"), ("link", link)];
    Answer::new(200, &headers, &serde_json::json!(data).to_string())
}

/// A client of the fixture of links that has a key.
fn keyed(server: &Server) -> pagination_link::Client {
    pagination_link::Client::builder()
        .base_url(format!("{}/v1", server.url))
        .key("secret")
        .build()
        .unwrap()
}

#[tokio::test]
async fn links_are_followed_at_the_origin() {
    let server = Server::scripted(|number, request| {
        let host = request.header("host").remove(0);
        match number {
            0 => linked("<?page=2>; rel=\"next\", </v1/pets/cat>; rel=first", &["a"]),
            1 => linked(
                &format!(
                    "</x>; title=\"a, b; rel=next\"; rel=prev, <http://{host}/v2/cats?api_key=secret&page=3#top>; REL=\"last Next\""
                ),
                &["b"],
            ),
            _ => linked("</v1/pets/cat>; rel=first", &["c"]),
        }
    })
    .await;
    let client = keyed(&server);
    let mut pages = client
        .list_pets("cat")
        .limit(1)
        .header("x-own", "1")
        .pages();
    for _ in 0..2 {
        pages.next().await.unwrap().unwrap();
    }
    let token = pages.token().unwrap().to_owned();
    assert_eq!(token, format!("{}/v2/cats?page=3", server.url));
    pages.next().await.unwrap().unwrap();
    assert!(pages.next().await.is_none());
    assert_eq!(
        targets(&server),
        [
            "/v1/pets/cat?limit=1&api_key=secret",
            "/v1/pets/cat?page=2&api_key=secret",
            "/v2/cats?page=3&api_key=secret"
        ]
    );
    let own = |request: &Request| request.header("x-own") == ["1"];
    assert!(server.received().iter().all(own));

    let mut later = client.list_pets("cat").items().from_token(token);
    assert_eq!(later.next().await.unwrap().unwrap().name, "c");
}

#[tokio::test]
async fn links_to_elsewhere_are_not_followed() {
    let other = Server::start(linked("", &[])).await;
    let elsewhere = [
        format!("<{}/v1/pets/cat?page=2>; rel=next", other.url),
        "<//example.com/>; rel=next".to_owned(),
        "<https://127.0.0.1/>; rel=next".to_owned(),
        "<ftp://127.0.0.1/>; rel=next".to_owned(),
        "<http://[>; rel=next".to_owned(),
    ];
    for link in elsewhere {
        let server = Server::start(linked(&link, &["a"])).await;
        let mut pages = keyed(&server).list_pets("cat").pages();
        pages.next().await.unwrap().unwrap();
        let error = pages.next().await.unwrap().unwrap_err();
        assert!(matches!(error, pagination_link::Error::Decode { .. }));
        assert!(!error.to_string().contains("secret"));
        assert!(pages.next().await.is_none());
        assert_eq!(server.received().len(), 1);
    }
    // Nor are tokens that somebody else made.
    let server = Server::start(linked("", &[])).await;
    for token in [other.url.clone(), server.url.replace("//", "//me:pass@")] {
        let mut pages = keyed(&server).list_pets("cat").pages().from_token(token);
        let error = pages.next().await.unwrap().unwrap_err();
        assert!(!error.reached_server(), "{error}");
    }
    other.assert_untouched().await;
}

#[tokio::test]
async fn links_may_stand_in_the_body() {
    let server = Server::in_turn([
        Answer::json(200, r#"{"results":["a"],"next":"/v1/toys?after=1"}"#),
        Answer::json(200, r#"{"results":["b"],"next":"?after=1"}"#),
    ])
    .await;
    let mut items = keyed(&server).list_toys().items();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    assert_eq!(items.next().await.unwrap().unwrap(), "b");
    // The second page links to itself.
    items.next().await.unwrap().unwrap_err();
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn links_of_other_things_are_none() {
    for link in [
        "</x>; rel=next; anchor=\"/other\"",
        "</x>; rel=prev; rel=next",
        "</x>; rel=nextish",
        "</x>",
        "x; rel=next",
        "<",
    ] {
        let server = Server::start(linked(link, &["a"])).await;
        let mut pages = keyed(&server).list_pets("cat").pages();
        pages.next().await.unwrap().unwrap();
        assert!(pages.next().await.is_none(), "{link}");
    }
}
