//! Corrections to the description, as configured.

use std::collections::BTreeSet;

use crate::config::ClientConfig;
use crate::diagnostics::Sink;
use crate::model::{GivenFor, Operation, OperationId, ParameterPlace, Shape, Table, Type, TypeId};

/// Makes the configured properties required or optional, and reports unknown names.
pub(super) fn correct(types: &mut Table<TypeId, Type>, config: &ClientConfig, sink: &Sink) {
    let settings = [
        ("required", &config.required, true),
        ("optional", &config.optional, false),
    ];
    if settings.iter().all(|(_, names, _)| names.is_empty()) {
        return;
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    for id in types.ids() {
        let Some(ty) = types.get_mut(id) else {
            continue;
        };
        let (Some(component), Shape::Object(object)) = (&ty.component, &mut ty.shape) else {
            continue;
        };
        for property in &mut object.properties {
            let name = format!("{component}.{}", property.name);
            for (_, names, required) in settings {
                if names.contains(&name) {
                    property.required = required;
                }
            }
            known.insert(name);
        }
    }
    for (setting, names, _) in settings {
        for name in names.iter().filter(|name| !known.contains(*name)) {
            let message =
                format!("`{setting}` names `{name}`, which is not a property of a named schema");
            let known = known.iter().map(String::as_str);
            sink.report(config.places.unused(setting, name, message, known));
        }
    }
}

/// Allows the configured path parameters to be empty, and reports unknown names.
pub(super) fn allow_empty(
    operations: &mut Table<OperationId, Operation>,
    config: &ClientConfig,
    sink: &Sink,
) {
    let names = &config.empty_path_parameters;
    if names.is_empty() {
        return;
    }
    let mut known: BTreeSet<String> = BTreeSet::new();
    for id in operations.ids() {
        let Some(operation) = operations.get_mut(id) else {
            continue;
        };
        for parameter in &mut operation.parameters {
            if parameter.place != ParameterPlace::Path {
                continue;
            }
            let name = parameter.name.clone();
            let full = operation.id.as_ref().map(|id| format!("{id}.{name}"));
            for name in std::iter::once(name).chain(full) {
                parameter.allow_empty |= names.contains(&name);
                known.insert(name);
            }
        }
    }
    for name in names.iter().filter(|name| !known.contains(*name)) {
        let setting = "empty-path-parameters";
        let message = format!("`{setting}` names `{name}`, which is not a path parameter");
        let known = known.iter().map(String::as_str);
        sink.report(config.places.unused(setting, name, message, known));
    }
}

/// Replaces the configured schemas by types of the settings, and reports unknown names.
pub(super) fn replace(types: &mut Table<TypeId, Type>, config: &ClientConfig, sink: &Sink) {
    let mut schemas: BTreeSet<String> = BTreeSet::new();
    let mut formats: BTreeSet<String> = BTreeSet::new();
    for id in types.ids() {
        let Some(ty) = types.get_mut(id) else {
            continue;
        };
        let named = ty.component.as_ref();
        let named = named.and_then(|name| config.replace.types.get(name));
        schemas.extend(ty.component.clone());
        let own = ty.settings.as_ref();
        let own = own.and_then(|settings| settings.replacement.as_ref());
        if let Some(replacement) = named.or(own) {
            let described = std::mem::replace(&mut ty.shape, Shape::Any);
            ty.shape = Shape::Given {
                by: GivenFor::Schema(replacement.clone()),
                described: Box::new(described),
            };
        } else if let Shape::Given {
            by: GivenFor::Format(format),
            ..
        } = &ty.shape
        {
            formats.insert(format.clone());
        }
    }
    for name in config.replace.types.keys() {
        if !schemas.contains(name) {
            let message = format!("`replace.types` names `{name}`, which is not a named schema");
            let known = schemas.iter().map(String::as_str);
            sink.report(config.places.unused("replace.types", name, message, known));
        }
    }
    for name in config.replace.formats.keys() {
        if !formats.contains(name) {
            let message =
                format!("`replace.formats` names `{name}`, which is the format of nothing");
            let places = &config.places;
            sink.report(places.unused("replace.formats", name, message, std::iter::empty()));
        }
    }
}
