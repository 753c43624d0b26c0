//! Findings about overlays.

use super::entries;

entries! {
    "Overlays";

    invalid_overlay = "invalid-overlay", Error, [FATAL], "An overlay cannot be applied";
    cause: "The file is not an overlay, or one of its actions is invalid or does not apply to the description.";
    result: "Nothing is generated.";
    remedy: "Fix the action at the place shown.";

    unmatched_overlay = "unmatched-overlay", Warning, [IGNORED], "A part of an overlay has no effect";
    cause: "The target of an action selects nothing, or a key is not defined by the Overlay Specification.";
    result: "The description is the same as without it.";
    remedy: "Check whether the description has changed, or fix the path or key.";
}
