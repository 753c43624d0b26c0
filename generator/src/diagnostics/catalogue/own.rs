//! Findings about oasmith itself.

use super::entries;

entries! {
    internal_error = "internal-error", Error, [FATAL], "A bug in oasmith";
    cause: "oasmith reached a state that its authors did not expect. No input should cause this.";
    result: "The run was aborted. The next run completes what was being written.";
    remedy: "Report it with the message, the command and, if possible, the description.";
}
