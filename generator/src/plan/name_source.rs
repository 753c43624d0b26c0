//! Where the name of a type comes from.

/// The rule that named a type, from the most to the least specific.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameSource {
    /// The settings, or `x-oasmith-name` in the description.
    Setting,
    /// The lock file: an earlier run chose it.
    Kept,
    /// The key of a named schema.
    Component,
    /// What a `$ref` refers to: the stem of a file, or the last token of a fragment.
    Reference,
    /// The key or file of a shared response, request body or parameter.
    Shared,
    /// The value of a discriminator.
    Tag,
    /// A constant.
    Constant,
    /// The only key of an externally tagged variant.
    Key,
    /// The title of the schema.
    Title,
    /// The kind or format of the values.
    Kind,
    /// The property that only this variant of a union has.
    Property,
    /// The role that all uses of identical types share.
    Role,
    /// The type that contains it and its role there, or the operation that it belongs to.
    Place,
    /// A number, for lack of anything better.
    Number,
}

impl NameSource {
    /// The word for it in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Setting => "setting",
            Self::Kept => "lock-file",
            Self::Component => "component",
            Self::Reference => "reference",
            Self::Shared => "shared-object",
            Self::Tag => "discriminator",
            Self::Constant => "constant",
            Self::Key => "key",
            Self::Title => "title",
            Self::Kind => "kind",
            Self::Property => "property",
            Self::Role => "role",
            Self::Place => "place",
            Self::Number => "number",
        }
    }
}

/// The name of a type, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBy {
    /// The key of the type, as in `rename.types`.
    pub key: String,
    /// The rule that named it.
    pub source: NameSource,
}
