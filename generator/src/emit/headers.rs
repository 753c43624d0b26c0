//! The file of typed headers.

use super::docs;
use super::format;
use super::type_text::text;
use crate::plan::{CratePlan, HeaderForm, HeaderPlan};

/// `src/headers.rs`, if any answer has a header of note.
pub(super) fn emit(plan: &CratePlan) -> Option<String> {
    if plan.headers.is_empty() {
        return None;
    }
    let header = "//! Headers of answers: `send_full().await?.header(headers::…)` reads one, and \
                  `error.reply()` has them too.\n";
    let mut imports = "use crate::Header;\n".to_owned();
    if plan
        .headers
        .iter()
        .any(|one| text(&one.ty).contains("types::"))
    {
        imports.push_str("use crate::types;\n");
    }
    let constants = plan.headers.iter().map(constant);
    let pieces: Vec<String> = std::iter::once(imports).chain(constants).collect();
    Some(format::file(header, &pieces))
}

/// The constant, as rustfmt lays it out.
fn constant(header: &HeaderPlan) -> String {
    let docs = docs::text(&header.docs);
    let form = match header.form {
        HeaderForm::Plain => "plain",
        HeaderForm::Exploded => "exploded",
        HeaderForm::Json => "json",
        HeaderForm::Lines => "lines",
    };
    let left = format!(
        "pub const {}: Header<{}> =",
        header.constant,
        text(&header.ty)
    );
    let right = format!("Header::{form}({:?});", header.wire);
    let between = if left.len() + 1 + right.len() > LINE_WIDTH {
        "\n    "
    } else {
        " "
    };
    format!("{docs}{left}{between}{right}\n")
}

/// How long a line may be.
const LINE_WIDTH: usize = 100;
