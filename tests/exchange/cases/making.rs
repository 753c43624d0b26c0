//! Values as a program makes them, without `into()` and `to_owned()`, and what arrives of them.

use std::collections::HashMap;

use schemas_making::Nullable;
use schemas_making::types::{Input, Level, Order, Part, Side, State};
use serde_json::{Value, json};

use crate::client;
use crate::server::{Answer, Server};

async fn accepting() -> Server {
    Server::start(Answer::new(204, &[], "")).await
}

fn received(server: &Server) -> Value {
    serde_json::from_slice(server.only_request().body()).unwrap()
}

#[tokio::test]
async fn constructors_and_setters_take_what_converts_into_their_fields() {
    let lines = vec!["one".to_owned(), "two".to_owned()];
    let order = Order::new("first", &lines, "open")
        .note("n")
        .token("secret")
        .tags(["a", "b"])
        .extra(["e"])
        .ids([1, 2])
        .states(["closed", "new"])
        .later("open")
        .labels([("k", "v")])
        .counts(HashMap::from([("c".to_owned(), 1)]))
        .any([("x", json!([1])), ("y", "z".into())])
        .points([[1.0, 2.0]])
        .input("i")
        .inputs(["text".into(), 5.into(), Part::new(1).into()])
        .level(1)
        .side("left".parse().unwrap())
        .part(Part::new(7).weight(0.5))
        .limit(3);
    let server = accepting().await;
    let client = client!(schemas_making, &server.url);
    client.add_order(order).await.unwrap();
    let expected = json!({
        "name": "first", "lines": ["one", "two"], "state": "open", "note": "n", "token": "secret",
        "tags": ["a", "b"], "extra": ["e"], "ids": [1, 2], "states": ["closed", "new"], "later": "open",
        "labels": { "k": "v" }, "counts": { "c": 1 }, "any": { "x": [1], "y": "z" },
        "points": [[1.0, 2.0]], "input": "i", "inputs": ["text", 5, { "id": 1 }], "level": 1,
        "side": "left", "part": { "id": 7, "weight": 0.5 }, "limit": 3,
    });
    assert_eq!(received(&server), expected);
}

#[tokio::test]
async fn values_of_the_types_themselves_are_taken_as_well() {
    let order = Order::new("first".to_owned(), vec!["one"], State::Open)
        .note(None)
        .extra(Nullable::Null)
        .later(State::UnknownValue)
        .ids(vec![])
        .states([State::Closed])
        .input(Input::TextList(vec!["a".to_owned()]))
        .level(Level::N2)
        .side(Side::Right);
    let server = accepting().await;
    let client = client!(schemas_making, &server.url);
    client.add_order(order).await.unwrap();
    let expected = json!({
        "name": "first", "lines": ["one"], "state": "open", "note": null, "extra": null,
        "later": "unknown", "ids": [], "states": ["closed"], "input": ["a"], "level": 2, "side": "right",
    });
    assert_eq!(received(&server), expected);
}

#[tokio::test]
async fn a_body_that_is_a_union_is_made_of_its_variants() {
    let inputs = [
        (Input::from("a"), json!("a")),
        (5.into(), json!(5)),
        (vec!["a".to_owned()].into(), json!(["a"])),
        (Part::new(1).into(), json!({ "id": 1 })),
    ];
    for (input, expected) in inputs {
        let server = accepting().await;
        let client = client!(schemas_making, &server.url);
        client.add_input(input).await.unwrap();
        assert_eq!(received(&server), expected);
    }
    let server = accepting().await;
    let client = client!(schemas_making, &server.url);
    client.add_input("text").await.unwrap();
    assert_eq!(received(&server), json!("text"));
}

#[tokio::test]
async fn parameters_take_texts_and_variants() {
    let server = Server::start(Answer::json(404, "{}")).await;
    let client = client!(schemas_making, &server.url);
    let owned = vec!["c".to_owned()];
    let call = client.list_orders().ids(&["a", "b"]).state("open");
    let call = call.side(Side::Left).expand("e").levels(&[Level::N1]);
    let _ = call.await.unwrap_err();
    let line = server.only_request().line();
    assert!(
        line.contains("/orders?ids=a&ids=b&state=open&side=left&expand=e&levels=1"),
        "{line}"
    );
    let call = client.list_orders().ids(&owned).state(State::Closed);
    let preview = call.preview().unwrap().to_string();
    assert!(preview.contains("ids=c&state=closed"), "{preview}");
}
