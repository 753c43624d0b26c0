//! Settings for pagination, combined with extensions of the description.

use std::collections::BTreeMap;

use crate::config::ClientConfig;
use crate::generator::{Generated, Generator};
use crate::model::{PageStyle, Pagination};

const DESCRIPTION: &str = r"
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      x-oasmith-pagination: { style: offset, items: /nothing, parameter: page }
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      responses:
        '200':
          description: A page.
          content:
            application/json:
              schema: { type: object, properties: { pets: { type: array, items: { type: string } } } }
";

fn generate(settings: &[(&str, &str)]) -> Generated {
    let pagination = |items: &str| Pagination {
        style: PageStyle::Page,
        items: items.to_owned(),
        next: None,
        parameter: Some("page".to_owned()),
        size: None,
        has_more: None,
        first: None,
    };
    let settings = settings
        .iter()
        .map(|(id, items)| ((*id).to_owned(), pagination(items)));
    let config = ClientConfig {
        pagination: settings.collect(),
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

fn code(generated: &Generated) -> String {
    let files = generated.files.as_ref().unwrap();
    let mut texts = files.iter().filter(|(path, _)| path.contains("untagged"));
    texts.next().unwrap().1.to_owned()
}

#[test]
fn settings_count_more_than_the_description() {
    let generated = generate(&[("listPets", "/pets")]);
    assert_eq!(findings(&generated), [""; 0]);
    assert!(code(&generated).contains("by: Page(\"page\", 1),"));
}

#[test]
fn settings_that_do_not_fit_are_shown_at_the_operation() {
    let generated = generate(&[("listPets", "/dogs")]);
    assert_eq!(
        findings(&generated),
        [
            "unusable-pagination #/paths/~1pets/get: the pages of `listPets` cannot be followed: `items`: `/dogs` cannot be \
             resolved: there is no `dogs`"
        ]
    );
    assert!(!code(&generated).contains("paginated!"));
}

#[test]
fn settings_of_no_operation_are_reported() {
    let generated = generate(&[("listPets", "/pets"), ("listPet", "/pets")]);
    assert_eq!(
        findings(&generated),
        [
            "unused-setting : `pagination` names `listPet`, which is the `operationId` of no operation"
        ]
    );
}
