//! Findings about references.

use super::entries;

entries! {
    "References";

    unresolved_reference = "unresolved-reference", Warning, [SKIPPED, WIDENED, IGNORED], "A reference cannot be resolved";
    cause: "The `$ref` names a place or a file that does not exist, cannot be used, or must not be read: a file outside of the description's folder and of the repository around it, or on another machine.";
    result: "The referencing part is skipped; a schema becomes any JSON value; an entry of a `mapping` is ignored. A file that must not be read is not opened.";
    remedy: "Fix the reference; the message suggests names that exist. `folders` and `remote` in `oasmith.toml` allow further files.";

    unresolved_path_item = "unresolved-path-item", Warning, [SKIPPED], "The reference of a path item cannot be resolved";
    cause: "The `$ref` of a Path Item Object names a place or a file that does not exist, or is part of a cycle.";
    result: "The referenced operations are skipped; operations in the same object are generated.";
    remedy: "Fix the reference.";

    mismatched_reference = "mismatched-reference", Warning, [SKIPPED, WIDENED, IGNORED], "A reference resolves to another kind of object";
    cause: "The target of the `$ref` exists, but is not of the kind that the place requires.";
    result: "The referencing part is skipped; a schema becomes any JSON value.";
    remedy: "Refer to an object of the kind that the message names.";

    reference_cycle = "reference-cycle", Warning, [SKIPPED, IGNORED], "References form a cycle";
    cause: "A parameter, body, response or another object that is not a schema refers, directly or indirectly, to itself.";
    result: "The referencing part is skipped.";
    remedy: "Remove one of the references.";

    misplaced_reference = "misplaced-reference", Note, [NONE], "A reference is used where the specification does not allow one";
    cause: "Only some objects may be references; here a value, a list or a map is one.";
    result: "None: the reference is resolved nevertheless.";
    remedy: "Write the referenced value in place, so that other tools support it too.";

    reference_siblings = "reference-siblings", Note, [IGNORED], "Siblings of a reference are ignored";
    cause: "Before OpenAPI 3.1, an object with `$ref` has no other keys, except some annotations.";
    result: "The keys are ignored.";
    remedy: "Use `allOf` with the reference and a second schema, or remove the keys.";
}
