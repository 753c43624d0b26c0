//! Which enumerations keep values that the description does not name.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::config::ClientConfig;
use crate::diagnostics::catalogue::plan as findings;
use crate::diagnostics::{Diagnostic, Sink};
use crate::model::Openness;
use crate::source::closest;

/// What the settings say of enumerations.
pub(super) struct Enums {
    unless_named: Openness,
    open: Vec<String>,
    closed: Vec<String>,
    seen: RefCell<BTreeSet<String>>,
}

impl Enums {
    pub fn of(config: &ClientConfig) -> Self {
        Self {
            unless_named: config.enums.unwrap_or_default(),
            open: config.open_enums.clone(),
            closed: config.closed_enums.clone(),
            seen: RefCell::default(),
        }
    }

    /// Whether the enumeration of this name, of which its schema says `own`, has no other values than those described.
    pub fn is_closed(&self, name: String, own: Option<Openness>) -> bool {
        let openness = if self.open.contains(&name) {
            Openness::Open
        } else if self.closed.contains(&name) {
            Openness::Closed
        } else {
            own.unwrap_or(self.unless_named)
        };
        self.seen.borrow_mut().insert(name);
        openness == Openness::Closed
    }

    /// Reports names that no enumeration has.
    pub fn report_unused(&self, sink: &Sink) {
        let seen = self.seen.borrow();
        let lists = [("open-enums", &self.open), ("closed-enums", &self.closed)];
        for (setting, names) in lists {
            for name in names.iter().filter(|name| !seen.contains(*name)) {
                let message = format!("`{setting}` names `{name}`, which is no enumeration");
                let found = Diagnostic::without_place(&findings::UNUSED_SETTING, message);
                let near = closest(name, seen.iter().map(String::as_str));
                sink.report(match near {
                    Some(near) => found.help(format!("did you mean `{near}`?")),
                    None => found,
                });
            }
        }
    }
}
