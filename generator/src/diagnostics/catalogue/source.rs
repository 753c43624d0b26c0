//! Findings of `source`: what could not be read.

use super::entries;

entries! {
    unreadable_file = "unreadable-file", Error, [FATAL], "A file could not be read";
    cause: "The file does not exist, is a folder, or may not be read.";
    result: "Nothing is generated.";
    remedy: "Check the path; relative paths start at the file that names them.";

    invalid_syntax = "invalid-syntax", Error, [FATAL], "A file is neither JSON nor YAML";
    cause: "The text breaks the rules of its format at the place shown.";
    result: "Nothing is generated.";
    remedy: "Mend the text at the place shown.";

    limit_exceeded = "limit-exceeded", Error, [FATAL], "A file is larger or more deeply nested than oasmith reads";
    cause: "The file has more bytes, more values or deeper nesting than the limit named, or refers to too many other files.";
    result: "Nothing is generated.";
    remedy: "Give nested parts a name and refer to them, or split the description; in YAML, look for aliases that multiply.";

    duplicate_key = "duplicate-key", Warning, [IGNORED], "An object has the same key twice";
    cause: "Both JSON and YAML ask for keys that are unique in their object, but few tools say so.";
    result: "The last one counts; what the first one holds is ignored.";
    remedy: "Take one of them away, or merge what they hold.";

    half_character = "half-character", Warning, [NONE], "A string in JSON has half a character";
    cause: "An escape such as `\\ud83d` is one of a pair, and the other one is missing.";
    result: "U+FFFD stands in its place.";
    remedy: "Write the character itself, or both escapes.";

    several_documents = "several-documents", Warning, [IGNORED], "A file holds several YAML documents";
    cause: "A line `---` begins another document in the same file.";
    result: "The first document counts; the others are ignored.";
    remedy: "Write each description to its own file.";
}
