//! Answers in pages: by token, by number, by link.

use std::pin::Pin;

use futures_core::Stream;
use pagination_cursor::{Error, InvalidRequest, RetryPolicy};

use crate::client;
use crate::server::{Answer, Request, Server};

/// A page of names that names the next one.
fn pets(names: &[&str], next: Option<&str>, more: bool) -> Answer {
    let data: Vec<_> = names
        .iter()
        .map(|name| serde_json::json!({ "name": name }))
        .collect();
    let meta = serde_json::json!({ "next_cursor": next });
    let meta = if next.is_some() {
        meta
    } else {
        serde_json::json!({})
    };
    let page = serde_json::json!({ "data": data, "meta": meta, "has_more": more });
    Answer::json(200, &page.to_string())
}

/// What stands in the first line of each request behind the path.
pub(crate) fn targets(server: &Server) -> Vec<String> {
    let target = |request: &Request| request.line().split(' ').nth(1).unwrap().to_owned();
    server.received().iter().map(target).collect()
}

/// The next of a stream, by its trait.
async fn pull<S: Stream + Unpin>(stream: &mut S) -> Option<S::Item> {
    std::future::poll_fn(|context| Pin::new(&mut *stream).poll_next(context)).await
}

#[tokio::test]
async fn items_come_from_one_page_after_the_other() {
    let server = Server::in_turn([
        pets(&["a", "b"], Some("x/1&+"), true),
        pets(&[], Some("2"), true),
        pets(&["c"], None, false),
    ])
    .await;
    let client = client!(pagination_cursor, &server.url);
    let mut items = client.list_pets().limit(2).items();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        names.push(item.unwrap().name);
    }
    assert_eq!(names, ["a", "b", "c"]);
    assert!(items.is_done() && items.next().await.is_none());
    assert_eq!(
        targets(&server),
        [
            "/pets?limit=2",
            "/pets?limit=2&cursor=x%2F1%26%2B",
            "/pets?limit=2&cursor=2"
        ]
    );
}

#[tokio::test]
async fn nothing_is_asked_for_before_it_is_wanted() {
    let server = Server::in_turn([
        pets(&["a", "b"], Some("1"), true),
        pets(&["c"], Some("2"), false),
    ])
    .await;
    let client = client!(pagination_cursor, &server.url);
    let mut items = client.list_pets().items();
    assert_eq!(server.received().len(), 0);
    pull(&mut items).await.unwrap().unwrap();
    pull(&mut items).await.unwrap().unwrap();
    assert_eq!(server.received().len(), 1);
    assert_eq!(pull(&mut items).await.unwrap().unwrap().name, "c");
    // It says that there are no more, though it names another.
    assert!(pull(&mut items).await.is_none());
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_page_that_fails_in_passing_is_asked_for_again() {
    let server = Server::in_turn([
        pets(&["a"], Some("1"), true),
        Answer::json(503, r#"{"detail":"busy"}"#),
        Answer::HangUp,
        pets(&["b"], None, false),
    ])
    .await;
    let client = client!(pagination_cursor, &server.url);
    let mut pages = client.list_pets().retry(RetryPolicy::none()).pages();
    pages.next().await.unwrap().unwrap();
    let busy = pages.next().await.unwrap().unwrap_err();
    assert_eq!(busy.error_body().unwrap().detail, "busy");
    assert_eq!(pages.token(), Some("1"));
    let broken = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(broken, Error::Transport { .. }), "{broken}");
    let page = pages.next().await.unwrap().unwrap();
    assert_eq!(page.data[0].name, "b");
    assert!(pages.next().await.is_none() && pages.is_done());
    assert!(
        targets(&server)[1..]
            .iter()
            .all(|target| target == "/pets?cursor=1")
    );
}

#[tokio::test]
async fn a_page_that_would_fail_again_ends_the_stream_and_keeps_its_name() {
    for broken in [
        Answer::json(200, "{}"),
        Answer::json(404, r#"{"detail":"gone"}"#),
    ] {
        let pages = [
            pets(&["a"], Some("1"), true),
            broken,
            pets(&["b"], None, false),
        ];
        let server = Server::in_turn(pages).await;
        let client = client!(pagination_cursor, &server.url);
        let mut items = client.list_pets().items();
        items.next().await.unwrap().unwrap();
        items.next().await.unwrap().unwrap_err();
        for _ in 0..2 {
            assert!(items.next().await.is_none());
        }
        assert!(!items.is_done());
        let token = items.token().unwrap().to_owned();
        let mut rest = client.list_pets().items().from_token(token);
        assert_eq!(rest.next().await.unwrap().unwrap().name, "b");
        assert!(rest.next().await.is_none() && rest.is_done());
    }
}

#[tokio::test]
async fn a_repeated_page_token_is_an_error() {
    let server = Server::scripted(|number, _| {
        let next = ["x", "y", "x"][number];
        pets(&["a"], Some(next), true)
    })
    .await;
    let client = client!(pagination_cursor, &server.url);
    let mut pages = client.list_pets().pages();
    for _ in 0..3 {
        pages.next().await.unwrap().unwrap();
    }
    let error = pages.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "listPets (GET /pets): the server responded 200 OK, but the body: names a next page that was visited before \
         (request id req-1)"
    );
    assert!(pages.next().await.is_none());
    assert_eq!(server.received().len(), 3);
}

#[tokio::test]
async fn more_pages_than_are_named_are_an_error() {
    let server = Server::start(pets(&["a"], None, true)).await;
    let client = client!(pagination_cursor, &server.url);
    let mut items = client.list_pets().items();
    assert_eq!(items.next().await.unwrap().unwrap().name, "a");
    let error = items.next().await.unwrap().unwrap_err();
    let text = "has more pages, but does not name the next one";
    assert!(error.to_string().contains(text), "{error}");
    assert!(items.next().await.is_none());
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn a_long_circle_ends_with_an_error() {
    let server =
        Server::scripted(|number, _| pets(&["a"], Some(&format!("{}", number % 150)), true)).await;
    let client = client!(pagination_cursor, &server.url);
    let mut pages = client.list_pets().pages();
    let error = loop {
        if let Err(error) = pages.next().await.unwrap() {
            break error;
        }
    };
    let text = "names a next page that was visited before";
    assert!(error.to_string().contains(text), "{error}");
    assert!(pages.next().await.is_none() && !pages.is_done());
    assert!(server.received().len() < 500);
}

#[tokio::test]
async fn a_page_token_resumes_later() {
    let script = |_, request: &Request| match request.line().as_str() {
        "GET /pets HTTP/1.1" => pets(&["a", "b"], Some("1"), true),
        "GET /pets?cursor=1 HTTP/1.1" => pets(&["c", "d"], Some("2"), true),
        _ => pets(&["e"], None, false),
    };
    let server = Server::scripted(script).await;
    let client = client!(pagination_cursor, &server.url);
    let mut pages = client.list_pets().pages();
    assert_eq!(pages.token(), None);
    pages.next().await.unwrap().unwrap();
    assert_eq!(pages.token(), Some("1"));

    let mut items = client.list_pets().items().from_token("1");
    assert_eq!(items.token(), Some("1"));
    assert_eq!(items.next().await.unwrap().unwrap().name, "c");
    // The rest of the page would come again.
    assert_eq!(items.token(), Some("1"));
    assert_eq!(items.next().await.unwrap().unwrap().name, "d");
    assert_eq!(items.token(), Some("2"));
    assert_eq!(items.next().await.unwrap().unwrap().name, "e");
    assert_eq!((items.token(), items.is_done()), (None, true));

    // What the caller sets is where it begins.
    let mut set = client.list_pets().cursor("1").items();
    assert_eq!(set.token(), Some("1"));
    assert_eq!(set.next().await.unwrap().unwrap().name, "c");
}

#[tokio::test]
async fn dropping_a_wait_loses_no_page() {
    let slow = Answer::Drip(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 24\r\n\r\n".into(),
        r#"{"data":[],"has_more":0}"#.replace('0', "1").into(),
        std::time::Duration::from_millis(5),
    );
    let server = Server::start(slow).await;
    let client = client!(pagination_cursor, &server.url);
    let mut pages = client.list_pets().pages();
    let wait = std::time::Duration::from_millis(30);
    tokio::time::timeout(wait, pages.next()).await.unwrap_err();
    // The body is no page, but it is the same request that goes on.
    pages.next().await.unwrap().unwrap_err();
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn bodies_are_sent_with_each_page_and_members_may_be_null() {
    let server = Server::in_turn([
        Answer::json(200, r#"{"result":{"pets":[{"name":"a"}],"after":7}}"#),
        Answer::json(200, r#"{"result":{"pets":null,"after":8}}"#),
        Answer::json(200, r#"{"result":null}"#),
    ])
    .await;
    let client = client!(pagination_cursor, &server.url);
    let mut search = pagination_cursor::types::Search::default();
    search.name = Some("a".to_owned());
    let mut items = client.search_pets("o", search).items();
    assert_eq!(items.next().await.unwrap().unwrap().name, "a");
    assert!(items.next().await.is_none());
    let bodies = server.received();
    assert!(
        bodies
            .iter()
            .all(|request| request.body() == br#"{"name":"a"}"#)
    );
    assert_eq!(
        targets(&server),
        [
            "/owners/o/pets",
            "/owners/o/pets?after=7",
            "/owners/o/pets?after=8"
        ]
    );
}

#[tokio::test]
async fn an_offset_counts_items_and_an_empty_page_is_the_last() {
    let server = Server::in_turn([
        Answer::json(200, r#"["a","b"]"#),
        Answer::json(200, r#"["c"]"#),
        Answer::json(200, "[]"),
    ])
    .await;
    let client = client!(pagination_offset, &server.url);
    let mut items = client.list_names().items();
    let mut names = Vec::new();
    while let Some(name) = items.next().await {
        names.push(name.unwrap());
    }
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(
        targets(&server),
        ["/names?offset=0", "/names?offset=2", "/names?offset=3"]
    );
}

#[tokio::test]
async fn numbers_begin_where_the_caller_says_and_end_where_the_server_does() {
    let server = Server::in_turn([
        Answer::json(200, r#"{"words":["a","b"],"more":null}"#),
        Answer::json(200, r#"{"words":["c"],"more":false}"#),
    ])
    .await;
    let client = client!(pagination_offset, &server.url);
    let mut pages = client.list_words(11).pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    assert_eq!(targets(&server), ["/words?start=11", "/words?start=13"]);

    let mut none = client.list_words(1).pages().from_token("next");
    let error = none.next().await.unwrap().unwrap_err();
    assert!(!error.reached_server(), "{error}");
}

#[tokio::test]
async fn an_offset_that_does_not_move_ends_with_an_error() {
    let server = Server::start(Answer::json(200, r#"{"words":[],"more":true}"#)).await;
    let client = client!(pagination_offset, &server.url);
    let mut pages = client.list_words(1).pages();
    pages.next().await.unwrap().unwrap();
    pages.next().await.unwrap().unwrap_err();
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn pages_have_numbers() {
    let server = Server::in_turn([
        Answer::json(200, r#"{"pets":[{"name":"a"}]}"#),
        Answer::json(200, r#"{"pets":[{"name":"b"}]}"#),
        Answer::json(200, "{}"),
    ])
    .await;
    let client = client!(pagination_page, &server.url);
    let mut items = client.list_pets().per_page(1).items();
    let mut count = 0;
    while let Some(pet) = items.next().await {
        pet.unwrap();
        count += 1;
    }
    assert_eq!(count, 2);
    let expected = [1, 2, 3].map(|page| format!("/pets?per_page=1&page={page}"));
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn an_empty_page_is_not_the_last_where_the_server_says_so() {
    let server = Server::in_turn([
        Answer::json(200, r#"{"toys":[],"paging":{"more":true}}"#),
        Answer::json(200, r#"{"toys":[5],"paging":{"more":false}}"#),
    ])
    .await;
    let client = client!(pagination_page, &server.url);
    let mut items = client.list_toys().items();
    assert_eq!(items.next().await.unwrap().unwrap(), 5);
    assert!(items.next().await.is_none());
    assert_eq!(targets(&server), ["/toys?page=0", "/toys?page=1"]);
}

#[tokio::test]
async fn what_is_wrong_with_the_call_is_said_once() {
    let server = Server::start(pets(&[], None, false)).await;
    let client = client!(pagination_cursor, &server.url);
    let mut pages = client.list_pets().header("bad name", "x").pages();
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(
        error,
        Error::InvalidRequest {
            source: InvalidRequest::Header { .. },
            ..
        }
    ));
    assert!(pages.next().await.is_none());
}

#[test]
fn threads_can_wait_for_items() {
    use pagination_cursor::testing::{MockResponse, Script};

    let page = |next: &str, more: bool| {
        let page = format!(
            r#"{{"data":[{{"name":"a"}}],"meta":{{"next_cursor":"{next}"}},"has_more":{more}}}"#
        );
        MockResponse::new(200).body(page)
    };
    let script = Script::new()
        .respond(page("1", true))
        .respond(page("", false));
    let client = pagination_cursor::Client::builder()
        .base_url("http://localhost")
        .transport(script)
        .build()
        .unwrap();
    let items = pagination_cursor::blocking::iter(client.list_pets().items()).unwrap();
    assert_eq!(items.map(Result::unwrap).count(), 2);
}
