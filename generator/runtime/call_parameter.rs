//! The parameters of a call: path, query, headers and cookies.

use serde::Serialize;

use super::call::Call;
use super::encoding::percent_encode;
use super::finite;
use super::invalid_request::InvalidRequest;
use super::parameter::{PathForm, QueryStyle};
use super::parameter_value::ParameterValue;

#[allow(dead_code, reason = "a description uses some of these")]
impl Call {
    /// Sets a path parameter to the client's value.
    pub(crate) fn shared_path(&mut self, name: &'static str) {
        match self.shared.path_parameters.get(name) {
            Some(value) => {
                let value = value.clone();
                self.path.push((name, value));
            }
            None => self.refuse(InvalidRequest::MissingPathParameter { name }),
        }
    }

    /// Sets a path parameter in style `simple`.
    pub(crate) fn path<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.path_as(name, PathForm::SIMPLE, value);
    }

    /// Sets a path parameter in any style.
    pub(crate) fn path_as<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        form: PathForm,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            self.set_path(name, form, value.in_path(name, form));
        }
    }

    /// Sets a path parameter as JSON.
    pub(crate) fn path_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            self.set_path(name, PathForm::SIMPLE, percent_encode(&json));
        }
    }

    fn set_path(&mut self, name: &'static str, form: PathForm, value: String) {
        if !form.allows(&value) {
            self.refuse(InvalidRequest::PathParameter { name });
        }
        self.path.push((name, value));
    }

    /// Sets a query parameter in style `form`, exploded.
    pub(crate) fn query<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.query_with(name, QueryStyle::Form, true, value);
    }

    /// Sets a query parameter in any style.
    pub(crate) fn query_with<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: QueryStyle,
        explode: bool,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.query,
                name,
                value.in_query(name, style, explode, false),
            );
        }
    }

    /// Sets a query parameter without encoding reserved characters.
    pub(crate) fn query_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        style: QueryStyle,
        explode: bool,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.query,
                name,
                value.in_query(name, style, explode, true),
            );
        }
    }

    /// Sets a query parameter as JSON.
    pub(crate) fn query_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            set(
                &mut self.query,
                name,
                format!("{}={}", percent_encode(name), percent_encode(&json)),
            );
        }
    }

    /// Sets a query parameter whose value is a form.
    pub(crate) fn query_form<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(value) = self.value(name, value) {
            let form = value.in_query("", QueryStyle::Form, true, false);
            let pair = format!("{}={}", percent_encode(name), percent_encode(&form));
            set(&mut self.query, name, pair);
        }
    }

    /// Sets the whole query, as a form.
    pub(crate) fn query_string_form<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) {
        if let Some(value) = self.value(name, value) {
            set(
                &mut self.query,
                WHOLE,
                value.in_query("", QueryStyle::Form, true, false),
            );
        }
    }

    /// Sets the whole query, as JSON.
    pub(crate) fn query_string_json<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) {
        if let Some(json) = self.json_text(name, value) {
            set(&mut self.query, WHOLE, percent_encode(&json));
        }
    }

    /// Sets the whole query, as text.
    pub(crate) fn query_string_text<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) {
        let text = self
            .value(name, value)
            .and_then(|value| value.in_header(false));
        if let Some(text) = text {
            set(&mut self.query, WHOLE, percent_encode(&text));
        }
    }

    /// Sets a header parameter in style `simple`.
    pub(crate) fn header_param<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let known = self.secrets.len();
        if let Some(value) = self.value(name, value) {
            self.header_value(name, value.in_header(false).as_deref(), known);
        }
    }

    /// Sets a header parameter in style `simple`, exploded.
    pub(crate) fn header_exploded<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let known = self.secrets.len();
        if let Some(value) = self.value(name, value) {
            self.header_value(name, value.in_header(true).as_deref(), known);
        }
    }

    /// Sets a header parameter as JSON.
    pub(crate) fn header_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let known = self.secrets.len();
        if let Some(json) = self.json_text(name, value) {
            self.header_value(name, Some(&json), known);
        }
    }

    /// Sets a header, if there is a value. It is sensitive if the value has a secret: if there are
    /// more secrets than `known`.
    fn header_value(&mut self, name: &'static str, value: Option<&str>, known: usize) {
        let Some(value) = value else {
            return;
        };
        self.header(name, value);
        let is_secret = self.secrets.len() > known;
        if let Some(value) = self.headers.get_mut(name).filter(|_| is_secret) {
            value.set_sensitive(true);
        }
    }

    /// Sets a cookie parameter in style `form`.
    pub(crate) fn cookie_param<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let value = self.value(name, value);
        self.cookie(name, value, false);
    }

    /// Sets a cookie parameter in style `form`, exploded.
    pub(crate) fn cookie_exploded<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let value = self.value(name, value);
        self.cookie(name, value, true);
    }

    fn cookie(&mut self, name: &'static str, value: Option<ParameterValue>, explode: bool) {
        if let Some(value) = value {
            let pairs = value.in_query(name, QueryStyle::Form, explode, false);
            set(&mut self.cookies, name, pairs.replace('&', "; "));
        }
    }

    /// Sets a cookie parameter in style `cookie`, not encoded.
    pub(crate) fn cookie_plain<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        explode: bool,
        value: &T,
    ) {
        match self
            .value(name, value)
            .map(|value| value.in_cookie(name, explode))
        {
            Some(Ok(pairs)) => set(&mut self.cookies, name, pairs),
            Some(Err(reason)) => self.refuse(InvalidRequest::Parameter { name, reason }),
            None => {}
        }
    }

    /// Sets a cookie parameter as JSON.
    pub(crate) fn cookie_json<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        if let Some(json) = self.json_text(name, value) {
            set(
                &mut self.cookies,
                name,
                format!("{}={}", percent_encode(name), percent_encode(&json)),
            );
        }
    }

    /// Serializes a value as parameters need it; records the problem if it has no such form.
    pub(super) fn value<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Option<ParameterValue> {
        match self.collecting_secrets(|| ParameterValue::serialize(value)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(InvalidRequest::Parameter {
                    name,
                    reason: error.to_string(),
                });
                None
            }
        }
    }

    fn json_text<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Option<String> {
        match self.collecting_secrets(|| finite::to_string(value)) {
            Ok(json) => Some(json),
            Err(error) => {
                self.refuse(InvalidRequest::Parameter {
                    name,
                    reason: error.to_string(),
                });
                None
            }
        }
    }
}

/// The name under which a whole query is stored. No parameter has it.
const WHOLE: &str = "";

/// Sets the value of a name.
pub(super) fn set(values: &mut Vec<(&'static str, String)>, name: &'static str, value: String) {
    match values.iter_mut().find(|(known, _)| *known == name) {
        Some(slot) => slot.1 = value,
        None => values.push((name, value)),
    }
}
