//! Words of names in `PascalCase`: what two names share.

use crate::ident;

/// Splits a name before each capital.
pub(super) fn words(name: &str) -> Vec<&str> {
    let starts = name.char_indices().skip(1);
    let mut starts = starts
        .filter(|(_, letter)| letter.is_ascii_uppercase())
        .map(|(index, _)| index);
    let mut words = Vec::new();
    let mut rest = 0;
    loop {
        let end = starts.next().unwrap_or(name.len());
        words.extend(name.get(rest..end).filter(|word| !word.is_empty()));
        if end == name.len() {
            return words;
        }
        rest = end;
    }
}

/// Appends `more` to `name`. Words at the end of `name` that `more` begins with are written once:
/// `PublishedPackage` and `PackageVersion` become `PublishedPackageVersion`.
pub(super) fn appended(name: &str, more: &str) -> String {
    let name = name.trim_end_matches('_');
    let (base, added) = (words(name), words(more));
    let shared = (1..added.len().min(base.len() + 1))
        .rev()
        .find(|count| base.ends_with(added.get(..*count).unwrap_or_default()));
    let rest = added.get(shared.unwrap_or_default()..).unwrap_or_default();
    joined(name, &rest.concat())
}

/// Drops from the start of `more` the words that stand somewhere in `name` in the same order, if
/// others are left.
pub(super) fn without_repeated(name: &str, more: &str) -> String {
    let (base, added) = (words(name), words(more));
    let is_repeated = |count: &usize| {
        let start = added.get(..*count).unwrap_or_default();
        base.windows(*count).any(|window| window == start)
    };
    let count = (1..added.len()).rev().find(is_repeated);
    added
        .get(count.unwrap_or_default()..)
        .unwrap_or_default()
        .concat()
}

/// Drops from each name the first and last words that all of them share with each other and with
/// `whole`. A name of which nothing would be left keeps all of them.
pub(super) fn without_shared(names: &mut [String], whole: &str) {
    if names.len() < 2 {
        return;
    }
    let whole = words(whole);
    let split: Vec<Vec<&str>> = names.iter().map(|name| words(name)).collect();
    let all = |test: &dyn Fn(&[&str]) -> bool| split.iter().all(|name| test(name));
    let begins = |count: &usize| {
        let start = whole.get(..*count).unwrap_or_default();
        all(&|name| name.starts_with(start) && name.len() > start.len())
    };
    let first = (1..=whole.len()).rev().find(begins).unwrap_or_default();
    let ends = |count: &usize| {
        let end = whole.get(whole.len() - *count..).unwrap_or_default();
        all(&|name| name.ends_with(end) && name.len() > first + end.len())
    };
    let last = (1..=whole.len()).rev().find(ends).unwrap_or_default();
    let kept = |name: &Vec<&str>| {
        let kept = name.get(first..name.len() - last).unwrap_or_default();
        kept.concat()
    };
    let kept: Vec<String> = split.iter().map(kept).collect();
    if kept.iter().all(|name| is_name(name)) {
        names.clone_from_slice(&kept);
    }
}

/// Drops the whole name of a union from the start of the name of its variant.
pub(super) fn without_union(name: &str, union: &str) -> String {
    match name.strip_prefix(union) {
        Some(rest) if is_name(rest) => rest.to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether a rest of a name is a name by itself.
fn is_name(rest: &str) -> bool {
    rest.starts_with(|first: char| first.is_ascii_uppercase()) && ident::is_identifier(rest)
}

/// Appends words to a name. Two adjacent numbers would read as one.
fn joined(name: &str, more: &str) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    if name.ends_with(is_digit) && more.starts_with(is_digit) {
        return format!("{name}_{more}");
    }
    ident::joined(name, more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_words_of_two_names_are_written_once() {
        let table = [
            ("Pet", "Owner", "PetOwner"),
            (
                "PublishedPackage",
                "PackageVersion",
                "PublishedPackageVersion",
            ),
            ("Error", "Error", "ErrorError"),
            ("ListType", "TypeListType", "ListTypeListType"),
            ("Self_", "Kind", "SelfKind"),
            ("", "Kind", "Kind"),
        ];
        for (name, more, expected) in table {
            assert_eq!(appended(name, more), expected, "{name} and {more}");
        }
    }

    #[test]
    fn repeated_words_are_dropped_if_others_are_left() {
        let table = [
            (
                "ListEvaluationDatasetsResponse",
                "EvaluationDatasetsItem",
                "Item",
            ),
            ("ListDatasets", "Datasets", "Datasets"),
            ("ListDatasets", "Sets", "Sets"),
        ];
        for (name, more, expected) in table {
            assert_eq!(without_repeated(name, more), expected, "{name} and {more}");
        }
    }

    #[test]
    fn variants_drop_what_all_of_them_share_with_the_union() {
        let table: [(&str, &[&str], &[&str]); 6] = [
            (
                "ChatRequestMessage",
                &["ChatRequestUserMessage", "ChatRequestToolMessage"],
                &["User", "Tool"],
            ),
            ("Pet", &["PetCat", "PetDog"], &["Cat", "Dog"]),
            ("Pet", &["Cat", "Dog"], &["Cat", "Dog"]),
            ("Pet", &["Pet", "PetDog"], &["Pet", "PetDog"]),
            ("Pet", &["PetCat"], &["PetCat"]),
            (
                "Shape",
                &["CircleShape", "Shape3"],
                &["CircleShape", "Shape3"],
            ),
        ];
        for (union, variants, expected) in table {
            let mut names: Vec<String> = variants.iter().map(|&name| name.to_owned()).collect();
            without_shared(&mut names, union);
            assert_eq!(names, expected, "of {union}");
        }
    }
}
