//! What calls tell `tracing`.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use geminidb_client::testing::{MockResponse, Script};
use geminidb_client::{Client, ClientBuilder, TransportErrorKind};
use tracing::Subscriber;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::registry::LookupSpan;

use crate::{CANARY, PROJECT, call};

/// Writes down every span: its fields, and what is recorded later.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<String>>);

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Spans {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let span = context.span(id).unwrap();
        let parent = span.parent().map_or("-", |parent| parent.name());
        let mut text = self.0.lock().unwrap();
        writeln!(text, "{} in {parent}", span.name()).unwrap();
        attributes.record(&mut Lines(&mut text));
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let mut text = self.0.lock().unwrap();
        writeln!(text, "{}:", context.span(id).unwrap().name()).unwrap();
        values.record(&mut Lines(&mut text));
    }
}

struct Lines<'a>(&'a mut String);

impl Visit for Lines<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0, "  {field} = {value:?}").unwrap();
    }
}

async fn told(script: Script) -> String {
    told_of(Client::builder(), script).await
}

async fn told_of(builder: ClientBuilder, script: Script) -> String {
    let spans = Spans::default();
    let subscriber = tracing_subscriber::registry().with(spans.clone());
    let guard = tracing::subscriber::set_default(subscriber);
    let client = builder
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .transport(script)
        .build()
        .unwrap();
    let _ = call(&client).await;
    drop(guard);
    let text = spans.0.lock().unwrap().clone();
    assert!(!text.contains(CANARY) && !text.contains(PROJECT), "{text}");
    text
}

#[tokio::test(start_paused = true)]
async fn a_call_has_a_span_and_each_attempt_another() {
    let busy = MockResponse::new(503).header("retry-after", "1");
    let script = Script::new()
        .respond(busy)
        .respond(MockResponse::failure(TransportErrorKind::Broken))
        .respond(MockResponse::new(202).body("{}"));
    insta::assert_snapshot!(told(script).await);
}

#[tokio::test]
async fn an_address_has_no_brackets() {
    let script = Script::new().otherwise(MockResponse::new(404));
    let text = told_of(Client::builder().base_url("http://[::1]:81"), script).await;
    assert_eq!(
        text.matches("server.address = \"::1\"").count(),
        2,
        "{text}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_failure_has_a_kind() {
    let text = told(Script::new().otherwise(MockResponse::new(404).body(CANARY))).await;
    assert!(text.contains("error.type = \"404\""), "{text}");
    let failed = "otel.status_code = \"ERROR\"";
    assert_eq!(text.matches(failed).count(), 2, "{text}");
    let failure = MockResponse::failure(TransportErrorKind::NotSent);
    let text = told(Script::new().otherwise(failure)).await;
    assert!(text.contains("error.type = \"not_sent\""), "{text}");
    assert_eq!(text.matches(failed).count(), 2, "{text}");
    let text = told(Script::new().otherwise(MockResponse::new(202).body("{}"))).await;
    assert!(!text.contains("otel.status_code"), "{text}");
}
