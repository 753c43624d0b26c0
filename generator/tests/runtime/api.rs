//! A small API, with the calls that a generated crate would have.

use std::time::Duration;

use serde_json::Value;

use crate::runtime::event_stream::EventStream;
use crate::runtime::long_running::long_running;
use crate::runtime::operation::operation;
use crate::runtime::operation_info::OperationInfo;
use crate::runtime::pagination::{Items, Pages, paginated};
use crate::runtime::shared::ClientSpec;
use crate::runtime::testing::{MockResponse, Script};
use crate::runtime::waiter::Waiter;
use crate::{Call, Client, ClientBuilder, RawResponse, RetryPolicy};

static SPEC: ClientSpec = ClientSpec {
    user_agent: "cases",
    default_server: Some("http://localhost"),
    shared_path_parameters: &[],
    security_schemes: &[],
};

const fn info(id: &'static str, path: &'static str) -> OperationInfo {
    OperationInfo {
        id,
        method: "GET",
        path,
        accept: "application/json",
        security: &[],
    }
}

static START_JOB: OperationInfo = info("startJob", "/jobs");
static GET_JOB: OperationInfo = info("getJob", "/job");
static LIST_NAMES: OperationInfo = info("listNames", "/names");
static WATCH: OperationInfo = info("watch", "/events");
static GET_TEXT: OperationInfo = info("getText", "/text");

/// A client that a script answers; it makes each call once.
pub fn client(script: &Script) -> Client {
    builder(script).build().unwrap()
}

/// The builder of such a client.
pub fn builder(script: &Script) -> ClientBuilder {
    let builder = ClientBuilder::new(&SPEC).transport(script.clone());
    builder.retry(RetryPolicy::none())
}

/// An answer with this text.
pub fn body(text: impl Into<String>) -> MockResponse {
    MockResponse::new(200).body(text.into())
}

pub struct StartJob {
    pub call: Call,
}
operation! {
    StartJob of START_JOB
    output Value { _ => json }
    error () { _ => empty }
}
long_running! {
    StartJob -> GetJob {
        ask: |client, call, answer| GetJob { call: client.call(&GET_JOB) },
        state: |answer| answer.get("state").and_then(Value::as_str),
        success: ["done"],
        failure: ["failed"],
        done: |answer| Some(answer) => Value,
        every: 2..=30,
        within: 600,
    }
}

pub struct GetJob {
    pub call: Call,
}
operation! {
    GetJob of GET_JOB
    output Value { _ => json }
    error () { _ => empty }
}

pub struct ListNames {
    pub call: Call,
}
operation! {
    ListNames of LIST_NAMES
    output Page { _ => json }
    error () { _ => empty }
}
paginated! {
    ListNames -> String {
        by: Cursor("cursor"),
        items: |page| Some(&mut page.names),
        next: |page| page.next.as_ref(),
    }
}

/// A page of names.
#[derive(Debug)]
pub struct Page {
    pub names: Vec<String>,
    pub next: Option<String>,
}
crate::runtime::json::decode! {
    Page { names: "names", next ? "next" }
}

pub struct Watch {
    pub call: Call,
}
operation! {
    Watch of WATCH
    output EventStream<String> { _ => text_events }
    error () { _ => empty }
}

pub struct GetText {
    pub call: Call,
}
operation! {
    GetText of GET_TEXT
    output String { _ => text }
    error () { _ => empty }
}

impl Client {
    pub fn start_job(&self) -> Waiter<StartJob> {
        Waiter::new(StartJob {
            call: self.call(&START_JOB),
        })
    }

    pub fn job(&self) -> GetJob {
        GetJob {
            call: self.call(&GET_JOB),
        }
    }

    pub fn list_names(&self) -> ListNames {
        ListNames {
            call: self.call(&LIST_NAMES),
        }
    }

    pub fn watch(&self) -> Watch {
        let mut call = self.call(&WATCH);
        call.streams(&[200..=200]);
        Watch { call }
    }

    pub fn text(&self) -> GetText {
        GetText {
            call: self.call(&GET_TEXT),
        }
    }
}

impl ListNames {
    pub fn pages(self) -> Pages<Self> {
        Pages::new(self)
    }

    pub fn items(self) -> Items<Self> {
        Items::new(self)
    }
}
