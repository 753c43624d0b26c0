//! `tests/examples/`: tests made from the examples of the description.

use std::fmt::Write as _;

use super::type_text::print_type;
use crate::plan::{CratePlan, ExampleTest};
use crate::printable;
use crate::prose;

/// Generates the files, if there are tests.
pub(super) fn emit(plan: &CratePlan) -> Vec<(String, String)> {
    if plan.example_tests.is_empty() {
        return Vec::new();
    }
    let check = include_str!("../../runtime/tests/check.rs");
    vec![
        ("tests/examples/main.rs".to_owned(), tests(plan)),
        ("tests/examples/check.rs".to_owned(), check.to_owned()),
    ]
}

fn tests(plan: &CratePlan) -> String {
    let library = &plan.package.library;
    let mut out = String::from(
        "//! Every example of the description is read into its type; where the type is sent, too, the same JSON comes \
         back.\n\n",
    );
    if plan.types.iter().any(super::types::is_deprecated) {
        out.push_str(super::docs::ALLOW_DEPRECATED);
        out.push('\n');
    }
    out.push_str("mod check;\n\n");
    let tests: String = plan
        .example_tests
        .iter()
        .map(|one| test(one, library))
        .collect();
    if tests.contains(&format!("{library}::types::")) {
        let _ = writeln!(out, "use {library}::types;\n");
    }
    if plan.example_tests.iter().any(|one| one.written) {
        out.push_str(instant(plan));
    }
    out.push_str(&tests.replace(&format!("{library}::types::"), "types::"));
    out
}

/// The expression that compares date-times.
fn instant(plan: &CratePlan) -> &'static str {
    if plan.dependencies.contains_key("jiff") {
        "/// A date and time as nanoseconds since 1970.\n\
         fn instant(text: &str) -> Option<i128> {\n    \
         let instant: jiff::Timestamp = text.parse().ok()?;\n    \
         Some(instant.as_nanosecond())\n}\n"
    } else if plan.dependencies.contains_key("chrono") {
        "/// A date and time as nanoseconds since 1970.\n\
         fn instant(text: &str) -> Option<i128> {\n    \
         let instant: chrono::DateTime<chrono::Utc> = text.parse().ok()?;\n    \
         let seconds = i128::from(instant.timestamp());\n    \
         Some(seconds * 1_000_000_000 + i128::from(instant.timestamp_subsec_nanos()))\n}\n"
    } else if plan.dependencies.contains_key("time") {
        "/// A date and time as nanoseconds since 1970.\n\
         fn instant(text: &str) -> Option<i128> {\n    \
         let format = &time::format_description::well_known::Rfc3339;\n    \
         let instant = time::OffsetDateTime::parse(text, format).ok()?;\n    \
         Some(instant.unix_timestamp_nanos())\n}\n"
    } else {
        "/// No type of this crate is a date and time.\n\
         fn instant(_: &str) -> Option<i128> {\n    None\n}\n"
    }
}

fn test(test: &ExampleTest, library: &str) -> String {
    let ty = print_type(&test.ty)
        .replace("types::", &format!("{library}::types::"))
        .replace("crate::", &format!("{library}::"));
    let json = raw_string(&test.json);
    let check = if test.written {
        format!("check::returns::<{ty}>(example, instant);")
    } else {
        format!("check::reads::<{ty}>(example);")
    };
    format!(
        "\n// {}\n#[test]\nfn {}() {{\n    let example = {json};\n    {check}\n}}\n",
        prose::in_code(&test.place),
        super::identifier::ident_text(&test.name)
    )
}

/// JSON as a raw string literal, with as many `#` as needed. Hidden characters are escaped as JSON
/// allows.
fn raw_string(json: &str) -> String {
    let text = printable::json(json);
    let mut signs = String::from("#");
    while text.contains(&format!("\"{signs}")) {
        signs.push('#');
    }
    format!("r{signs}\"{text}\"{signs}")
}
