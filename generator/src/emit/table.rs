//! The table of a struct's names on the wire, beside the struct.

use std::fmt::Write as _;

use super::rust_type::ident_text;
use crate::plan::{Presence, Struct, Value};

/// How many names a group of the table holds: what the runtime's tuples hold.
const GROUP: usize = 16;

/// The macro call that reads and writes a struct.
pub(super) fn of_struct(
    name: &str,
    structure: &Struct,
    sent: bool,
    received: bool,
) -> Option<String> {
    let macro_name = match (sent, received) {
        (true, true) => "codec",
        (true, false) => "encode",
        (false, true) => "decode",
        (false, false) => return None,
    };
    let mut text = format!("{macro_name}! {{\n    {name}");
    for group in structure.fields.chunks(GROUP) {
        text.push_str(" {\n");
        for field in group {
            let mode = if field.presence == Presence::Optional {
                " ?"
            } else {
                ":"
            };
            let _ = writeln!(
                text,
                "        {}{mode} {:?},",
                ident_text(&field.name),
                field.wire
            );
        }
        text.push_str("    }");
    }
    defaults(&mut text, structure);
    if let Some(rest) = &structure.rest {
        let _ = write!(text, " rest {}", ident_text(&rest.name));
    }
    text.push_str("\n}\n");
    Some(text)
}

fn defaults(text: &mut String, structure: &Struct) {
    let with_default = structure
        .fields
        .iter()
        .filter_map(|field| match &field.presence {
            Presence::Default(value) => Some((field, value)),
            _ => None,
        });
    let entries: Vec<String> = with_default
        .map(|(field, value)| format!("        {} = {},", ident_text(&field.name), literal(value)))
        .collect();
    if !entries.is_empty() {
        let _ = write!(text, " default {{\n{}\n    }}", entries.join("\n"));
    }
}

/// A value as Rust text.
pub(crate) fn literal(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Integer(value) => value.to_string(),
        Value::Number(value) => format!("{value:?}"),
        Value::Text(text) => format!("{text:?}.to_owned()"),
        Value::Variant(name, variant) => format!("{name}::{variant}"),
    }
}
