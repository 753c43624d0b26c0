//! Findings about the files of the description.

use super::entries;

entries! {
    "Files";

    unreadable_file = "unreadable-file", Error, [FATAL], "A file could not be read";
    cause: "The file does not exist, is a folder, or may not be read.";
    result: "Nothing is generated.";
    remedy: "Check the path; relative paths start at the file that names them.";

    invalid_syntax = "invalid-syntax", Error, [FATAL], "A file is neither JSON nor YAML";
    cause: "The syntax is invalid at the place shown.";
    result: "Nothing is generated.";
    remedy: "Fix the text at the place shown.";

    limit_exceeded = "limit-exceeded", Error, [FATAL], "A file is larger or more deeply nested than oasmith reads";
    cause: "The file has more bytes, more values or deeper nesting than the limit named, or refers to too many other files.";
    result: "Nothing is generated.";
    remedy: "Give nested parts a name and refer to them, or split the description; in YAML, look for aliases that multiply.";

    duplicate_key = "duplicate-key", Warning, [IGNORED], "An object has the same key twice";
    cause: "JSON and YAML require keys to be unique within an object, but few tools report duplicates.";
    result: "The last value is used; the others are ignored.";
    remedy: "Remove one of the keys, or merge their values.";

    lone_surrogate = "lone-surrogate", Warning, [NONE], "A JSON string has a lone surrogate";
    cause: "An escape such as `\\ud83d` is half of a surrogate pair, and the other half is missing.";
    result: "It is replaced by U+FFFD.";
    remedy: "Write the character itself, or both escapes of the pair.";

    several_documents = "several-documents", Warning, [IGNORED], "A file has several YAML documents";
    cause: "A line `---` begins another document in the same file.";
    result: "The first document is used; the others are ignored.";
    remedy: "Write each description to its own file.";
}
