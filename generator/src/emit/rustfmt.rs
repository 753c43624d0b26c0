//! Corrects the layout of prettyplease where rustfmt differs.
//!
//! It only handles the constructs that this stage generates: signatures, fields, statements on a
//! call, lists and small struct literals.

use super::docs::LINE_SEPARATOR;
use crate::plan::CALL_LOCALS;

/// rustfmt's `max_width`.
pub(super) const MAX_WIDTH: usize = 100;

/// rustfmt's `fn_call_width`, `chain_width` and `array_width`.
const SHORT_WIDTH: usize = 60;

/// rustfmt's `struct_lit_width`.
pub(super) const SHORT_LITERAL_WIDTH: usize = 18;

/// Lays out the text as rustfmt does.
pub(super) fn conform(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let is_impl = lines.iter().any(|line| line.starts_with("impl"));
    let is_static = lines.iter().any(|line| line.starts_with("static "));
    let mut out = String::with_capacity(text.len());
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        if line.trim_start().starts_with("///") {
            comment(line, &mut out);
            index += 1;
            continue;
        }
        let refitted = signature(&lines, index)
            .or_else(|| call_literal(&lines, index))
            .or_else(|| statement(&lines, index))
            .or_else(|| field(&lines, index))
            .or_else(|| assignment(&lines, index))
            .or_else(|| conversion(&lines, index))
            .or_else(|| alias(&lines, index))
            .or_else(|| variant(&lines, index))
            .or_else(|| head(&lines, index))
            .or_else(|| constant(&lines, index))
            .or_else(|| derive(line).map(|text| (text, index + 1)))
            .or_else(|| self_literal(line).map(|text| (text, index + 1)))
            .or_else(|| {
                list(line)
                    .filter(|_| is_static)
                    .map(|text| (text, index + 1))
            });
        if let Some((text, next)) = refitted {
            out.push_str(&text);
            index = next;
        } else {
            out.push_str(line);
            index += 1;
        }
        out.push('\n');
        if is_impl && separates(&lines, index) {
            out.push('\n');
        }
    }
    out
}

/// Splits a doc comment, which prettyplease prints on one line, into its lines.
fn comment(line: &str, out: &mut String) {
    let (indent, text) = line.split_at(indent_of(line));
    let text = text.strip_prefix("///").unwrap_or(text);
    for one in text.split(LINE_SEPARATOR) {
        out.push_str(indent);
        out.push_str("///");
        out.push_str(one.trim_end_matches(' '));
        out.push('\n');
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a blank line belongs before the line at `next`: between the members of an `impl`.
fn separates(lines: &[&str], next: usize) -> bool {
    let before = next.checked_sub(1).and_then(|before| lines.get(before));
    let (Some(before), Some(after)) = (before, lines.get(next)) else {
        return false;
    };
    *before == "    }" && *after != "}"
}

/// A signature that prettyplease breaks and rustfmt keeps on one line.
fn signature(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    let is_function = ["pub fn ", "fn "]
        .iter()
        .any(|word| first.trim_start().starts_with(word));
    if !(is_function && first.ends_with('(')) {
        return None;
    }
    let indent = indent_of(first);
    let is_end = |line: &&str| indent_of(line) == indent && line.trim_start().starts_with(')');
    let inner = lines.iter().skip(start + 1).position(is_end)?;
    let end = start + 1 + inner;
    let text = join(lines.get(start..=end)?);
    let one = format!("{}{text}", " ".repeat(indent));
    if one.len() <= MAX_WIDTH {
        return Some((one, end + 1));
    }
    // One argument a line; prettyplease may have broken an argument further.
    let (head, rest) = text.split_once('(')?;
    let close = rest.rfind(") -> ")?;
    let arguments = elements(rest.get(..close)?);
    if arguments
        .iter()
        .any(|one| indent + 4 + one.len() + 1 > MAX_WIDTH)
    {
        return None;
    }
    let inner: String = arguments
        .iter()
        .map(|one| format!("{}{one},\n", " ".repeat(indent + 4)))
        .collect();
    let tail = rest.get(close..)?;
    let indent = " ".repeat(indent);
    Some((format!("{indent}{head}(\n{inner}{indent}{tail}"), end + 1))
}

/// Joins lines into one, without indents, line breaks and trailing commas.
fn join(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines.iter().map(|line| line.trim()) {
        let opens = text.ends_with(['(', '<', '[']) || text.is_empty();
        let closes = line.starts_with([')', '>', ']']);
        if closes && text.ends_with(',') {
            text.pop();
        }
        if !(opens || closes || line.starts_with('.')) {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// A struct literal whose only field is the call, which rustfmt writes on one line.
fn call_literal(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?.strip_suffix(" {")?;
    let field = lines.get(start + 1)?.trim().strip_suffix(',')?;
    let value = field.strip_prefix("call: ").unwrap_or(field);
    let is_call = CALL_LOCALS.contains(&value) && lines.get(start + 2)?.trim() == "}";
    is_call.then(|| (format!("{first} {{ {field} }}"), start + 3))
}

/// A statement on a call, or on the parts of a body.
fn statement(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?.trim_start();
    let bound = first.strip_prefix("let ");
    let bound = bound.map(|bound| bound.strip_prefix("mut ").unwrap_or(bound));
    let is_of_call = CALL_LOCALS.iter().any(|local| match bound {
        Some(bound) => starts_with(bound, local, " = self"),
        None => starts_with(first, local, "."),
    });
    let is_of_parts = first.starts_with("parts.");
    if !is_of_call && !is_of_parts && !first.starts_with("self.call") {
        return None;
    }
    let end = start
        + lines
            .iter()
            .skip(start)
            .position(|line| line.ends_with(';'))?;
    let text = join(lines.get(start..=end)?);
    let indent = " ".repeat(indent_of(lines.get(start)?));
    Some((fit(&text, &indent), end + 1))
}

fn starts_with(text: &str, first: &str, second: &str) -> bool {
    let rest = text.strip_prefix(first);
    rest.is_some_and(|rest| rest.starts_with(second))
}

fn fit(text: &str, indent: &str) -> String {
    let one = format!("{indent}{text}");
    if text.starts_with("let ") {
        let broken = text.split_once(" = ").filter(|_| one.len() > MAX_WIDTH);
        return broken.map_or(one, |(name, value)| {
            format!("{indent}{name} =\n{indent}    {value}")
        });
    }
    let parts = text
        .split_once('(')
        .and_then(|(head, rest)| Some((head, rest.strip_suffix(");")?)));
    let Some((head, arguments)) = parts else {
        return one;
    };
    let is_chain = head.starts_with("self.call.");
    if arguments.len() > SHORT_WIDTH || one.len() > MAX_WIDTH {
        let lines: String = elements(arguments)
            .iter()
            .map(|one| format!("{indent}    {one},\n"))
            .collect();
        format!("{indent}{head}(\n{lines}{indent});")
    } else if is_chain && text.len() - 1 > SHORT_WIDTH {
        let method = head.trim_start_matches("self.call.");
        format!("{indent}self.call\n{indent}    .{method}({arguments});")
    } else {
        one
    }
}

/// A field whose type prettyplease broke.
fn field(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    if !(first.starts_with("    pub ") && first.contains(": ") && !first.contains(" fn ")) {
        return None;
    }
    let end = start
        + lines
            .iter()
            .skip(start)
            .position(|line| line.ends_with(',') && indent_of(line) == 4)?;
    let text = join(lines.get(start..=end)?);
    if text.len() + 4 <= MAX_WIDTH {
        return Some((format!("    {text}"), end + 1));
    }
    let (name, ty) = text.split_once(": ")?;
    if ty.len() + 8 <= MAX_WIDTH {
        return Some((format!("    {name}:\n        {ty}"), end + 1));
    }
    let ty = broken(ty.strip_suffix(',')?, 4)?;
    Some((format!("    {name}: {ty},"), end + 1))
}

/// Breaks a type that is too long for a line after each type argument; `None` if it has none.
fn broken(ty: &str, indent: usize) -> Option<String> {
    let (outer, inner) = ty.split_once('<')?;
    let inner = inner.strip_suffix('>')?;
    let deeper = indent + 4;
    let within = " ".repeat(deeper);
    let mut text = format!("{outer}<\n");
    for argument in arguments(inner) {
        let one_line = deeper + argument.len() < MAX_WIDTH;
        let lines = broken(argument, deeper).filter(|_| !one_line);
        text.push_str(&within);
        text.push_str(lines.as_deref().unwrap_or(argument));
        text.push_str(",\n");
    }
    Some(text + &" ".repeat(indent) + ">")
}

/// Splits type arguments at the commas that are not nested in brackets.
fn arguments(inner: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let parts = inner.split(|c| {
        match c {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    parts.map(str::trim).collect()
}

/// A setter's assignment that prettyplease broke.
fn assignment(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    let (target, _) = first.trim_start().split_once(" = ")?;
    // In a call, ` = ` may occur inside of a string.
    let is_field = |letter: char| letter.is_ascii_alphanumeric() || "_.#".contains(letter);
    if !(target.starts_with("self.") && target.chars().all(is_field)) {
        return None;
    }
    let end = start
        + lines
            .iter()
            .skip(start)
            .position(|line| line.ends_with(';'))?;
    let text = join(lines.get(start..=end)?);
    let indent = " ".repeat(indent_of(first));
    let (target, value) = text.split_once(" = ")?;
    let broken = format!("{indent}{target} =\n{indent}    {value}");
    let one = format!("{indent}{text}");
    Some((if one.len() <= MAX_WIDTH { one } else { broken }, end + 1))
}

/// The expression of a `From` that prettyplease broke needlessly.
fn conversion(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    if !(first.trim_start().starts_with("Self::")
        && first.ends_with('(')
        && lines.get(start + 2)?.trim() == ")")
    {
        return None;
    }
    let one = format!(
        "{}{}",
        " ".repeat(indent_of(first)),
        join(lines.get(start..=start + 2)?)
    );
    (one.len() <= MAX_WIDTH).then_some((one, start + 3))
}

/// A type alias.
fn alias(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    if !first.starts_with("pub type ") {
        return None;
    }
    let end = start
        + lines
            .iter()
            .skip(start)
            .position(|line| line.ends_with(';'))?;
    let text = join(lines.get(start..=end)?);
    let (name, ty) = text.split_once(" = ")?;
    let broken = format!("{name} =\n    {ty}");
    Some((
        if text.len() <= MAX_WIDTH {
            text
        } else {
            broken
        },
        end + 1,
    ))
}

/// A variant whose payload prettyplease put on a line of its own.
fn variant(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    let is_open = indent_of(first) == 4 && first.ends_with('(') && !first.trim().contains(' ');
    if !is_open || lines.get(start + 2)?.trim() != ")," {
        return None;
    }
    let one = format!("    {}", join(lines.get(start..=start + 2)?));
    (one.len() <= MAX_WIDTH).then_some((one, start + 3))
}

/// The first line of an item whose name is too long for a line, or that prettyplease broke
/// needlessly.
fn head(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    if let Some(target) = lines
        .get(start + 1)
        .and_then(|next| next.strip_prefix("for "))
        && first.starts_with("impl ")
    {
        let one = format!("{first} for {target}");
        let target = target.strip_suffix(" {")?;
        let broken = format!("{first}\n    for {target}\n{{");
        return Some((if one.len() <= MAX_WIDTH { one } else { broken }, start + 2));
    }
    let is_item = ["pub struct ", "pub enum ", "impl "]
        .iter()
        .any(|word| first.starts_with(word));
    let name = first
        .strip_suffix(" {")
        .filter(|_| is_item && first.len() > MAX_WIDTH)?;
    Some((format!("{name}\n{{"), start + 1))
}

/// A static whose first line, which has the type twice (`static A: T = T {`), is too long.
fn constant(lines: &[&str], start: usize) -> Option<(String, usize)> {
    let first = lines.get(start)?;
    let (name, value) = first
        .split_once(" = ")
        .filter(|_| first.starts_with("static ") && first.len() >= MAX_WIDTH)?;
    let end = start + lines.iter().skip(start).position(|line| *line == "};")?;
    let mut text = format!("{name} =\n    {value}\n");
    for line in lines.get(start + 1..=end)? {
        for line in list(line).unwrap_or_else(|| (*line).to_owned()).lines() {
            text.push_str("    ");
            text.push_str(line);
            text.push('\n');
        }
    }
    Some((text.trim_end().to_owned(), end + 1))
}

/// A struct literal on one line that exceeds the width.
fn self_literal(line: &str) -> Option<String> {
    let indent = " ".repeat(indent_of(line));
    let inner = line
        .trim_start()
        .strip_prefix("Self { ")?
        .strip_suffix(" }")?;
    if inner.len() <= SHORT_LITERAL_WIDTH {
        return None;
    }
    let lines: String = elements(inner)
        .iter()
        .map(|one| format!("{indent}    {one},\n"))
        .collect();
    Some(format!("{indent}Self {{\n{lines}{indent}}}"))
}

/// rustfmt's `short_array_element_width_threshold`.
const SHORT_ELEMENT: usize = 10;

/// A list in a static that is too long for one line. rustfmt fills lines with short elements, and
/// puts each longer one on its own line.
fn list(line: &str) -> Option<String> {
    let indent = " ".repeat(indent_of(line));
    let (before, list) = line.split_once(": &[")?;
    let inner = list.strip_suffix("],")?;
    if inner.len() <= SHORT_WIDTH {
        return None;
    }
    let elements = elements(inner);
    let short = elements
        .iter()
        .all(|element| element.len() <= SHORT_ELEMENT);
    let lines = filled(&elements, short, &indent);
    Some(format!("{before}: &[\n{lines}{indent}],"))
}

/// A `derive` that is too long for one line.
fn derive(line: &str) -> Option<String> {
    let traits = line.strip_prefix("#[derive(")?.strip_suffix(")]")?;
    if line.len() <= MAX_WIDTH {
        return None;
    }
    let lines = filled(&elements(traits), true, "");
    Some(format!("#[derive(\n{lines})]"))
}

/// Lines of elements, each followed by a comma and indented one step further than `indent`: filled
/// if they are `short`, else one a line.
fn filled(elements: &[&str], short: bool, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for element in elements {
        let room =
            |line: &&mut String| indent.len() + 4 + line.len() + element.len() + 2 <= MAX_WIDTH;
        match lines.last_mut().filter(|_| short).filter(room) {
            Some(line) => line.push_str(&format!(" {element},")),
            None => lines.push(format!("{element},")),
        }
    }
    lines
        .iter()
        .map(|line| format!("{indent}    {line}\n"))
        .collect()
}

/// Splits a list at its commas, but not inside of brackets or strings.
fn elements(text: &str) -> Vec<&str> {
    let (mut elements, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    let (mut quoted, mut escaped) = (false, false);
    for (index, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '(' | '<' => depth += 1,
            ']' | ')' | '>' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                elements.push(text.get(start..index).unwrap_or_default().trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    elements.push(text.get(start..).unwrap_or_default().trim());
    elements.retain(|element| !element.is_empty());
    elements
}
