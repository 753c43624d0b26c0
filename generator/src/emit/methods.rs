//! The methods that build a struct: `new` with required fields, and a setter for each other field.
//!
//! Written as text and not as tokens, for speed: there are thousands of them, all alike, and only
//! lines that are too long need layout.

use super::docs;
use super::format::items;
use super::identifier::ident_text;
use super::rustfmt::{MAX_WIDTH, SHORT_LITERAL_WIDTH};
use super::table;
use super::taken::{converted, parameter, taken_by_setter};
use super::type_text::within_types;
use crate::plan::{Constructor, Conversions, Field, Item, Presence, RustType, Struct};
use crate::prose;

/// Generates the methods of a struct, if it has any.
pub(super) fn all(
    conversions: &Conversions,
    item: &Item,
    structure: &Struct,
    constructor: &Constructor,
) -> Option<String> {
    let is_needed = !structure.derives_default();
    let new = is_needed.then(|| new(conversions, item, structure, constructor));
    let setters = structure.fields.iter().enumerate();
    let setters = setters.filter(|(index, _)| structure.has_setter(*index));
    let setters = setters.map(|(_, field)| setter(conversions, field));
    let is_made_of_nothing = new.is_some() && constructor.takes.is_empty();
    let methods: Vec<String> = new.into_iter().chain(setters).collect();
    if methods.is_empty() {
        return None;
    }
    let name = ident_text(&item.name);
    let mut text = format!("impl {name} {{\n{}}}\n", methods.join("\n"));
    if is_made_of_nothing {
        text.push_str(&format!(
            "\nimpl Default for {name} {{\n    fn default() -> Self {{\n        Self::new()\n    }}\n}}\n"
        ));
    }
    Some(if text.lines().all(fits) {
        text
    } else {
        items(text.parse().unwrap_or_default())
    })
}

/// Whether a line of code fits without being broken.
fn fits(line: &str) -> bool {
    line.len() <= MAX_WIDTH || line.trim_start().starts_with("///")
}

fn new(
    conversions: &Conversions,
    item: &Item,
    structure: &Struct,
    constructor: &Constructor,
) -> String {
    let taken = constructor.takes.iter();
    let taken = taken.filter_map(|index| structure.fields.get(*index));
    let parameters: Vec<String> = taken
        .map(|field| {
            format!(
                "{}: {}",
                ident_text(&field.argument),
                parameter(conversions, &field.inner, within_types)
            )
        })
        .collect();
    let values = structure.fields.iter().enumerate().map(|(index, field)| {
        let (name, argument) = (ident_text(&field.name), ident_text(&field.argument));
        match (&field.only, constructor.takes.contains(&index)) {
            (Some(only), _) => format!("{name}: {}", table::literal(only)),
            (None, true) => match converted(conversions, &field.inner, &argument) {
                value if value == name => name,
                value => format!("{name}: {value}"),
            },
            (None, false) => format!("{name}: {}", absent(&field.ty)),
        }
    });
    let rest = structure.rest.as_ref();
    let rest = rest.map(|rest| format!("{}: BTreeMap::new()", ident_text(&rest.name)));
    let values: Vec<String> = values.chain(rest).collect();
    let signature = signature("new", &parameters);
    format!(
        "    /// Creates a `{}` from its required fields.\n{signature}{}    }}\n",
        item.name,
        literal(&values)
    )
}

/// The initial value of a field that `new` does not take.
fn absent(ty: &RustType) -> &'static str {
    match ty {
        RustType::Option(_) => "None",
        RustType::Nullable(_) => "Nullable::Absent",
        _ => "Default::default()",
    }
}

/// The struct literal at the end of a function.
fn literal(values: &[String]) -> String {
    let one = values.join(", ");
    if one.len() <= SHORT_LITERAL_WIDTH {
        return format!("        Self {{ {one} }}\n");
    }
    let lines: String = values
        .iter()
        .map(|value| format!("            {value},\n"))
        .collect();
    format!("        Self {{\n{lines}        }}\n")
}

/// The first paragraph of the field's docs, or what is set if these have only its name.
fn setter_docs(field: &Field) -> Vec<String> {
    let is_named = |line: &String| line.starts_with(&prose::code(&field.wire));
    match field.docs.as_slice() {
        [only] if is_named(only) && only.ends_with('`') => vec![format!("Sets {only}.")],
        [only, ..] if is_named(only) => vec![format!("Sets {only}")],
        [first, ..] if prose::is_text(first) => {
            let lines = field.docs.iter();
            lines.take_while(|line| !line.is_empty()).cloned().collect()
        }
        _ => vec![format!("Sets {}.", prose::code(&field.wire))],
    }
}

fn setter(conversions: &Conversions, field: &Field) -> String {
    let (name, argument) = (ident_text(&field.name), ident_text(&field.argument));
    let docs = docs::text_within(&setter_docs(field));
    let deprecated = if field.deprecated {
        "    #[deprecated]\n"
    } else {
        ""
    };
    let ty = taken_by_setter(conversions, field, within_types);
    let value = match (&field.ty, &field.presence) {
        (RustType::Nullable(_), _) => format!("{argument}.into()"),
        (RustType::Option(_), _) | (_, Presence::Optional) => {
            format!("Some({})", converted(conversions, &field.inner, &argument))
        }
        _ => converted(conversions, &field.inner, &argument),
    };
    let signature = signature(&name, &["mut self".to_owned(), format!("{argument}: {ty}")]);
    format!(
        "{docs}{deprecated}    #[must_use]\n{signature}{}        self\n    }}\n",
        assignment(&name, &value)
    )
}

/// The signature of a method, on one line if it fits, else with one parameter a line.
fn signature(name: &str, parameters: &[String]) -> String {
    let one = format!("    pub fn {name}({}) -> Self {{\n", parameters.join(", "));
    if one.len() <= MAX_WIDTH + 1 {
        return one;
    }
    let lines: String = parameters
        .iter()
        .map(|parameter| format!("        {parameter},\n"))
        .collect();
    format!("    pub fn {name}(\n{lines}    ) -> Self {{\n")
}

fn assignment(name: &str, value: &str) -> String {
    let one = format!("        self.{name} = {value};\n");
    if one.len() <= MAX_WIDTH + 1 {
        return one;
    }
    format!("        self.{name} =\n            {value};\n")
}
