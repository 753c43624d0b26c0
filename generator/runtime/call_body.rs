//! The body of a call: JSON, text or bytes. Forms and multipart bodies have files of their own.

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use serde::Serialize;

use super::body::Body;
use super::call::Call;
use super::finite;
use super::invalid_request::InvalidRequest;
use super::parameter_value::ParameterValue;

#[allow(dead_code, reason = "a description uses some of these")]
impl Call {
    /// Sets a JSON body.
    pub(crate) fn json<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.json_as("application/json", body);
    }

    /// Sets a JSON body with another media type.
    pub(crate) fn json_as<T: Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        match self.collecting_secrets(|| finite::to_vec(body)) {
            Ok(body) => self.body(media_type, body),
            Err(error) => self.refuse(InvalidRequest::Body {
                reason: error.to_string(),
            }),
        }
    }

    /// Sets a text body.
    pub(crate) fn text(&mut self, media_type: &'static str, body: &str) {
        self.body(media_type, body.to_owned());
    }

    /// Sets a body that is one value, as text.
    pub(crate) fn scalar<T: Serialize + ?Sized>(&mut self, media_type: &'static str, body: &T) {
        match ParameterValue::serialize(body) {
            Ok(ParameterValue::Single(text)) => self.body(media_type, text),
            Ok(_) => self.body(media_type, Body::default()),
            Err(error) => self.refuse(InvalidRequest::Body {
                reason: error.to_string(),
            }),
        }
    }

    /// Sets a body of bytes or chunks.
    pub(crate) fn body(&mut self, media_type: &'static str, body: impl Into<Body>) {
        if !self.has_own_media_type {
            self.media_type(Bytes::from_static(media_type.as_bytes()));
        }
        self.body = body.into();
    }

    /// Sets a multipart body. Its media type has the boundary, so a `Content-Type` of the caller
    /// does not replace it.
    pub(super) fn parts(&mut self, media_type: String, body: Body) {
        self.media_type(media_type.into());
        self.body = body;
    }

    fn media_type(&mut self, media_type: Bytes) {
        match HeaderValue::from_maybe_shared(media_type) {
            Ok(media_type) => {
                self.headers.insert(CONTENT_TYPE, media_type);
            }
            Err(_) => self.refuse(InvalidRequest::Header {
                name: CONTENT_TYPE.to_string(),
            }),
        }
    }
}
