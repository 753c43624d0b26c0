//! Settings for long-running operations.

use std::collections::BTreeMap;

use crate::config::ClientConfig;
use crate::generator::{Generated, Generator};
use crate::model::Waiter;

const DESCRIPTION: &str = r"
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /jobs:
    post:
      operationId: createJob
      x-oasmith-waiter: { poll: nothing, state: /state, success: [done] }
      responses: { '202': { $ref: '#/components/responses/Job' } }
    get:
      operationId: getJob
      responses: { '200': { $ref: '#/components/responses/Job' } }
components:
  responses:
    Job:
      description: A job.
      content:
        application/json:
          schema: { type: object, properties: { state: { type: string } } }
";

fn generate(id: &str, state: &str) -> Generated {
    let waiter = Waiter {
        poll: "getJob".to_owned(),
        arguments: Vec::new(),
        state: state.to_owned(),
        success: vec!["done".to_owned()],
        failure: Vec::new(),
        pending: Vec::new(),
        result: None,
        interval: Some(60),
        max_interval: None,
        deadline: None,
    };
    let config = ClientConfig {
        waiters: BTreeMap::from([(id.to_owned(), waiter)]),
        ..ClientConfig::new("api.yaml", "out", "a")
    };
    Generator::new(config).generate_text("api.yaml", DESCRIPTION, &BTreeMap::new())
}

fn findings(generated: &Generated) -> Vec<String> {
    let found = generated.diagnostics.iter().map(|found| {
        let at = found.at.as_ref().map(|at| at.pointer.to_string());
        format!(
            "{} {}: {}",
            found.entry.code,
            at.unwrap_or_default(),
            found.message
        )
    });
    found.collect()
}

#[test]
fn settings_count_more_than_the_description() {
    let generated = generate("createJob", "/state");
    assert_eq!(findings(&generated), [""; 0]);
    let files = generated.files.as_ref().unwrap();
    let mut texts = files.iter().filter(|(path, _)| path.contains("untagged"));
    let text = texts.next().unwrap().1;
    // The maximum delay is at least the first one.
    assert!(text.contains("every: 60..=60,"), "{text}");
    let text_of_docs = "every 60 seconds, for at most 3600 seconds.";
    assert!(text.contains(text_of_docs), "{text}");
}

#[test]
fn settings_that_do_not_fit_are_shown_at_the_operation() {
    assert_eq!(
        findings(&generate("createJob", "/status")),
        [
            "unusable-waiter #/paths/~1jobs/post: the work of `createJob` cannot be waited for: `state`: `/status` cannot be \
             resolved: there is no `status`"
        ]
    );
}

#[test]
fn settings_of_no_operation_are_reported() {
    assert_eq!(
        findings(&generate("createJobs", "/state")),
        [
            "unused-setting : `waiters` names `createJobs`, which is the `operationId` of no operation",
            "unusable-waiter #/paths/~1jobs/post/x-oasmith-waiter: the work of `createJob` cannot be waited for: `poll`: \
             there is no operation `nothing`"
        ]
    );
}
