//! Findings of `config`: what `oasmith.toml` cannot mean.

use super::entries;

entries! {
    invalid_config = "invalid-config", Error, [FATAL], "The configuration is not TOML";
    cause: "The text breaks the rules of TOML at the place shown.";
    result: "Nothing is generated.";
    remedy: "Mend the text at the place shown.";

    unknown_setting = "unknown-setting", Error, [FATAL], "The configuration has a key that is not a setting";
    cause: "The key is misspelt, stands in the wrong table, or belongs to a newer oasmith.";
    result: "Nothing is generated: a setting that is not understood may be an important one.";
    remedy: "Mend the key, or take it away; the message suggests the setting that may be meant.";

    wrong_setting = "wrong-setting", Error, [FATAL], "A setting is missing, or has a value that it cannot have";
    cause: "The message says what the setting takes.";
    result: "Nothing is generated.";
    remedy: "Give a value of the kind named.";
}
