//! Findings about schemas.

use super::entries;

entries! {
    "Schemas";

    widened_schema = "widened-schema", Warning, [WIDENED], "A schema has a constraint that its Rust type does not express";
    cause: "The message names the keyword.";
    result: "The type is wider than the schema: it accepts every valid value, and others.";
    remedy: "None; check such values in your code if it matters.";

    unchecked_schema = "unchecked-schema", Note, [NONE], "A constraint on values is not checked";
    cause: "The schema has a constraint on values, not on their type.";
    result: "The type is the same as without it; the server checks the constraint.";
    remedy: "None.";

    unchecked_keyword = "unchecked-keyword", Note, [WIDENED, NONE], "A keyword has no equivalent in Rust types";
    cause: "The keyword is a constraint on values that a Rust type does not express.";
    result: "The type is the same as without it: it accepts values that the keyword excludes. If an enumeration has no values left, the type is any JSON value.";
    remedy: "None; check such values in your code if it matters.";

    conflicting_all_of = "conflicting-all-of", Warning, [WIDENED], "The members of an `allOf` contradict each other";
    cause: "No value satisfies all members.";
    result: "The last member decides.";
    remedy: "Fix the schemas, or use `oneOf` if only one of them applies.";

    cyclic_schema = "cyclic-schema", Warning, [WIDENED], "Schemas form a cycle without a type";
    cause: "Schemas refer to each other, or include each other by `allOf`, and none defines a type.";
    result: "The type becomes any JSON value.";
    remedy: "Remove one of the references.";

    recursive_type = "recursive-type", Warning, [WIDENED], "A type contains only itself";
    cause: "A list, a map or an alias contains itself without an object in between.";
    result: "The type becomes any JSON value.";
    remedy: "None, or put an object in between: values of the type can be decoded and encoded nevertheless.";

    wrong_default = "wrong-default", Warning, [IGNORED], "A default is not valid for its schema";
    cause: "The `default` is of another type than the schema, beyond its bounds, or not among its values.";
    result: "The default is ignored: a field that the server omits is `None`.";
    remedy: "Use a default that the schema allows.";

    unused_default = "unused-default", Note, [IGNORED], "A default is not applied";
    cause: "The default is of another type than the schema, or is a list, an object, or text with a format; or many properties have the type, and the default is longer than 1 KiB.";
    result: "The field is `None` if the server omits it.";
    remedy: "Use a default of the schema's type, or apply it where you read the field.";

    misplaced_required = "misplaced-required", Note, [IGNORED], "`required` is a flag on a property";
    cause: "`required: true` on the property itself is the form of an old draft of JSON Schema.";
    result: "The property is optional unless the list of its object names it.";
    remedy: "Add the property to the `required` list of the object.";

    unlisted_variant = "unlisted-variant", Note, [IGNORED], "A discriminator maps a value to a schema outside of its union";
    cause: "The schema in `mapping` or `defaultMapping` is not listed in `oneOf` or `anyOf`.";
    result: "The entry is ignored: such a value is kept as JSON, in the variant for unknown values.";
    remedy: "List the schema in the union, or remove the entry.";
}
