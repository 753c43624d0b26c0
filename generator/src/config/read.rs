//! Reads the settings in the text of `oasmith.toml`. Every key is listed here.

use std::path::Path;
use std::sync::Arc;

use toml::de::DeTable;

use super::foreign::foreign;
use super::section::{Node, Place, Problems, Section};
use super::{
    ClientConfig, Config, ConfigError, ConfigFile, CrateFeature, DateTimeCrate, Directions,
    DocsConfig, Modules, NameOf, Openness, PackageConfig, Rename, Replace, Replacement, Selection,
    UnknownProperties, UnmatchedProperties, check, crates, derives, name_rules, pagination,
    waiters,
};
use crate::diagnostics::catalogue as findings;
use crate::source::normalize;

/// Reads the settings in a file. The error lists all problems.
pub(super) fn config(file: ConfigFile) -> Result<Config, ConfigError> {
    let problems = Problems::default();
    let mut config = parse(&file, &problems);
    let problems = problems.in_file(&file.text);
    if !problems.is_empty() {
        return Err(ConfigError::Invalid { file, problems });
    }
    let file = Arc::new(file);
    for client in &mut config.clients {
        client.places = std::mem::take(&mut client.places).in_file(&file);
    }
    Ok(config)
}

fn parse(file: &ConfigFile, problems: &Problems) -> Config {
    match DeTable::parse(&file.text) {
        Ok(table) => {
            let folder = file.path.parent().unwrap_or(Path::new(""));
            let node = Node::of_file(&table);
            let top = Section::open(&node, "the file", problems);
            top.map(|top| clients(top, folder)).unwrap_or_default()
        }
        Err(error) => {
            let place = Place::File(error.span().unwrap_or_default());
            let message = error.message().to_owned();
            problems.add(findings::invalid_config::FATAL, &place, message, None);
            Config::default()
        }
    }
}

fn clients(mut top: Section<'_>, folder: &Path) -> Config {
    let mut clients: Vec<ClientConfig> = Vec::new();
    let sections = top.sections("client", "the client");
    if !top.has("client") {
        top.complain("no client: give each one a table `[[client]]`".to_owned());
    }
    for section in sections {
        let client = client(section, folder, &clients);
        clients.push(client);
    }
    top.finish();
    Config { clients }
}

fn client(mut section: Section<'_>, folder: &Path, others: &[ClientConfig]) -> ClientConfig {
    let output = folder.join(section.required_text("output"));
    if others.iter().any(|other| is_same(&other.output, &output)) {
        let folder = output.display();
        section.complain_of(
            "output",
            format!("two clients have the output folder `{folder}`"),
        );
    }
    let description = folder.join(section.required_text("description"));
    let overlays = section.texts("overlays").into_iter();
    let overlays = overlays.map(|path| folder.join(path)).collect();
    let remote = section.origins("remote");
    let folders = section.texts("folders").into_iter();
    let folders = folders.map(|path| folder.join(path)).collect();
    let allowed_crates = crates::read(&mut section);
    let settings = settings(&mut section);
    if !section.has("package") {
        section.complain("the client has no `[client.package]` with a `name`".to_owned());
    } else if let Some(package) = section.peek("package", "the package") {
        let name = &settings.package.name;
        if !package.has("name") {
            package.complain("the package has no `name`".to_owned());
        } else if others.iter().any(|other| other.package.name == *name) {
            package.complain_of(
                "name",
                format!("two clients have the package name `{name}`"),
            );
        }
    }
    let places = section.places();
    section.finish();
    ClientConfig {
        description,
        overlays,
        remote,
        folders,
        output,
        allowed_crates,
        places,
        ..settings
    }
}

/// Whether two paths lead to the same folder, however they are written.
fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        let whole = std::path::absolute(path);
        normalize(&whole.unwrap_or_else(|_| path.to_owned()))
    };
    whole(one) == whole(other)
}

/// Reads the settings that a description may contain as well as the file.
pub(super) fn settings(section: &mut Section<'_>) -> ClientConfig {
    ClientConfig {
        client_parameters: section.texts("client-parameters"),
        empty_path_parameters: section.texts("empty-path-parameters"),
        examples: section.texts("examples"),
        datetime: section.choice("datetime", DATE_TIME_CRATES),
        directions: section.choice("directions", DIRECTIONS),
        unknown_properties: section.choice("unknown-properties", UNKNOWN_PROPERTIES),
        unmatched_properties: section.choice("unmatched-properties", UNMATCHED_PROPERTIES),
        example_tests: section.flag("example-tests"),
        tag_features: tag_features(section),
        modules: section.choice("modules", MODULES),
        without_features: section.choices("without-features", CrateFeature::WORDS),
        docs: section
            .section("docs", "`[client.docs]`")
            .map(docs)
            .unwrap_or_default(),
        pagination: pagination::read(section),
        waiters: waiters::read(section),
        include: selection(section, "include"),
        exclude: selection(section, "exclude"),
        rename: section
            .section("rename", "`[client.rename]`")
            .map(rename)
            .unwrap_or_default(),
        names: section
            .section("names", "`[client.names]`")
            .map(name_rules::read)
            .unwrap_or_default(),
        replace: section
            .section("replace", "`[client.replace]`")
            .map(replace)
            .unwrap_or_default(),
        derives: section
            .section("derives", "`[client.derives]`")
            .map(derives::read)
            .unwrap_or_default(),
        enums: section.choice("enums", Openness::WORDS),
        open_enums: section.texts("open-enums"),
        closed_enums: section.texts("closed-enums"),
        required: section.texts("required"),
        optional: section.texts("optional"),
        package: section
            .section("package", "the package")
            .map(package)
            .unwrap_or_default(),
        ..ClientConfig::default()
    }
}

/// Reads whether there is a feature per tag, which a crate with a single module cannot have.
fn tag_features(section: &mut Section<'_>) -> Option<bool> {
    let wanted = section.flag("tag-features");
    if wanted == Some(true) && section.choice("modules", MODULES) == Some(Modules::One) {
        section.complain_of(
            "tag-features",
            "`tag-features` needs a module for each tag, but `modules` asks for one".to_owned(),
        );
    }
    wanted
}

fn docs(mut section: Section<'_>) -> DocsConfig {
    let docs = DocsConfig {
        front: section.text("front"),
        examples: section.flag("examples"),
        members: section.flag("members"),
    };
    section.finish();
    docs
}

fn selection(client: &mut Section<'_>, key: &'static str) -> Selection {
    let name = match key {
        "include" => "`[client.include]`",
        _ => "`[client.exclude]`",
    };
    let Some(mut section) = client.section(key, name) else {
        return Selection::default();
    };
    let selection = Selection {
        operations: section.texts("operations"),
        paths: section.texts("paths"),
        tags: section.texts("tags"),
    };
    section.finish();
    selection
}

fn rename(mut section: Section<'_>) -> Rename {
    let rename = Rename {
        operations: section.names("operations", NameOf::Method),
        types: section.names("types", NameOf::Type),
        fields: section.names("fields", NameOf::Method),
        variants: section.names("variants", NameOf::Type),
    };
    section.finish();
    rename
}

fn replace(mut section: Section<'_>) -> Replace {
    let mut by = |key, example| {
        let replacements = section.named_sections(key, example, "the replacement");
        let replacements = replacements.into_iter();
        replacements
            .map(|(name, section)| (name, replacement(section)))
            .collect()
    };
    let replace = Replace {
        types: by("types", "Pet"),
        formats: by("formats", "decimal"),
    };
    section.finish();
    replace
}

/// Reads a type of another crate.
pub(super) fn replacement(mut section: Section<'_>) -> Replacement {
    let (path, dependency) = foreign(&mut section, "type");
    let implements = section.texts("implements");
    section.finish();
    Replacement {
        path,
        dependency,
        implements,
    }
}

fn package(mut section: Section<'_>) -> PackageConfig {
    let package = PackageConfig {
        name: section
            .checked_text("name", check::package_name)
            .unwrap_or_default(),
        version: section.checked_text("version", check::version),
        description: section.text("description"),
        license: section.text("license"),
        repository: section.text("repository"),
        homepage: section.text("homepage"),
        documentation: section.text("documentation"),
        authors: section.texts("authors"),
        keywords: section.checked_texts("keywords", 5, check::keyword),
        categories: section.checked_texts("categories", 5, check::category),
        rust_version: section.checked_text("rust-version", check::rust_version),
        publish: section.flag("publish"),
    };
    section.finish();
    package
}

const UNKNOWN_PROPERTIES: &[(&str, UnknownProperties)] = &[
    ("ignored", UnknownProperties::Ignored),
    ("kept", UnknownProperties::Kept),
];

const UNMATCHED_PROPERTIES: &[(&str, UnmatchedProperties)] = &[
    ("refused", UnmatchedProperties::Refused),
    ("kept", UnmatchedProperties::Kept),
];

const DATE_TIME_CRATES: &[(&str, DateTimeCrate)] = &[
    ("jiff", DateTimeCrate::Jiff),
    ("chrono", DateTimeCrate::Chrono),
    ("time", DateTimeCrate::Time),
    ("string", DateTimeCrate::String),
];

const MODULES: &[(&str, Modules)] = &[("tags", Modules::Tags), ("one", Modules::One)];

const DIRECTIONS: &[(&str, Directions)] = &[("used", Directions::Used), ("both", Directions::Both)];
