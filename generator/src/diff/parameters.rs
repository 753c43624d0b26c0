//! Serialization of inputs, which is invisible in Rust.

use super::change::Change;
use super::{Comparison, kinds};
use crate::diagnostics::Location;
use crate::model::{ParameterPlace, Style};
use crate::plan::{BodyPlan, Send};

/// Compares how both versions of the input at `path` are sent.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    path: &str,
    sends: (&Send, &Send),
    at: &(Location, Location),
) {
    let change = |kind| Change::new(kind, path).at(at.0.clone(), at.1.clone());
    match sends {
        // Each of several representations is compared on its own.
        (Send::Body(BodyPlan::Choice), _) | (_, Send::Body(BodyPlan::Choice)) => {}
        (Send::Body(old), Send::Body(new)) => {
            let (was, now) = (body(old), body(new));
            if was != now {
                comparison.add(change(&kinds::BODY_MEDIA_TYPE_CHANGED).between(was, now));
            }
        }
        (old, new) => {
            let (Some(old), Some(new)) = (Written::new(old), Written::new(new)) else {
                return;
            };
            // The name of a path parameter is not sent.
            if old.name != new.name && new.place != ParameterPlace::Path {
                let change = change(&kinds::PARAMETER_NAME_CHANGED);
                comparison.add(change.between(old.name, new.name));
            }
            if old.place != new.place {
                let change = change(&kinds::PARAMETER_PLACE_CHANGED);
                comparison.add(change.between(place(old.place), place(new.place)));
            } else if old.style() != new.style() {
                let change = change(&kinds::PARAMETER_STYLE_CHANGED);
                comparison.add(change.between(old.style(), new.style()));
            }
        }
    }
}

/// How a parameter is serialized.
struct Written<'a> {
    name: &'a str,
    place: ParameterPlace,
    style: &'a Style,
    explode: bool,
    inner_separators: &'a str,
    allow_reserved: bool,
    keeps_slashes: bool,
}

impl<'a> Written<'a> {
    fn new(send: &'a Send) -> Option<Self> {
        match send {
            Send::Parameter {
                name,
                place,
                style,
                explode,
                inner_separators,
                allow_reserved,
                keeps_slashes,
                ..
            } => Some(Self {
                name,
                place: *place,
                style,
                explode: *explode,
                inner_separators,
                allow_reserved: *allow_reserved,
                keeps_slashes: *keeps_slashes,
            }),
            Send::Body(_) => None,
        }
    }

    fn style(&self) -> String {
        let mut text = match self.style {
            Style::Simple => "simple".to_owned(),
            Style::Label => "label".to_owned(),
            Style::Matrix => "matrix".to_owned(),
            Style::Form => "form".to_owned(),
            Style::SpaceDelimited => "spaceDelimited".to_owned(),
            Style::PipeDelimited => "pipeDelimited".to_owned(),
            Style::TabDelimited => "with tabs between".to_owned(),
            Style::DeepObject => "deepObject".to_owned(),
            Style::Cookie => "cookie".to_owned(),
            Style::Content(media_type) => format!("as `{media_type}`"),
        };
        if self.explode {
            text.push_str(", exploded");
        }
        if !self.inner_separators.is_empty() {
            let separators = self.inner_separators.chars();
            let separators = separators.map(|one| format!("{one:?}"));
            let separators = separators.collect::<Vec<_>>().join(" and ");
            text.push_str(&format!(", lists inside joined by {separators}"));
        }
        if self.allow_reserved {
            text.push_str(", reserved characters as they are");
        }
        if self.keeps_slashes {
            text.push_str(", slashes as they are");
        }
        text
    }
}

fn place(place: ParameterPlace) -> &'static str {
    match place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::QueryString => "the whole query string",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

/// How a body is sent, in words.
pub(super) fn body(body: &BodyPlan) -> String {
    match body {
        BodyPlan::Json(media_type) => format!("JSON, as `{media_type}`"),
        BodyPlan::Form(_) => "a form, as `application/x-www-form-urlencoded`".to_owned(),
        BodyPlan::Multipart(media_type) => format!("parts, as `{media_type}`"),
        BodyPlan::Text(media_type) => format!("text, as `{media_type}`"),
        BodyPlan::Scalar(media_type) => format!("one value as text, as `{media_type}`"),
        BodyPlan::Raw(media_type) => format!("bytes, as `{media_type}`"),
        BodyPlan::Choice => "one of several media types".to_owned(),
    }
}
