//! The error for a value that a closed enum does not have.

use std::fmt;

/// A value that is not one of those of a closed enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownValueError {
    value: String,
    known: Vec<&'static str>,
}

impl UnknownValueError {
    pub(crate) fn new(value: impl fmt::Display, known: &[&'static str]) -> Self {
        Self {
            value: value.to_string(),
            known: known.to_vec(),
        }
    }

    /// The value, as text.
    pub fn value(&self) -> &str {
        &self.value
    }
}

impl fmt::Display for UnknownValueError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.known.join(", ");
        write!(formatter, "{:?} is not one of {known}", self.value)
    }
}

impl std::error::Error for UnknownValueError {}
