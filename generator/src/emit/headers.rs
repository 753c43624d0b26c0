//! The file of typed headers.

use super::docs;
use super::format;
use super::type_text::print_type;
use crate::plan::{CratePlan, HeaderForm, HeaderPlan, ShortNumbers};

/// Generates `src/headers.rs`, if any response has a typed header.
pub(super) fn emit(plan: &CratePlan) -> Option<String> {
    if plan.headers.is_empty() {
        return None;
    }
    let header = "//! Typed response headers.\n//!\n//! `send_with_response().await?.header(headers::…)` decodes one. \
                  For an error response,\n//! [`RawResponse`](crate::RawResponse) has the same method.\n";
    let mut imports = "use crate::Header;\n".to_owned();
    if plan
        .headers
        .iter()
        .any(|one| print_type(&one.ty).contains("types::"))
    {
        imports.push_str("use crate::types;\n");
    }
    let headers = plan.headers.iter();
    let constants = headers.map(|header| constant(header, &plan.short_numbers));
    let pieces: Vec<String> = std::iter::once(imports).chain(constants).collect();
    Some(format::file(header, &pieces))
}

/// The constant of a header, laid out as rustfmt does.
fn constant(header: &HeaderPlan, short_numbers: &ShortNumbers) -> String {
    let docs = docs::doc_comment(&header.docs);
    let name = &header.wire;
    let value = match header.form {
        HeaderForm::Plain => format!("plain({name:?})"),
        HeaderForm::Exploded => format!("exploded({name:?})"),
        HeaderForm::Json if short_numbers.are_in(&header.ty) => {
            format!("json_as({name:?}, crate::runtime::float32::header)")
        }
        HeaderForm::Json => format!("json({name:?})"),
        HeaderForm::Lines => format!("lines({name:?})"),
    };
    let left = format!(
        "pub const {}: Header<{}> =",
        header.constant,
        print_type(&header.ty)
    );
    let right = format!("Header::{value};");
    let between = if left.len() + 1 + right.len() > LINE_WIDTH {
        "\n    "
    } else {
        " "
    };
    format!("{docs}{left}{between}{right}\n")
}

/// The maximum width of a line.
const LINE_WIDTH: usize = 100;
