//! Findings about settings and extensions of the description.

use super::entries;

entries! {
    "Settings";

    invalid_config = "invalid-config", Error, [FATAL], "The configuration is not TOML";
    cause: "The TOML syntax is invalid at the place shown.";
    result: "Nothing is generated.";
    remedy: "Fix the text at the place shown.";

    unknown_setting = "unknown-setting", Error, [FATAL], "The configuration has a key that is not a setting";
    cause: "The key is misspelled, is in the wrong table, or belongs to a newer version of oasmith.";
    result: "Nothing is generated: the setting may be important.";
    remedy: "Fix or remove the key; the message suggests a similar setting.";

    wrong_setting = "wrong-setting", Error, [FATAL], "A setting is missing or has an invalid value";
    cause: "The message describes the valid values.";
    result: "Nothing is generated.";
    remedy: "Use a value of the kind named.";

    unused_setting = "unused-setting", Warning, [IGNORED], "A setting names something that the description does not have";
    cause: "A name in `oasmith.toml` or in `x-oasmith` is misspelled, or is no longer in the description.";
    result: "The setting has no effect.";
    remedy: "Fix the name, or remove the setting.";

    invalid_extension = "invalid-extension", Warning, [IGNORED], "An `x-oasmith` extension is invalid";
    cause: "A key with the prefix `x-oasmith` has an invalid value, or is at a place where it has no meaning.";
    result: "The extension is ignored; of `x-oasmith`, only the setting shown.";
    remedy: "The message names what is missing or invalid; the page on settings describes each extension.";

    unlisted_crate = "unlisted-crate", Warning, [IGNORED], "A description names a crate that the settings do not allow";
    cause: "`x-oasmith-type`, `x-oasmith-derives`, or `replace` or `derives` in `x-oasmith` names a crate or its features. A dependency runs code when the client is built, so a description cannot add one by itself.";
    result: "The extension is ignored: the type is generated, and the trait is not derived. The client does not depend on the crate.";
    remedy: "If you trust the crate, allow it by `[client.allowed-crates]` of `oasmith.toml`, with the version and the features to use.";

    unusable_name = "unusable-name", Warning, [IGNORED], "A configured name cannot be used";
    cause: "The name in `rename` or `x-oasmith-name` is not a valid Rust identifier of its kind, or is already in use.";
    result: "The name is chosen as without the setting.";
    remedy: "Use another name; rename the other part as well if both need the same.";

    unsupported_derive = "unsupported-derive", Warning, [IGNORED], "A trait cannot be derived for a type";
    cause: "A member of the type lacks the trait: `f64` has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and the types that contain it, are generated without the trait.";
    remedy: "The message names the member: give it another type by `replace`, declare its traits by `implements`, or remove the derive.";

    partial_derive = "partial-derive", Note, [NONE], "A type cannot derive a trait that the settings request for all types";
    cause: "A member of the type lacks the trait: `f64` has no `Eq`, any JSON value no `Hash`.";
    result: "The type, and the types that contain it, are generated without the trait; all others have it.";
    remedy: "None needed. To derive it anyway, give the member another type by `replace`.";
}
