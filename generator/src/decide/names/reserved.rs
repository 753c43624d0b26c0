//! Names that the generated crate uses otherwise.

/// Names used otherwise in the file of types: those of the prelude and imports.
pub(in crate::decide) const RESERVED_TYPES: &[&str] = &[
    "Box",
    "Clone",
    "Debug",
    "Default",
    "Deserialize",
    "Err",
    "From",
    "Into",
    "None",
    "Ok",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Serialize",
    "Some",
    "String",
    "ToString",
    "TryFrom",
    "Vec",
    "BTreeMap",
    "Value",
    "Nullable",
    "Secret",
    "Base64",
    "Bytes",
    "AnyPart",
    "FilePart",
    "IntoMultipart",
    "IntoPart",
    "Multipart",
    "Eq",
    "Hash",
    "Copy",
];

/// The methods that the client always has.
pub(in crate::decide) const RESERVED_METHODS: &[&str] = &[
    "new", "builder", "call", "of", "base_url", "clone", "fmt", "from", "into", "drop", "default",
    "eq", "hash", "to_owned", "borrow",
];
