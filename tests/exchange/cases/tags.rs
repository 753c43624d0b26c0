//! Tags of unions that the description calls optional: whoever knows the variant writes its tag.

use std::collections::BTreeMap;

use schemas_tags_optional::FilePart;
use schemas_tags_optional::types::{
    Action, Cancel, Heir, High, Image, Input, Low, Node, Other, Plan, PlanStepsItem, Text, Upload,
    Wait,
};
use serde_json::{Value, json};

use crate::client;
use crate::server::{Answer, Server};

/// What arrived as JSON.
fn body(server: &Server) -> Value {
    serde_json::from_slice(server.only_request().body()).unwrap()
}

async fn server() -> Server {
    Server::start(Answer::new(204, &[], "")).await
}

#[tokio::test]
async fn the_variant_of_a_union_is_sent_with_its_tag() {
    let levels = [
        ("a".to_owned(), Low::default().into()),
        ("b".to_owned(), High::default().high("x").into()),
    ];
    let plan = Plan::default()
        .first(Cancel::default())
        .all(vec![
            Wait::default().seconds(1).into(),
            Action::from(Cancel::default()),
        ])
        .by_name(BTreeMap::from(levels))
        .nodes(vec![
            Image::new("a.png").into(),
            Text::default().text("x").into(),
            Input::default().into(),
        ])
        .steps(vec![
            PlanStepsItem::Text("x".to_owned()),
            Wait::default().into(),
        ])
        .other(Image::new("b.png"));
    let server = server().await;
    client!(schemas_tags_optional, &server.url)
        .add_plan(plan)
        .await
        .unwrap();
    assert_eq!(
        body(&server),
        json!({
            "first": { "type": "cancel" },
            "all": [{ "type": "wait", "seconds": 1 }, { "type": "cancel" }],
            "by_name": { "a": { "level": 1 }, "b": { "level": 2, "high": "x" } },
            "nodes": [
                { "node_type": "img", "src": "a.png" },
                { "node_type": "text", "text": "x" },
                { "node_type": "Input" },
            ],
            "steps": ["x", { "type": "wait" }],
            "other": { "node_type": "picture", "src": "b.png" },
        })
    );
}

#[tokio::test]
async fn a_body_is_sent_with_its_tag_in_every_representation() {
    let json = server().await;
    let client = client!(schemas_tags_optional, &json.url);
    client.add_action(Wait::default()).await.unwrap();
    assert_eq!(body(&json), json!({ "type": "wait" }));

    let json = server().await;
    let client = client!(schemas_tags_optional, &json.url);
    client
        .add_cancel(Cancel::default().note("x"))
        .await
        .unwrap();
    assert_eq!(body(&json), json!({ "type": "cancel", "note": "x" }));

    let form = server().await;
    let client = client!(schemas_tags_optional, &form.url);
    client.add_wait(Wait::default().seconds(1)).await.unwrap();
    assert_eq!(form.only_request().body(), b"seconds=1&type=wait");

    let parts = server().await;
    let client = client!(schemas_tags_optional, &parts.url);
    client
        .add_upload(Upload::new(FilePart::from("text")))
        .await
        .unwrap();
    let request = parts.only_request();
    let sent = String::from_utf8_lossy(request.body()).into_owned();
    assert!(sent.contains("name=\"kind\"\r\n\r\nupload\r\n"), "{sent}");
}

#[tokio::test]
async fn a_tag_that_the_caller_gives_is_sent_as_it_is() {
    let plan = Plan::default()
        .nodes(vec![
            Image::new("a.png").node_type("image").into(),
            Node::Unknown(json!({ "node_type": "video" })),
        ])
        .other(Other::Base(Box::new(
            Heir::default().node_type("Own").into(),
        )));
    let server = server().await;
    client!(schemas_tags_optional, &server.url)
        .add_plan(plan)
        .await
        .unwrap();
    assert_eq!(
        body(&server),
        json!({
            "nodes": [{ "node_type": "image", "src": "a.png" }, { "node_type": "video" }],
            "other": { "node_type": "Own" },
        })
    );
}

#[tokio::test]
async fn what_is_sent_is_read_back_as_the_same_variant() {
    let answer = r#"{
        "first": { "type": "wait", "seconds": 1 },
        "all": [{}, { "type": "cancel" }, { "seconds": 2 }],
        "by_name": { "a": { "level": 2, "low": "x" }, "b": { "level": 3 }, "c": { "level": "2" } }
    }"#;
    let json = [("content-type", "application/json")];
    let server = Server::start(Answer::new(200, &json, answer)).await;
    let plan = client!(schemas_tags_optional, &server.url)
        .get_plan()
        .await
        .unwrap();
    assert!(
        matches!(plan.first, Some(Action::Wait(_))),
        "{:?}",
        plan.first
    );
    let all = plan.all.unwrap();
    assert!(
        matches!(
            all.as_slice(),
            [Action::Unknown(_), Action::Cancel(_), Action::Wait(_)]
        ),
        "{all:?}"
    );
    let levels = plan.by_name.unwrap();
    let is_high = |name| matches!(levels[name], schemas_tags_optional::types::Level::High(_));
    assert_eq!(["a", "b", "c"].map(is_high), [true, false, false]);
}
