//! What is shown of findings and of changes, in every format.

use oasmith::Planned;
use oasmith::diagnostics::Diagnostic;
use oasmith::diagnostics::render::{MessageFormat, Renderer, Sources, sarif_log};
use oasmith::diff::render::{Format, Report, Shown};
use oasmith::diff::{self, Side};
use oasmith::source::Documents;

use super::contained::printed;

/// Each finding can be printed in each format.
pub fn findings(found: &[Diagnostic], documents: Option<&Documents>) -> Result<(), String> {
    let sources = documents.map(|documents| documents as &dyn Sources);
    let formats = [
        MessageFormat::Human,
        MessageFormat::Json,
        MessageFormat::Github,
        MessageFormat::Sarif,
    ];
    for format in formats {
        let renderer = Renderer {
            format,
            colour: false,
        };
        let texts = found.iter().map(|found| renderer.render(found, sources));
        let texts: Vec<String> = texts.collect();
        let text = match format {
            MessageFormat::Sarif => sarif_log(&texts),
            _ => texts.concat(),
        };
        printed(&text).map_err(|wrong| format!("{format:?}: {wrong}"))?;
    }
    Ok(())
}

/// The changes are compared and printed; answers how many there are.
pub fn changes(old: &Planned, new: &Planned) -> Result<usize, String> {
    let (Some(one), Some(other)) = (side(old), side(new)) else {
        return Ok(0);
    };
    let changes = diff::compare(one, other);
    let report = Report {
        old: Shown {
            name: "old.json",
            prefix: "",
            documents: one.documents,
        },
        new: Shown {
            name: "new.json",
            prefix: "",
            documents: other.documents,
        },
        changes: &changes,
        versions: None,
    };
    let formats = [
        Format::Human { colour: false },
        Format::Markdown,
        Format::Json,
    ];
    for format in formats {
        printed(&report.render(format)).map_err(|wrong| format!("{format:?}: {wrong}"))?;
    }
    Ok(changes.len())
}

fn side(planned: &Planned) -> Option<Side<'_>> {
    let (api, plan) = planned.decided.as_ref()?;
    let documents = planned.documents.as_ref()?;
    Some(Side {
        api,
        plan,
        documents,
    })
}
