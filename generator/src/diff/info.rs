//! The `info` object of the description.

use super::change::Change;
use super::side::top;
use super::{Comparison, docs, kinds};

/// Compares title, version and docs.
pub(super) fn compare(comparison: &mut Comparison<'_>) {
    let (old, new) = (comparison.old.api, comparison.new.api);
    let at = top().key("info");
    let texts = [
        (&kinds::TITLE_CHANGED, "title", &old.title, &new.title),
        (
            &kinds::VERSION_CHANGED,
            "version",
            &old.version,
            &new.version,
        ),
    ];
    for (kind, key, was, now) in texts {
        if was != now {
            let change = Change::new(kind, "the API").between(was, now);
            comparison.add(change.at(at.key(key), at.key(key)));
        }
    }
    docs::compare_docs(
        comparison,
        "the API",
        &old.docs,
        &new.docs,
        (at.clone(), at),
    );
    for tag in &new.tags {
        if let Some(before) = old.tags.iter().find(|before| before.name == tag.name) {
            let at = top().key("tags");
            let path = format!("the tag `{}`", tag.name);
            docs::compare_docs(comparison, &path, &before.docs, &tag.docs, (at.clone(), at));
        }
    }
}
