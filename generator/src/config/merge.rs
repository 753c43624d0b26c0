//! Merges settings from two sources. The first one takes precedence.

use std::collections::BTreeMap;

use super::{ClientConfig, Derive, Derives, DocsConfig, PackageConfig, Rename, Replace, Selection};

impl ClientConfig {
    /// Merges these settings with `other`, except for the description and the output folder. These
    /// settings take precedence.
    pub(super) fn or(self, other: Self) -> Self {
        let Self {
            description: _,
            overlays: _,
            remote: _,
            folders: _,
            allowed_crates: _,
            output: _,
            package,
            include,
            exclude,
            rename,
            names,
            replace,
            derives,
            enums,
            mut open_enums,
            mut closed_enums,
            mut required,
            mut optional,
            client_parameters,
            empty_path_parameters,
            examples,
            datetime,
            directions,
            unknown_properties,
            unmatched_properties,
            example_tests,
            tag_features,
            modules,
            without_features,
            docs,
            pagination,
            waiters,
            places,
        } = other;
        // An entry in one list of `self` overrides the opposite list of `other`.
        open_enums.retain(|name| !self.closed_enums.contains(name));
        closed_enums.retain(|name| !self.open_enums.contains(name));
        required.retain(|name| !self.optional.contains(name));
        optional.retain(|name| !self.required.contains(name));
        Self {
            package: self.package.or(package),
            include: self.include.or(include),
            exclude: self.exclude.or(exclude),
            rename: self.rename.or(rename),
            names: self.names.or(names),
            replace: self.replace.or(replace),
            derives: self.derives.or(derives),
            enums: self.enums.or(enums),
            open_enums: both(self.open_enums, open_enums),
            closed_enums: both(self.closed_enums, closed_enums),
            required: both(self.required, required),
            optional: both(self.optional, optional),
            client_parameters: both(self.client_parameters, client_parameters),
            empty_path_parameters: both(self.empty_path_parameters, empty_path_parameters),
            examples: both(self.examples, examples),
            datetime: self.datetime.or(datetime),
            directions: self.directions.or(directions),
            unknown_properties: self.unknown_properties.or(unknown_properties),
            unmatched_properties: self.unmatched_properties.or(unmatched_properties),
            example_tests: self.example_tests.or(example_tests),
            tag_features: self.tag_features.or(tag_features),
            modules: self.modules.or(modules),
            without_features: both(self.without_features, without_features),
            docs: self.docs.or(docs),
            pagination: each(self.pagination, pagination),
            waiters: each(self.waiters, waiters),
            places: self.places.or(places),
            ..self
        }
    }
}

impl PackageConfig {
    fn or(self, other: Self) -> Self {
        Self {
            name: self.name,
            version: self.version.or(other.version),
            description: self.description.or(other.description),
            license: self.license.or(other.license),
            repository: self.repository.or(other.repository),
            homepage: self.homepage.or(other.homepage),
            documentation: self.documentation.or(other.documentation),
            authors: first_nonempty(self.authors, other.authors),
            keywords: first_nonempty(self.keywords, other.keywords),
            categories: first_nonempty(self.categories, other.categories),
            rust_version: self.rust_version.or(other.rust_version),
            publish: self.publish.or(other.publish),
        }
    }
}

impl DocsConfig {
    fn or(self, other: Self) -> Self {
        Self {
            front: self.front.or(other.front),
            examples: self.examples.or(other.examples),
            members: self.members.or(other.members),
        }
    }
}

impl Selection {
    fn or(self, other: Self) -> Self {
        if self.is_empty() { other } else { self }
    }
}

impl Rename {
    fn or(self, other: Self) -> Self {
        Self {
            operations: each(self.operations, other.operations),
            types: each(self.types, other.types),
            fields: each(self.fields, other.fields),
            variants: each(self.variants, other.variants),
        }
    }
}

impl Replace {
    fn or(self, other: Self) -> Self {
        Self {
            types: each(self.types, other.types),
            formats: each(self.formats, other.formats),
        }
    }
}

impl Derives {
    fn or(self, other: Self) -> Self {
        let mut all = self.all;
        let is_new = |derive: &Derive| !all.iter().any(|known| known.path == derive.path);
        let new: Vec<Derive> = other.all.into_iter().filter(is_new).collect();
        all.extend(new);
        Self {
            all,
            types: each(self.types, other.types),
        }
    }
}

/// The first list that is not empty.
fn first_nonempty(one: Vec<String>, other: Vec<String>) -> Vec<String> {
    if one.is_empty() { other } else { one }
}

/// The union of both lists.
fn both<T: PartialEq>(mut one: Vec<T>, other: Vec<T>) -> Vec<T> {
    for name in other {
        if !one.contains(&name) {
            one.push(name);
        }
    }
    one
}

/// The union of the lists under each name, the first one before the other.
fn each<T>(one: BTreeMap<String, T>, mut other: BTreeMap<String, T>) -> BTreeMap<String, T> {
    other.extend(one);
    other
}
