//! Which enumerations are open, that is, keep unknown values.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::config::{ClientConfig, Places};
use crate::diagnostics::Sink;
use crate::model::Openness;

/// The settings for enumerations.
pub(super) struct Enums {
    unless_named: Openness,
    open: Vec<String>,
    closed: Vec<String>,
    places: Places,
    seen: RefCell<BTreeSet<String>>,
}

impl Enums {
    pub fn new(config: &ClientConfig) -> Self {
        Self {
            unless_named: config.enums.unwrap_or_default(),
            open: config.open_enums.clone(),
            closed: config.closed_enums.clone(),
            places: config.places.clone(),
            seen: RefCell::default(),
        }
    }

    /// Whether an enumeration is closed. `own` is the setting in its schema.
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

    /// Reports settings that name no enumeration.
    pub fn report_unused(&self, sink: &Sink) {
        let seen = self.seen.borrow();
        let lists = [("open-enums", &self.open), ("closed-enums", &self.closed)];
        for (setting, names) in lists {
            for name in names.iter().filter(|name| !seen.contains(*name)) {
                let message = format!("`{setting}` names `{name}`, which is not an enumeration");
                let known = seen.iter().map(String::as_str);
                sink.report(self.places.unused(setting, name, message, known));
            }
        }
    }
}
