//! Findings of `plan`: what could not be named or typed as asked.

use super::entries;

entries! {
    ENDLESS_TYPE = "endless-type", Warning, Widened, "A type is made of nothing but itself";
    cause: "A list, a map or another name leads back to itself, with no object between.";
    result: "The type becomes any JSON value.";
    remedy: "Put an object between, or nothing: values of the type can still be read and written.";

    UNUSED_MEDIA_TYPE = "unused-media-type", Note, Ignored, "A media type is not used";
    cause: "A failure is described in several media types; the client reads the one that says most about it.";
    result: "The other media types are not asked for.";
    remedy: "Nothing needs to be done.";

    UNUSED_DEFAULT = "unused-default", Note, Ignored, "A default is not applied";
    cause: "The default is of another type than the schema, or is a list, an object, or text with a format.";
    result: "The field is `None` when the server leaves it out.";
    remedy: "Give a default of the schema's type, or apply it where you read the field.";

    SHARED_ENCODING = "shared-encoding", Warning, Widened, "The encoding of a body is not used";
    cause: "Two bodies in parts have the same schema, and their `encoding` gives its properties different media types.";
    result: "One type stands for both; its parts are sent as the first of the bodies says.";
    remedy: "Give the second body a schema of its own.";

    UNUSABLE_PAGINATION = "unusable-pagination", Warning, Skipped, "The pages of an operation cannot be followed";
    cause: "The settings, or `x-oasmith-pagination`, say something of its pages that does not fit its parameters or answers.";
    result: "The call of the operation has no methods for pages and items; it is sent as any other.";
    remedy: "The message says what does not fit. `[client.pagination.<operationId>]` counts more than the description.";

    UNUSABLE_WAITER = "unusable-waiter", Warning, Skipped, "The work that an operation starts cannot be waited for";
    cause: "The settings, or `x-oasmith-waiter`, say something of it that does not fit the answers, or the operation that is asked.";
    result: "The call of the operation has no method that waits; it is sent as any other.";
    remedy: "The message says what does not fit. `[client.waiters.<operationId>]` counts more than the description.";

    UNUSABLE_NAME = "unusable-name", Warning, None, "A name that was given cannot be used";
    cause: "The name of `rename` or of `x-oasmith-name` is no Rust name of its kind, or another part has it already.";
    result: "The name is chosen as if none had been given.";
    remedy: "Give another name; rename the other part as well if both want the same.";

    UNSOUND_DERIVE = "unsound-derive", Warning, None, "A trait cannot be derived for a type";
    cause: "The type holds something that has not the trait: a number with a fraction has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and those that hold it, are generated without the trait.";
    remedy: "The message names what is at fault: give it another type by `replace`, say what it has by `implements`, or do not ask.";

    PARTIAL_DERIVE = "partial-derive", Note, None, "A trait that all types were to derive cannot be derived for one";
    cause: "The type holds something that has not the trait: a number with a fraction has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and those that hold it, are generated without the trait; all others have it.";
    remedy: "Nothing needs to be done; to have it all the same, give what is at fault another type by `replace`.";

    UNUSED_SETTING = "unused-setting", Warning, Ignored, "A setting names something that the description does not have";
    cause: "A name in `oasmith.toml`, or in `x-oasmith`, is misspelt, or what it named is gone from the description.";
    result: "The setting has no effect.";
    remedy: "Mend the name, or take the setting away.";
}
