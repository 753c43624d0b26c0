//! The table of a struct's JSON names, placed next to the struct.

use std::fmt::Write as _;

use super::identifier::ident_text;
use super::tag_literal;
use crate::plan::{Field, Item, Presence, ShortNumbers, Struct, Value};

/// The number of names in a group of the table, and of groups next to each other: the size of the
/// runtime's tuples.
const GROUP: usize = 16;

/// The macro call that implements encoding and decoding of a struct.
pub(super) fn of_struct(
    item: &Item,
    structure: &Struct,
    short_numbers: &ShortNumbers,
) -> Option<String> {
    let macro_name = match (item.sent, item.received) {
        (true, true) => "codec",
        (true, false) => "encode",
        (false, true) => "decode",
        (false, false) => return None,
    };
    let mut text = format!("{macro_name}! {{\n    {}", item.name);
    if structure.fields.len() > GROUP * GROUP {
        for part in structure.fields.chunks(GROUP * GROUP) {
            text.push_str(" [");
            groups(&mut text, part);
            text.push_str(" ]");
        }
    } else {
        groups(&mut text, &structure.fields);
    }
    constants(&mut text, structure);
    if item.received {
        in_range(&mut text, structure, short_numbers);
    }
    defaults(&mut text, structure);
    present(&mut text, structure);
    if let Some(rest) = &structure.rest {
        let _ = write!(text, " rest {}", ident_text(&rest.name));
        if item.received && short_numbers.are_in(&rest.value) {
            text.push_str(" as all_in_range");
        }
    }
    text.push_str("\n}\n");
    Some(text)
}

fn groups(text: &mut String, fields: &[Field]) {
    for group in fields.chunks(GROUP) {
        text.push_str(" {\n");
        for field in group {
            let name = ident_text(&field.name);
            let _ = match (&field.constant, &field.presence) {
                (Some(constant), _) => {
                    let constant = tag_literal::literal(constant);
                    writeln!(text, "        {name} | {:?} = {constant},", field.wire)
                }
                (None, Presence::Optional) => writeln!(text, "        {name} ? {:?},", field.wire),
                (None, _) => writeln!(text, "        {name}: {:?},", field.wire),
            };
        }
        text.push_str("    }");
    }
}

/// Lists the members that no field holds: those that are written, then those that are only read.
fn constants(text: &mut String, structure: &Struct) {
    for (clause, sent) in [("constant", true), ("received", false)] {
        let constants = structure.constants.iter().filter(|one| one.sent == sent);
        let entries: Vec<String> = constants
            .map(|one| format!("{:?} = {}", one.wire, tag_literal::literal(&one.value)))
            .collect();
        if !entries.is_empty() {
            let _ = write!(text, " {clause} {{ {} }}", entries.join(", "));
        }
    }
}

/// Lists the fields with 32-bit floats.
fn in_range(text: &mut String, structure: &Struct, short_numbers: &ShortNumbers) {
    let fields = structure.fields.iter();
    let fields = fields.filter(|field| short_numbers.are_in(&field.ty));
    let names: Vec<_> = fields.map(|field| ident_text(&field.name)).collect();
    if !names.is_empty() {
        let _ = write!(text, " in_range {{ {} }}", names.join(", "));
    }
}

/// Lists the optional fields for which `null` is a value and not absence.
fn present(text: &mut String, structure: &Struct) {
    let fields = structure.fields.iter().filter(|field| field.null_is_value);
    let names: Vec<_> = fields.map(|field| ident_text(&field.name)).collect();
    if !names.is_empty() {
        let _ = write!(text, " present {{ {} }}", names.join(", "));
    }
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
        Value::Number(value) => number(*value),
        Value::Text(text) => format!("{text:?}.to_owned()"),
        Value::Variant(name, variant) => format!("{name}::{variant}"),
    }
}

/// A number as Rust text. An exponent is used if the digits resemble a constant such as π, which
/// Clippy reports.
fn number(value: f64) -> String {
    let text = format!("{value:?}");
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let constants = 0.3..7.0;
    if digits > 2 && constants.contains(&value.abs()) {
        format!("{value:e}")
    } else {
        text
    }
}
