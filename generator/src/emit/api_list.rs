//! `API.txt`: the public API as Rust signatures, one per line, sorted by symbol. Reviewers read it
//! first.

use super::identifier::ident_text;
use super::{taken, type_text};
use crate::model::SchemeKind;
use crate::plan::{
    ArgumentUse, Authentication, BodyEnum, CratePlan, Item, ItemKind, OperationPlan, OutcomeEnum,
    Presence, RustType, ServerPlan, Struct, UNKNOWN, UnionEnum, UnionVariant, VariantShape,
};

/// A line: its sort key (the symbol) and its text.
type Line = (String, String);

/// Returns the text of `API.txt`.
pub(super) fn emit(plan: &CratePlan) -> String {
    let items = plan.types.iter();
    let mut lines: Vec<Line> = items.flat_map(|one| item(plan, one)).collect();
    for module in &plan.modules {
        lines.extend(
            module
                .operations
                .iter()
                .flat_map(|one| operation(plan, &module.name, one)),
        );
    }
    lines.extend(plan.client.authentication.iter().flat_map(credentials));
    let shared = plan.client.shared.iter();
    lines.extend(
        shared.map(|one| builder_method(&one.method, &argument(&one.method, "impl Into<String>"))),
    );
    lines.extend(servers(&plan.client.servers));
    lines.extend(plan.headers.iter().map(|one| {
        let symbol = format!("headers::{}", one.constant);
        let text = format!("pub const {symbol}: Header<{}>", type_signature(&one.ty));
        (symbol, text)
    }));
    lines.extend(manifest(plan));
    // A raw identifier is sorted by its name.
    for (symbol, _) in &mut lines {
        if symbol.contains("r#") {
            *symbol = symbol.replace("r#", "");
        }
    }
    lines.sort();
    lines.dedup();
    lines.into_iter().map(|(_, text)| text + "\n").collect()
}

/// An argument of a function.
fn argument(name: &str, ty: &str) -> String {
    format!("{}: {ty}", ident_text(name))
}

fn builder_method(name: &str, arguments: &str) -> Line {
    let symbol = format!("ClientBuilder::{}", ident_text(name));
    let text = format!("pub fn {symbol}(self, {arguments}) -> Self");
    (symbol, text)
}

/// The builder's methods for a security scheme. None for mutual TLS, whose certificate is passed to
/// the transport.
fn credentials(one: &Authentication) -> Vec<Line> {
    let arguments = match one.kind {
        SchemeKind::MutualTls => return Vec::new(),
        SchemeKind::Basic => "user: &str, password: &str",
        _ => "credential: impl Into<Credential>",
    };
    let tokens = one.client_credentials.as_ref().map(|tokens| {
        let arguments = "id: &str, secret: impl Into<Secret>, scopes: &[&str]";
        builder_method(&tokens.method, arguments)
    });
    let own = builder_method(&one.method, arguments);
    std::iter::once(own).chain(tokens).collect()
}

fn servers(servers: &ServerPlan) -> Vec<Line> {
    let mut lines = Vec::new();
    if !servers.choices.is_empty() {
        lines.push(("Server".to_owned(), "pub struct Server".to_owned()));
        lines.push(builder_method("server", "server: Server"));
    }
    for choice in &servers.choices {
        let arguments = choice.variables.iter().map(|one| match &one.choice {
            Some(choice) => argument(&one.name, &into(choice)),
            None => argument(&one.name, "&str"),
        });
        let arguments: Vec<String> = arguments.collect();
        let symbol = format!("Server::{}", ident_text(&choice.name));
        let text = format!("pub fn {symbol}({}) -> Self", arguments.join(", "));
        lines.push((symbol, text));
    }
    for values in &servers.enums {
        let name = &values.name;
        lines.push((name.clone(), format!("pub enum {name}")));
        let known = values.values.iter();
        lines.extend(known.map(|(variant, value)| valued(name, variant, &format!("{value:?}"))));
        lines.push(variant(name, UNKNOWN, Some("String")));
    }
    lines
}

/// What the description adds to the manifest: a feature for each tag, and the crates of replaced
/// types.
fn manifest(plan: &CratePlan) -> Vec<Line> {
    let features = plan.tag_features.iter().flat_map(|tags| &tags.modules);
    let features = features.map(|tag| {
        let text = format!("[features] {}", tag.name);
        ("#features".to_owned(), text)
    });
    let dependencies = plan.given_dependencies.iter().map(|(name, one)| {
        let text = format!("[dependencies] {name} = {:?}", one.version);
        ("#dependencies".to_owned(), text)
    });
    features.chain(dependencies).collect()
}

/// A variant of an enum.
fn variant(name: &str, variant: &str, payload: Option<&str>) -> Line {
    let symbol = format!("{name}::{}", ident_text(variant));
    let payload = payload.map(|payload| format!("({payload})"));
    let text = format!("pub {symbol}{}", payload.unwrap_or_default());
    (symbol, text)
}

/// A variant that stands for a value of the API.
fn valued(name: &str, variant: &str, value: &str) -> Line {
    let symbol = format!("{name}::{}", ident_text(variant));
    let text = format!("pub {symbol} // {value}");
    (symbol, text)
}

fn implemented(name: &str, of: &str) -> Line {
    (name.to_owned(), format!("impl {of} for {name}"))
}

/// The conversion of a payload to its enum.
fn converted(name: &str, payload: &RustType) -> Line {
    let payload = type_signature(&payload.clone().unboxed());
    implemented(name, &format!("From<{payload}>"))
}

/// A type, and the traits that not every type of its kind implements.
fn definition(item: &Item, derives: &[String], name: &str, keyword: &str) -> Vec<Line> {
    let by_use = match item.kind {
        ItemKind::Struct(_) | ItemKind::Union(_) => {
            [(item.received, "Deserialize"), (item.sent, "Serialize")]
        }
        _ => [(false, ""); 2],
    };
    let by_use = by_use.iter().filter(|(has, _)| *has).map(|(_, name)| *name);
    let derived = derives.iter().map(String::as_str);
    let traits = by_use.chain(derived).map(|of| implemented(name, of));
    let definition = (name.to_owned(), format!("pub {keyword} {name}"));
    std::iter::once(definition).chain(traits).collect()
}

fn item(plan: &CratePlan, item: &Item) -> Vec<Line> {
    let derives = plan.derives(item);
    let name = format!("types::{}", ident_text(&item.name));
    let mut lines = Vec::new();
    if let Some(order) = item.order(derives) {
        lines.push((
            name.clone(),
            format!("// {name} is ordered: {}", order.join(" < ")),
        ));
    }
    match &item.kind {
        ItemKind::Struct(structure) => {
            lines.extend(definition(item, derives, &name, "struct"));
            lines.extend(members(plan, &name, structure));
        }
        ItemKind::Text(enumeration) => {
            lines.extend(definition(item, derives, &name, "enum"));
            let unknown = enumeration.unknown.iter();
            lines.extend(unknown.map(|unknown| variant(&name, unknown, Some("String"))));
            let known = enumeration.variants.iter();
            lines.extend(
                known.map(|(variant, value, _)| valued(&name, variant, &format!("{value:?}"))),
            );
        }
        ItemKind::Integer(enumeration) => {
            lines.extend(definition(item, derives, &name, "enum"));
            let unknown = enumeration.unknown.iter();
            lines.extend(unknown.map(|unknown| variant(&name, unknown, Some("i64"))));
            let known = enumeration.variants.iter();
            lines.extend(
                known.map(|(variant, value, _)| valued(&name, variant, &value.to_string())),
            );
        }
        ItemKind::Union(union) => {
            lines.extend(definition(item, derives, &name, "enum"));
            let converts = item.sent || union.parts.is_some();
            lines.extend(variants(&name, converts, union));
            let text = plan.conversions.text_variant(&item.name);
            lines.extend(
                text.filter(|_| converts)
                    .into_iter()
                    .flat_map(|_| from_text(&name)),
            );
        }
        ItemKind::Alias(alias) => {
            let text = format!("pub type {name} = {}", type_signature(&alias.target));
            lines.push((name, text));
        }
    }
    lines
}

/// The fields of a struct, and how a caller makes one.
fn members(plan: &CratePlan, name: &str, structure: &Struct) -> Vec<Line> {
    let field = |field: &str, ty: &str, note: &str| {
        let symbol = format!("{name}::{}", ident_text(field));
        let comment = if note.is_empty() { "" } else { " // " };
        let text = format!("pub {symbol}: {ty}{comment}{note}");
        (symbol, text)
    };
    let fields = structure.fields.iter().enumerate().map(|(index, one)| {
        let default = match &one.presence {
            Presence::Default(_) => Some("has a default".to_owned()),
            Presence::Required | Presence::Optional => None,
        };
        let setter = structure.has_setter(index).then(|| {
            let ty = taken::taken_by_setter(&plan.conversions, one, type_signature);
            format!("setter: {ty}")
        });
        let notes: Vec<String> = default.into_iter().chain(setter).collect();
        field(&one.name, &type_signature(&one.ty), &notes.join("; "))
    });
    let rest = structure.rest.iter().map(|rest| {
        let ty = format!("BTreeMap<String, {}>", type_signature(&rest.value));
        field(&rest.name, &ty, "")
    });
    let mut lines: Vec<Line> = fields.chain(rest).collect();
    let Some(constructor) = &structure.constructor else {
        return lines;
    };
    if constructor.takes.is_empty() {
        lines.push(implemented(name, "Default"));
    }
    if !structure.derives_default() {
        let taken = constructor
            .takes
            .iter()
            .filter_map(|index| structure.fields.get(*index));
        let taken: Vec<String> = taken
            .map(|field| {
                let ty = taken::parameter(&plan.conversions, &field.inner, type_signature);
                argument(&field.argument, &ty)
            })
            .collect();
        let symbol = format!("{name}::new");
        let text = format!("pub fn {symbol}({}) -> Self", taken.join(", "));
        lines.push((symbol, text));
    }
    lines
}

/// The conversions of text to an enum.
fn from_text(name: &str) -> [Line; 2] {
    ["From<&str>", "From<String>"].map(|of| implemented(name, of))
}

fn into(ty: &str) -> String {
    format!("impl Into<{ty}>")
}

/// The variants of a union.
fn variants(name: &str, converts: bool, union: &UnionEnum) -> Vec<Line> {
    let mut lines = vec![variant(
        name,
        &union.unknown,
        Some(&type_signature(&RustType::ANY_JSON)),
    )];
    for one in &union.variants {
        if let Some(payload) = one.payload().filter(|_| converts && one.from) {
            lines.push(converted(name, payload));
        }
        lines.push(union_variant(name, one));
    }
    lines
}

/// A variant of a union, with what it is called in JSON.
fn union_variant(name: &str, one: &UnionVariant) -> Line {
    match &one.shape {
        VariantShape::Payload(payload) => variant(name, &one.name, Some(&type_signature(payload))),
        VariantShape::Word(word) => valued(name, &one.name, &format!("{word:?}")),
        VariantShape::Member { key, payload, .. } => {
            let (symbol, line) = variant(name, &one.name, Some(&type_signature(payload)));
            (symbol, format!("{line} // {{{key:?}: …}}"))
        }
    }
}

fn operation(plan: &CratePlan, module: &str, operation: &OperationPlan) -> Vec<Line> {
    let call = local(module, &operation.structure);
    let success = outcome(module, &operation.success.ty);
    let failure = outcome(module, &operation.failure.ty);
    let arguments = operation
        .arguments
        .iter()
        .map(|one| format!(", {}", argument(&one.name, &argument_of(module, &one.ty))));
    let arguments: String = arguments.collect();
    let method = format!("Client::{}", ident_text(&operation.method));
    let signature = format!("pub fn {method}(&self{arguments}) -> {call}");
    let mut lines = vec![
        (method, signature),
        (call.clone(), format!("pub struct {call}")),
        implemented(
            &call,
            &format!("IntoFuture<Output = Result<{success}, Error<{failure}>>>"),
        ),
    ];
    let method = |name: &str, arguments: &str, output: &str| {
        let symbol = format!("{call}::{}", ident_text(name));
        let text = format!("pub fn {symbol}(self{arguments}) -> {output}");
        (symbol, text)
    };
    lines.extend(operation.setters.iter().map(|one| {
        let argument = argument(&one.argument, &argument_of(module, &one.ty));
        method(&one.name, &format!(", {argument}"), "Self")
    }));
    lines.extend(operation.forms.iter().map(|form| {
        let output = format!(
            "CallFuture<{}, {failure}>",
            type_signature(&form.decode.ty())
        );
        method(&form.method, "", &output)
    }));
    if let Some(pages) = plan.pages.get(&operation.source) {
        let item = type_signature(&pages.item);
        lines.push(implemented(&call, &format!("Paginated<Item = {item}>")));
        lines.push(method(&pages.pages.name, "", "Pages<Self>"));
        lines.push(method(&pages.each.name, "", "Items<Self>"));
    }
    if let Some(waiter) = plan.waiters.get(&operation.source) {
        let done = type_signature(&waiter.done);
        lines.push(implemented(&call, &format!("LongRunning<Done = {done}>")));
        lines.push(method(&waiter.method, "", "Waiter<Self>"));
    }
    lines.extend(
        operation
            .body
            .iter()
            .flat_map(|body| representations(module, body)),
    );
    let outcomes = [&operation.success, &operation.failure];
    let choices = outcomes.into_iter().filter_map(|one| one.choice.as_ref());
    lines.extend(choices.flat_map(|choice| choice_of_bodies(module, choice)));
    lines
}

/// The path of a type of an operation module. A type of `types` may have the same name.
fn local(module: &str, name: &str) -> String {
    format!("operations::{}::{}", ident_text(module), ident_text(name))
}

/// The type of an outcome.
fn outcome(module: &str, ty: &RustType) -> String {
    match ty {
        RustType::Local(name) => local(module, name),
        other => type_signature(other),
    }
}

/// The type of an argument of a method of this module.
fn argument_of(module: &str, ty: &ArgumentUse) -> String {
    match ty {
        ArgumentUse::Into(RustType::Local(name), _) => into(&local(module, name)),
        other => argument_text(other),
    }
}

/// The enum of the representations of a request body.
fn representations(module: &str, body: &BodyEnum) -> Vec<Line> {
    let name = local(module, &body.name);
    let mut lines = vec![(name.clone(), format!("pub enum {name}"))];
    for one in &body.variants {
        if one.from {
            lines.push(converted(&name, &one.payload));
            if one.payload.is_string() {
                lines.push(implemented(&name, "From<&str>"));
            }
        }
        lines.push(variant(
            &name,
            &one.name,
            Some(&type_signature(&one.payload)),
        ));
    }
    lines
}

/// The enum of the bodies that an operation may return.
fn choice_of_bodies(module: &str, choice: &OutcomeEnum) -> Vec<Line> {
    let name = local(module, &choice.name);
    let mut lines = vec![(name.clone(), format!("pub enum {name}"))];
    if !choice.streams {
        lines.push(implemented(&name, "Clone"));
        lines.push(implemented(&name, "PartialEq"));
    }
    lines.extend(choice.variants.iter().map(|one| {
        let payload = one.payload.as_ref().map(type_signature);
        variant(&name, &one.name, payload.as_deref())
    }));
    lines
}

/// A type as written in the list.
pub(crate) fn type_signature(ty: &RustType) -> String {
    short(&type_text::print_type(ty))
}

/// The type of an argument as written in the list.
pub(crate) fn argument_text(ty: &ArgumentUse) -> String {
    short(&type_text::argument(ty))
}

/// Removes the paths of modules that are obvious to the reader.
fn short(text: &str) -> String {
    let is_in_path = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ':' | '#');
    let words = text.split_inclusive(|letter: char| !is_in_path(letter));
    let words = words.map(|word| {
        let mut shorter = ["types::", "crate::", "std::collections::"].iter();
        let shorter = shorter.find_map(|path| word.strip_prefix(path));
        shorter.unwrap_or(word)
    });
    words.collect()
}
