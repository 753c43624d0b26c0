//! Findings of `config`: invalid settings in `oasmith.toml`.

use super::entries;

entries! {
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
}
