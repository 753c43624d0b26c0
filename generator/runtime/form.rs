//! Form bodies: `application/x-www-form-urlencoded` (WHATWG URL, section 5).

#![allow(dead_code, reason = "a crate uses what its description needs")]

use serde::Serialize;
use serde_json::Value;

use super::call::Call;
use super::deep_object::{deep_under, join_inner, plain};
use super::encoding::percent_encode;
use super::invalid_request::InvalidRequest;
use super::parameter::QueryStyle;
use super::parameter_value::ParameterValue;

/// A field with its own serialization (Encoding Object of OpenAPI).
#[derive(Debug)]
pub(crate) struct FormField {
    name: &'static str,
    /// Style, explode, and whether reserved characters are kept; `None` for JSON.
    style: Option<(QueryStyle, bool, bool)>,
    /// The separators of lists inside a list, one for each depth.
    inner_separators: &'static str,
}

impl FormField {
    /// A field as JSON.
    pub const fn json(name: &'static str) -> Self {
        Self {
            name,
            style: None,
            inner_separators: "",
        }
    }

    /// A field in style `form`.
    pub const fn form(name: &'static str, explode: bool) -> Self {
        Self::styled(name, QueryStyle::Form, explode)
    }

    /// Keeps reserved characters.
    pub const fn reserved(mut self) -> Self {
        if let Some((style, explode, _)) = self.style {
            self.style = Some((style, explode, true));
        }
        self
    }

    /// A field in style `spaceDelimited`.
    pub const fn space_delimited(name: &'static str, explode: bool) -> Self {
        Self::styled(name, QueryStyle::SpaceDelimited, explode)
    }

    /// A field in style `pipeDelimited`.
    pub const fn pipe_delimited(name: &'static str, explode: bool) -> Self {
        Self::styled(name, QueryStyle::PipeDelimited, explode)
    }

    /// A field with a list whose elements are separated by tabs.
    pub const fn tab_delimited(name: &'static str, explode: bool) -> Self {
        Self::styled(name, QueryStyle::TabDelimited, explode)
    }

    /// A field in style `deepObject`.
    pub const fn deep_object(name: &'static str) -> Self {
        Self::styled(name, QueryStyle::DeepObject, true)
    }

    const fn styled(name: &'static str, style: QueryStyle, explode: bool) -> Self {
        Self {
            name,
            style: Some((style, explode, false)),
            inner_separators: "",
        }
    }

    /// Joins the lists inside its list by these separators.
    pub const fn joining(mut self, separators: &'static str) -> Self {
        self.inner_separators = separators;
        self
    }
}

impl Call {
    /// Sets a form body: a field for each member, and for each element of a list; objects as JSON.
    pub(crate) fn form<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.form_with(body, &[]);
    }

    /// Sets a form body, some of whose fields have their own serialization.
    pub(crate) fn form_with<T: Serialize + ?Sized>(&mut self, body: &T, fields: &[FormField]) {
        let pairs = match self.collecting_secrets(|| super::finite::to_value(body)) {
            Ok(Value::Object(members)) => members
                .iter()
                .map(|(name, value)| field(name, value, fields))
                .collect::<Result<Vec<String>, String>>(),
            Ok(Value::Null) => Ok(Vec::new()),
            Ok(_) => Err("a form must be an object".to_owned()),
            Err(error) => Err(error.to_string()),
        };
        match pairs {
            Ok(mut pairs) => {
                pairs.retain(|pair| !pair.is_empty());
                self.body("application/x-www-form-urlencoded", pairs.join("&"));
            }
            Err(reason) => self.refuse(InvalidRequest::Body { reason }),
        }
    }
}

/// Writes a field as encoded pairs; empty if there is no value.
fn field(name: &str, value: &Value, fields: &[FormField]) -> Result<String, String> {
    let own = fields.iter().find(|field| field.name == name);
    match (own.map(|field| field.style), value) {
        (_, Value::Null) => Ok(String::new()),
        (Some(None), value) => Ok(pair(name, &value.to_string())),
        (Some(Some((QueryStyle::DeepObject, ..))), Value::Array(_) | Value::Object(_)) => {
            let mut pairs = Vec::new();
            deep_under(name, value, &mut pairs);
            Ok(pairs.join("&"))
        }
        (Some(Some((style, explode, reserved))), value) => {
            let separators = own.map_or("", |field| field.inner_separators);
            let value = join_inner(value, separators);
            let value = ParameterValue::serialize(&value).map_err(|error| error.to_string())?;
            Ok(value.in_query(name, style, explode, reserved))
        }
        (None, Value::Array(items)) => {
            let pairs = items.iter().filter_map(plain);
            let pairs: Vec<String> = pairs.map(|text| pair(name, &text)).collect();
            Ok(pairs.join("&"))
        }
        (None, value) => Ok(plain(value)
            .map(|text| pair(name, &text))
            .unwrap_or_default()),
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={}", percent_encode(name), percent_encode(value))
}
