//! What a FastAPI application reads of the models that a client sends, and what the client reads back.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use client::Client;
use client::types::{
    BodyAddSeveral, Button, Cancel, DoNothing, Done, Failed, File, Folder, Last, LinkInput,
    PlanInput, RowInput, Select, Suspend, TextOrActionItem, To, Understood,
};
use serde_json::{Value, json};

fn client() -> Client {
    let url = std::env::var("SERVER_URL").expect("the suite sets it");
    Client::builder()
        .base_url(url)
        .timeout(Duration::from_secs(20))
        .build()
        .expect("the settings are valid")
}

/// Asserts the classes of the models that the server read; returns their members.
#[track_caller]
fn assert_read<E: Debug>(understood: Result<Understood, E>, classes: &str) -> Value {
    let understood = understood.expect("the server takes the body");
    assert_eq!(understood.classes.join(" "), classes);
    understood.members
}

/// Every construct at once. No case sets a tag; the server reads a model for each.
fn plan() -> PlanInput {
    let by_name = [
        ("a".to_owned(), Cancel::default().into()),
        ("b".to_owned(), Suspend::default().days(2).into()),
    ];
    let inner = RowInput::default().items(vec![Select::default().into()]);
    let row = RowInput::default().items(vec![
        Button::default().label("x".to_owned()).into(),
        inner.into(),
    ]);
    // As a server sends models whose tags are left out.
    let pets = json!([{ "color": "white" }, { "pet": "dog" }, { "pet": "cat", "color": "black" }]);
    PlanInput::new(Cancel::default())
        .then(vec![
            DoNothing::default().into(),
            Suspend::default().days(3).into(),
            Cancel::default().note("x".to_owned()).into(),
        ])
        .bare(vec![
            Suspend::default().days(4).into(),
            Cancel::default().into(),
            DoNothing::default().into(),
        ])
        .by_name(BTreeMap::from(by_name))
        .layout(vec![row.into(), Select::default().into()])
        .bare_layout(vec![
            Select::default().into(),
            Button::default().into(),
            RowInput::default().into(),
        ])
        .outcomes(vec![
            Failed::default().into(),
            Done::default().value("x".to_owned()).into(),
        ])
        .text_or_action(vec![
            TextOrActionItem::Text("text".to_owned()),
            Suspend::default().into(),
            Cancel::default().into(),
        ])
        .pets(serde_json::from_value::<Vec<_>>(pets).expect("they are pets"))
        .nodes(vec![
            File::default().into(),
            Folder::default().into(),
            LinkInput::default()
                .to(to(LinkInput::default().to(to(Folder::default()))))
                .into(),
        ])
        .last(Last::from(Suspend::default()))
}

/// What a link leads to.
fn to(node: impl Into<To>) -> Box<To> {
    Box::new(node.into())
}

const CLASSES: &str = "Plan Cancel DoNothing Suspend Cancel Suspend Cancel DoNothing Cancel Suspend Row Button \
    Row Select Select Select Button Row Failed Done Suspend Cancel WhiteCat Dog BlackCat File \
    Folder Link Link Folder Suspend";

#[tokio::test]
async fn a_plan_is_decoded_and_encoded_unchanged() {
    let client = client();
    let members = assert_read(client.add_plan(plan()).await, CLASSES);
    let sent = json(&plan());
    assert_within(&sent, &members, "");

    let plan = client.get_plan().await.expect("there is a plan");
    let shown = format!("{plan:?}");
    assert!(!shown.contains("Unknown("), "{shown}");
    assert_within(&sent["first"], &json(&plan.first), "first");
    assert_within(&sent["then"], &json(&plan.then), "then");
    assert_within(&sent["bare"], &json(&plan.bare), "bare");
    assert_within(&sent["by_name"], &json(&plan.by_name), "by_name");
    assert_within(&sent["outcomes"], &json(&plan.outcomes), "outcomes");
    assert_within(&sent["text_or_action"], &json(&plan.text_or_action), "text");
    assert_within(&sent["pets"], &json(&plan.pets), "pets");
    assert_within(&sent["last"], &json(&plan.last), "last");

    // Without the tags, which are defaults: a model is read where something else tells it apart, else its JSON is kept.
    let plan = client.get_sparse_plan().await.expect("there is a plan");
    assert_eq!(
        json(&plan.then),
        json!([{}, { "days": 3 }, { "note": "x" }])
    );
    assert_eq!(json(&plan.by_name), json!({ "a": {}, "b": { "days": 2 } }));
    assert_eq!(json(&plan.text_or_action), json!(["text", {}, {}]));
    let bare = json!([{ "type": "suspend", "days": 4 }, {}, {}]);
    assert_eq!(json(&plan.bare), bare);
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("it is JSON")
}

/// Asserts that all that was sent is in what was read: the server adds defaults.
fn assert_within(sent: &Value, read: &Value, at: &str) {
    match (sent, read) {
        (Value::Object(sent), Value::Object(read)) => {
            for (name, value) in sent {
                let other = read.get(name).unwrap_or(&Value::Null);
                assert_within(value, other, &format!("{at}/{name}"));
            }
        }
        (Value::Array(sent), Value::Array(read)) => {
            assert_eq!(sent.len(), read.len(), "at {at}");
            for (index, (sent, read)) in sent.iter().zip(read).enumerate() {
                assert_within(sent, read, &format!("{at}/{index}"));
            }
        }
        (sent, read) => assert_eq!(sent, read, "at {at}"),
    }
}

#[tokio::test]
async fn a_body_that_is_a_union_is_read_as_its_variant() {
    let client = client();
    let (cancel, suspend) = (Cancel::default(), Suspend::default().days(3));
    assert_read(client.add_action(suspend.clone().into()).await, "Suspend");
    assert_read(client.add_action(cancel.clone().into()).await, "Cancel");
    assert_read(client.add_bare(suspend.into()).await, "Suspend");
    assert_read(client.add_bare(cancel.into()).await, "Cancel");
    let (done, failed) = (Done::default(), Failed::default());
    assert_read(client.add_outcome(failed.into()).await, "Failed");
    assert_read(client.add_outcome(done.into()).await, "Done");
}

#[tokio::test]
async fn members_and_items_of_a_body_are_read_as_their_variants() {
    let client = client();
    let body = BodyAddSeveral::new(Suspend::default(), Cancel::default());
    assert_read(client.add_several(body).await, "Suspend Cancel");
    let row = RowInput::default().items(vec![Select::default().into()]);
    let body = vec![Button::default().into(), row.into()];
    assert_read(client.add_components(body).await, "Button Row Select");
}

#[tokio::test]
async fn a_model_alone_is_sent_with_its_tag() {
    let body = Cancel::default().note("x".to_owned());
    let arrived = client()
        .add_cancel(body)
        .await
        .expect("the server takes it");
    assert_eq!(json(&arrived), json!({ "type": "cancel", "note": "x" }));
}

#[tokio::test]
async fn a_tag_that_the_server_does_not_have_is_refused_with_its_error() {
    let body = Cancel::default().r#type("other".into());
    let error = client().add_cancel(body).await.expect_err("an unknown tag");
    let body = error.error_body().expect("the error is as described");
    let detail = body.detail.as_ref().expect("FastAPI says why");
    assert_eq!(detail[0].r#type, "literal_error");
}
