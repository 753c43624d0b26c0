use super::Kind;
use super::kind::Holds;
use crate::diagnostics::Case;

/// The effect on the output if a part of the description is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// The part is not generated.
    Skipped,
    /// Its type accepts more than intended.
    Widened,
    /// The output is as if the part were absent.
    Ignored,
}

impl Loss {
    /// Selects the case of a finding for this effect.
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
    /// The effect on the output if such a part is invalid.
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
    /// The effect on the output if `key`, which holds this type, has an invalid value.
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
            // `required` and `enum`, which narrow a type.
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
