//! Findings about oasmith itself.

use super::entries;

entries! {
    own_fault = "own-fault", Error, [FATAL], "oasmith itself is at fault";
    cause: "A case that its authors did not think of. Nothing you wrote should be able to bring this about.";
    result: "The run ended where it was. What was being written is completed by the next run.";
    remedy: "Please report it, with the message, the command and, if you can, the description.";
}
