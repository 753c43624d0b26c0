//! What becomes of the output where a part of the description cannot be understood.

use super::Kind;
use super::kind::Holds;
use crate::diagnostics::Case;

/// What becomes of the output where a part cannot be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// The part is not generated.
    Skipped,
    /// Its type accepts more than was meant.
    Widened,
    /// The output is as if the part were not there.
    Ignored,
}

impl Loss {
    /// The case of a kind of finding that says so.
    #[must_use]
    pub fn case(self, skipped: Case, widened: Case, ignored: Case) -> Case {
        match self {
            Self::Skipped => skipped,
            Self::Widened => widened,
            Self::Ignored => ignored,
        }
    }
}

impl Kind {
    /// What becomes of the output where such a part cannot be understood.
    #[must_use]
    pub fn loss(self) -> Loss {
        match self {
            Self::Schema => Loss::Widened,
            Self::Info
            | Self::Tag
            | Self::ExternalDocs
            | Self::ServerVariable
            | Self::Encoding
            | Self::Example
            | Self::Discriminator => Loss::Ignored,
            Self::Root
            | Self::Components
            | Self::Server
            | Self::PathItem
            | Self::Operation
            | Self::Parameter
            | Self::RequestBody
            | Self::MediaType
            | Self::Responses
            | Self::Response
            | Self::Header
            | Self::SecurityScheme
            | Self::OAuthFlows
            | Self::OAuthFlow => Loss::Skipped,
        }
    }
}

impl Holds {
    /// What becomes of the output where `key`, which holds this, holds something else.
    pub(super) fn loss(self, key: &str) -> Loss {
        match self {
            Self::Part(kind)
            | Self::FlagOrPart(kind)
            | Self::FlagPartOrParts(kind)
            | Self::Parts(kind)
            | Self::PartMap(kind)
            | Self::Inline(kind)
            | Self::InlineList(kind)
            | Self::InlineMap(kind) => kind.loss(),
            Self::Requirements => Loss::Skipped,
            // `required` and `enum`, which make a type narrower.
            Self::Required | Self::List => Loss::Widened,
            Self::Text if key == "format" => Loss::Widened,
            Self::Text
            | Self::Flag
            | Self::Number
            | Self::Count
            | Self::Texts
            | Self::TextMap
            | Self::Any
            | Self::Shown
            | Self::ShownList
            | Self::Incoming
            | Self::Unchecked
            | Self::Ignored
            | Self::Unused => Loss::Ignored,
        }
    }
}
