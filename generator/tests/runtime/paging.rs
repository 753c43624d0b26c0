//! Pages that do not end.

use crate::runtime::testing::{MockResponse, Script};

use super::api::{body, client};

/// Empty pages, each of which names another, and now and then one with a name.
fn script(every: usize) -> Script {
    let pages = Script::new();
    let counted = pages.clone();
    pages.otherwise_with(move |_| {
        let number = counted.requests().len();
        let names = if every > 0 && number.is_multiple_of(every) {
            r#"["a"]"#
        } else {
            "[]"
        };
        body(format!(r#"{{"names":{names},"next":"{number}"}}"#))
    })
}

#[tokio::test]
async fn endless_empty_pages_are_an_error() {
    let script = script(0);
    let mut items = client(&script).list_names().items();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(
        error.to_string().contains("100 empty pages in a row"),
        "{error}"
    );
    assert_eq!(script.requests().len(), 100);
    // The stream ends there, but it can be taken up again.
    assert!(items.next().await.is_none());
    assert!(!items.is_done());
    assert_eq!(items.token(), Some("100"));
    assert_eq!(script.requests().len(), 100);
}

#[tokio::test]
async fn pages_that_are_looked_at_one_by_one_are_counted_too() {
    let script = script(0);
    let mut pages = client(&script).list_names().pages();
    for _ in 0..100 {
        pages.next().await.unwrap().unwrap();
    }
    pages.next().await.unwrap().unwrap_err();
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn an_item_in_between_begins_the_count_anew() {
    let script = script(90);
    let mut items = client(&script).list_names().items();
    for _ in 0..5 {
        assert_eq!(items.next().await.unwrap().unwrap(), "a");
    }
    assert_eq!(script.requests().len(), 450);
}

#[tokio::test]
async fn the_caller_sets_how_many_empty_pages_are_too_many() {
    for (limit, requests) in [(0, 1), (1, 1), (3, 3), (250, 250)] {
        let script = script(0);
        let mut items = client(&script).list_names().items();
        items = items.max_empty_pages(limit);
        items.next().await.unwrap().unwrap_err();
        assert_eq!(script.requests().len(), requests, "{limit}");
    }
}
