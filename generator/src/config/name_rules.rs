//! Rules for the names of a whole description.

use serde::Serialize;

use super::section::Section;
use crate::ident;

/// Rules for the names of a whole description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct NameRules {
    /// Whether an `operationId` that a framework made of a function, the path and the method loses
    /// the path and the method. Default: where most operations have such an id.
    pub strip_operation_paths: Option<bool>,
    /// Prefixes that are dropped from each `operationId`.
    pub strip_operation_prefixes: Vec<String>,
    /// Suffixes that are dropped from each `operationId`.
    pub strip_operation_suffixes: Vec<String>,
    /// Prefixes that are dropped from the names of schemas.
    pub strip_type_prefixes: Vec<String>,
    /// Suffixes that are dropped from the names of schemas.
    pub strip_type_suffixes: Vec<String>,
    /// Whether titles of schemas name no types. Default: they do.
    pub ignore_titles: Option<bool>,
}

impl NameRules {
    /// The name of the type of a named schema.
    pub(crate) fn of_schema(&self, name: &str) -> String {
        let name = ident::pascal(name);
        let prefixes = affixes(&self.strip_type_prefixes, ident::pascal);
        let suffixes = affixes(&self.strip_type_suffixes, ident::pascal);
        without_ends(&name, &prefixes, &suffixes, |rest| {
            rest.starts_with(|first: char| first.is_ascii_uppercase())
        })
    }

    /// The name of the method of an operation.
    pub(crate) fn of_operation(&self, words: &str) -> String {
        let name = ident::snake(words);
        let before = |prefix: &str| ident::snake(prefix) + "_";
        let behind = |suffix: &str| format!("_{}", ident::snake(suffix));
        let prefixes = affixes(&self.strip_operation_prefixes, before);
        let suffixes = affixes(&self.strip_operation_suffixes, behind);
        without_ends(&name, &prefixes, &suffixes, |rest| {
            rest.starts_with(|first: char| first.is_ascii_alphabetic())
        })
    }

    /// Merges these rules with `other`. These take precedence.
    pub(super) fn or(self, other: Self) -> Self {
        let either = |own: Vec<String>, other| if own.is_empty() { other } else { own };
        Self {
            strip_operation_paths: self.strip_operation_paths.or(other.strip_operation_paths),
            strip_operation_prefixes: either(
                self.strip_operation_prefixes,
                other.strip_operation_prefixes,
            ),
            strip_operation_suffixes: either(
                self.strip_operation_suffixes,
                other.strip_operation_suffixes,
            ),
            strip_type_prefixes: either(self.strip_type_prefixes, other.strip_type_prefixes),
            strip_type_suffixes: either(self.strip_type_suffixes, other.strip_type_suffixes),
            ignore_titles: self.ignore_titles.or(other.ignore_titles),
        }
    }
}

/// Reads `[client.names]`.
pub(super) fn read(mut section: Section<'_>) -> NameRules {
    let rules = NameRules {
        strip_operation_paths: section.flag("strip-operation-paths"),
        strip_operation_prefixes: section.texts("strip-operation-prefixes"),
        strip_operation_suffixes: section.texts("strip-operation-suffixes"),
        strip_type_prefixes: section.texts("strip-type-prefixes"),
        strip_type_suffixes: section.texts("strip-type-suffixes"),
        ignore_titles: section.flag("ignore-titles"),
    };
    section.finish();
    rules
}

fn affixes(affixes: &[String], cased: impl Fn(&str) -> String) -> Vec<String> {
    affixes.iter().map(|affix| cased(affix)).collect()
}

/// Drops the first prefix and the first suffix that `name` has, if a name is left.
fn without_ends(
    name: &str,
    prefixes: &[String],
    suffixes: &[String],
    is_name: impl Fn(&str) -> bool,
) -> String {
    let mut prefixes = prefixes.iter();
    let rest = prefixes.find_map(|prefix| {
        let rest = name.strip_prefix(prefix.as_str())?;
        is_name(rest).then_some(rest)
    });
    let name = rest.unwrap_or(name);
    let mut suffixes = suffixes.iter();
    let rest = suffixes.find_map(|suffix| {
        let rest = name.strip_suffix(suffix.as_str())?;
        is_name(rest).then_some(rest)
    });
    rest.unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::NameRules;

    #[test]
    fn affixes_are_whole_words_and_leave_a_name() {
        let rules = NameRules {
            strip_type_prefixes: vec!["api_v1".to_owned()],
            strip_type_suffixes: vec!["Dto".to_owned()],
            strip_operation_prefixes: vec!["api".to_owned()],
            strip_operation_suffixes: vec!["v1".to_owned()],
            ..NameRules::default()
        };
        let types = [
            ("ApiV1PetDto", "Pet"),
            ("api.v1.Dto", "Dto"),
            ("ApiV10", "ApiV10"),
            ("PetDto", "Pet"),
            ("Dto", "Dto"),
            ("Petdto", "Petdto"),
        ];
        for (name, expected) in types {
            assert_eq!(rules.of_schema(name), expected, "{name}");
        }
        let operations = [
            ("apiListPetsV1", "list_pets"),
            ("api", "api"),
            ("apis_list", "apis_list"),
            ("api_v1", "v1"),
        ];
        for (name, expected) in operations {
            assert_eq!(rules.of_operation(name), expected, "{name}");
        }
    }
}
