//! The settings read from a file, and the problems reported for an invalid one.

use std::path::Path;

use super::{ClientConfig, Config, DateTimeCrate, Directions};
use crate::model::{PageStyle, Pagination, Waiter};

fn read(text: &str) -> Result<Config, String> {
    Config::from_text(Path::new("../oasmith.toml"), text.to_owned())
        .map_err(|error| error.to_string())
}

#[test]
fn defaults_are_those_of_the_constructor() {
    let text =
        "[[client]]\ndescription = \"a.yaml\"\noutput = \"out\"\n[client.package]\nname = \"a\"\n";
    let expected = ClientConfig::new("../a.yaml", "../out", "a");
    assert_eq!(
        read(text),
        Ok(Config {
            clients: vec![expected]
        })
    );
}

#[test]
fn every_setting() {
    let text = r#"
[[client]]
description = "/spec/a.yaml"
output = "out"
client-parameters = ["project_id"]
examples = ["StopBackup"]
datetime = "string"
directions = "both"

[client.package]
name = "a-client"
version = "1.2.3-rc.1"
description = "d"
license = "MIT"
repository = "r"
homepage = "h"
documentation = "o"
authors = ["x", "y"]
keywords = ["k"]
categories = ["c"]
rust-version = "1.85"
publish = false

[[client]]
description = "b.yaml"
output = "b"
package = { name = "b" }
"#;
    let config = read(text).unwrap();
    let [a, b] = &config.clients[..] else {
        panic!("{config:?}")
    };
    assert_eq!(
        (a.description.to_str(), a.output.to_str()),
        (Some("/spec/a.yaml"), Some("../out"))
    );
    assert_eq!(
        (&a.client_parameters[..], &a.examples[..]),
        (
            &["project_id".to_owned()][..],
            &["StopBackup".to_owned()][..]
        )
    );
    assert_eq!(
        (a.datetime, a.directions, a.package.publish),
        (
            Some(DateTimeCrate::String),
            Some(Directions::Both),
            Some(false)
        )
    );
    assert_eq!(
        (
            a.package.version.as_deref(),
            a.package.rust_version.as_deref()
        ),
        (Some("1.2.3-rc.1"), Some("1.85"))
    );
    assert_eq!(a.package.authors, ["x", "y"]);
    assert_eq!(b.package.name, "b");
}

#[test]
fn pages_of_operations() {
    let text = r#"
[[client]]
description = "a.yaml"
output = "out"
package = { name = "a" }

[client.pagination.listPets]
style = "cursor"
items = "/data"
next = "/meta/next_cursor"
parameter = "cursor"
size = "limit"
has-more = "/has_more"

[client.pagination."pets/list"]
style = "page"
parameter = "page"
first = 0
"#;
    let config = read(text).unwrap();
    let pagination = &config.clients[0].pagination;
    let some = |text: &str| Some(text.to_owned());
    let cursor = Pagination {
        style: PageStyle::Cursor,
        items: "/data".to_owned(),
        next: some("/meta/next_cursor"),
        parameter: some("cursor"),
        size: some("limit"),
        has_more: some("/has_more"),
        first: None,
    };
    let page = Pagination {
        style: PageStyle::Page,
        items: String::new(),
        next: None,
        parameter: some("page"),
        size: None,
        has_more: None,
        first: Some(0),
    };
    assert_eq!(pagination.get("listPets"), Some(&cursor));
    assert_eq!(pagination.get("pets/list"), Some(&page));
}

#[test]
fn work_that_is_waited_for() {
    let text = r#"
[[client]]
description = "a.yaml"
output = "out"
package = { name = "a" }

[client.waiters.createExport]
poll = "getJob"
arguments = { job_id = "/id", kind = "/job/kind" }
state = "/status"
success = ["done"]
failure = ["failed"]
pending = ["waiting"]
result = "/result"
interval = 2
max-interval = 30
deadline = 600
"#;
    let config = read(text).unwrap();
    let pair = |name: &str, pointer: &str| (name.to_owned(), pointer.to_owned());
    let expected = Waiter {
        poll: "getJob".to_owned(),
        arguments: vec![pair("job_id", "/id"), pair("kind", "/job/kind")],
        state: "/status".to_owned(),
        success: vec!["done".to_owned()],
        failure: vec!["failed".to_owned()],
        pending: vec!["waiting".to_owned()],
        result: Some("/result".to_owned()),
        interval: Some(2),
        max_interval: Some(30),
        deadline: Some(600),
    };
    assert_eq!(
        config.clients[0].waiters.get("createExport"),
        Some(&expected)
    );
}

#[test]
fn wrong_files() {
    let client = "[[client]]\ndescription = \"a\"\noutput = \"o\"\n";
    let package = "[client.package]\nname = \"a\"\n";
    let table = [
        (
            String::new(),
            "1:1: no client: give each one a table `[[client]]`",
        ),
        (
            "[[client]\n".into(),
            "1:10: unclosed array table, expected `]`",
        ),
        (
            "[[clients]]\n".into(),
            "1:1: no client: give each one a table `[[client]]`\n1:3: the file has no setting `clients` (did you mean `client`?)",
        ),
        (
            format!("{client}{package}licence = \"MIT\"\n"),
            "6:1: the package has no setting `licence` (did you mean `license`?)",
        ),
        (
            format!("{client}include = []\n{package}"),
            "4:11: `include` takes a table",
        ),
        (
            format!("{client}{package}[client.includes]\ntags = []\n"),
            "6:9: the client has no setting `includes` (did you mean `include`?)",
        ),
        (
            format!("{client}colour = []\n{package}"),
            "4:1: the client has no setting `colour` (its settings are `output`, `description`, `overlays`, `remote`, `folders`, `allowed-crates`, `client-parameters`, `empty-path-parameters`, `examples`, `datetime`, `directions`, `unknown-properties`, `unmatched-properties`, `example-tests`, `tag-features`, `modules`, `without-features`, `docs`, `pagination`, `waiters`, `include`, `exclude`, `rename`, `names`, `replace`, `derives`, `enums`, `open-enums`, `closed-enums`, `required`, `optional`, `package`)",
        ),
        (
            format!("{client}examples = \"a\"\n{package}"),
            "4:12: `examples` takes a list of texts in quotes",
        ),
        (
            format!("{client}examples = [1]\n{package}"),
            "4:12: `examples` takes a list of texts in quotes",
        ),
        (
            format!("{client}{package}publish = \"no\"\n"),
            "6:11: `publish` takes `true` or `false`",
        ),
        (
            format!("{client}{package}version = 1\n"),
            "6:11: `version` takes text in quotes",
        ),
        (
            format!("{client}{package}version = \"1.0\"\n"),
            "6:11: `1.0` is not a value for `version`: a version such as `0.1.0` is needed",
        ),
        (
            format!("{client}datetime = \"jif\"\n{package}"),
            "4:12: `jif` is not a value for `datetime`: it takes `\"jiff\"`, `\"chrono\"`, `\"time\"`, `\"string\"` (did you mean `\"jiff\"`?)",
        ),
        (
            format!("{client}modules = \"one\"\ntag-features = true\n{package}"),
            "5:16: `tag-features` needs a module for each tag, but `modules` asks for one",
        ),
        (
            format!("{client}without-features = [\"gzip\", \"gzp\"]\n{package}"),
            "4:29: `gzp` is not a value for `without-features`: it takes `\"reqwest\"`, `\"blocking\"`, `\"gzip\"`, `\"http2\"`, `\"testing\"`, `\"tracing\"` (did you mean `\"gzip\"`?)",
        ),
        (
            format!("{client}{package}[client.docs]\nexample = false\nmembers = 0\n"),
            "7:1: `[client.docs]` has no setting `example` (did you mean `examples`?)\n8:11: `members` takes `true` or `false`",
        ),
        (
            format!("{client}[client.package]\nname = \"2a\"\n"),
            "5:8: `2a` is not a value for `name`: it must begin with a letter",
        ),
        (
            format!("{client}[client.package]\n"),
            "4:1: the package has no `name`",
        ),
        (
            client.to_owned(),
            "1:1: the client has no `[client.package]` with a `name`",
        ),
        (
            format!("[[client]]\noutput = \"o\"\n{package}"),
            "1:1: the client has no `description`",
        ),
        (
            "[client]\noutput = \"o\"\n".into(),
            "1:1: `client` takes tables, each under a header `[[client]]`",
        ),
        (
            format!("{client}{package}[client.pagination]\nlistPets = 1\n"),
            "6:1: `pagination` takes tables, each under a header such as `[client.pagination.listPets]`",
        ),
        (
            format!("{client}{package}[client.pagination.listPets]\nitem = \"/data\"\n"),
            "6:1: the pagination has no `style`\n7:1: the pagination has no setting `item` (did you mean `items`?)",
        ),
        (
            format!(
                "{client}{package}[client.pagination.listPets]\nstyle = \"pages\"\nnext = \"next\"\nfirst = -1\n"
            ),
            "7:9: `pages` is not a value for `style`: it takes `\"cursor\"`, `\"offset\"`, `\"page\"`, `\"link\"` (did you mean `\"page\"`?)\n8:8: `next` is not a value for `next`: a JSON Pointer such as `/data` is needed\n9:9: `first` takes a whole number",
        ),
        (
            format!(
                "{client}{package}[client.waiters.createExport]\narguments = {{ id = \"id\" }}\nstate = \"status\"\n"
            ),
            "6:1: the waiter has no `poll`\n7:13: `arguments` takes a table of JSON Pointers such as `/id`\n8:9: `status` is not a value for `state`: a JSON Pointer such as `/data` is needed",
        ),
        (
            format!("{client}{package}{client}{package}"),
            "8:10: two clients have the output folder `../o`\n10:8: two clients have the package name `a`",
        ),
        (
            format!(
                "{client}{package}{}[client.package]\nname = \"b\"\n",
                client.replace("\"o\"", "\"./x/../o/.\"")
            ),
            "8:10: two clients have the output folder `.././x/../o/.`",
        ),
        (
            format!("{client}{package}rust-version = \"abc\"\n"),
            "6:16: `abc` is not a value for `rust-version`: a version of Rust such as `1.85` is needed",
        ),
        (
            format!("{client}{package}rust-version = \"1.70\"\n"),
            "6:16: `1.70` is not a value for `rust-version`: generated crates need Rust 1.85 or later",
        ),
        (
            format!("{client}{package}version = \"1.0.0-\"\n"),
            "6:11: `1.0.0-` is not a value for `version`: a version such as `0.1.0` is needed",
        ),
        (
            format!(
                "{client}{package}keywords = [\"a\", \"b c\", \"d\", \"e\", \"f\", \"g\"]\ncategories = [\"HTTP\"]\n"
            ),
            "6:12: `keywords` takes no more than 5\n6:18: `b c` is not a value for `keywords`: a keyword is letters, digits, `-`, `_` and `+`, the first a letter or a digit\n7:15: `HTTP` is not a value for `categories`: a category is written like `web-programming::http-client`",
        ),
        (
            format!(
                "{client}{package}[client.replace]\ntypes.A = {{ path = \"a::B\", version = \"abc\" }}\n"
            ),
            "7:38: `abc` is not a value for `version`: a version requirement such as `1` or `0.3.2` is needed",
        ),
    ];
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let found = read(&text)
            .map(|_| ())
            .unwrap_err()
            .replace("../oasmith.toml:", "");
        if found != expected {
            wrong.push((text, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
