//! Query parameters in style `deepObject`.

use serde::Serialize;

use super::call::Call;
use super::call_parameter::set;
use super::finite;
use super::invalid_request::InvalidRequest;

impl Call {
    /// Sets a query parameter in style `deepObject`: a pair for each value at any depth, its keys
    /// in brackets.
    pub(crate) fn query_deep<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        let Some(top) = self.value(name, value) else {
            return;
        };
        match finite::to_value(value) {
            Ok(value) => set(&mut self.query, name, top.in_deep_query(name, &value)),
            Err(error) => self.refuse(InvalidRequest::Parameter {
                name,
                reason: error.to_string(),
            }),
        }
    }
}
