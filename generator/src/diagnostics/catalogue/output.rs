//! Findings about the generated files, and of oasmith itself.

use super::entries;

entries! {
    "Output";

    foreign_folder = "foreign-folder", Error, [FATAL], "The output folder holds files that oasmith did not write";
    cause: "The folder is not empty, and has no `oasmith.lock` of an earlier run.";
    result: "Nothing is written.";
    remedy: "Use a new or empty folder. If `oasmith.lock` was lost, restore it from version control.";

    edited_file = "edited-file", Error, [FATAL], "A generated file was edited by hand";
    cause: "The file is neither what the last run wrote nor what this one would write.";
    result: "Nothing is written, so that the edit is not lost.";
    remedy: "Revert the edit, or move it elsewhere; `--force` replaces the file.";

    file_in_the_way = "file-in-the-way", Error, [FATAL], "The path of a generated file is occupied";
    cause: "A file at the path of a generated file is not listed in `oasmith.lock`; or a link, a folder, a pipe or a device is at the path of a generated file, of `oasmith.lock` or of `.oasmith-pending`; or one of these is too long to be read.";
    result: "Nothing is written. Links are not followed.";
    remedy: "Move it away. `--force` does not replace it: oasmith did not write it.";

    invalid_manifest = "invalid-manifest", Error, [FATAL], "The lock file of the output folder is invalid";
    cause: "`oasmith.lock` was edited, has a conflict of version control in it, or was written by a newer oasmith.";
    result: "Nothing is written, as it is not known which files are oasmith's.";
    remedy: "Restore it from version control; `--force` writes all generated files and the manifest anew: of a conflict, it keeps the names of our side and deletes the files of the other.";

    stale_file = "stale-file", Error, [NONE], "A generated file is not up to date";
    cause: "The description, the settings or oasmith changed since the last run, or the file was edited, deleted or not committed.";
    result: "`oasmith check` exits with 1. Nothing is written.";
    remedy: "Run `oasmith generate` and commit the result; revert manual edits.";

    unwritable_output = "unwritable-output", Error, [FATAL], "The output folder cannot be written";
    cause: "The system refused: the disk is full, permission is missing, or another run is writing there.";
    result: "The old files are kept. If the error occurred while replacing them, the next run completes the replacement.";
    remedy: "Remove the cause that the message names, and run oasmith again.";

    internal_error = "internal-error", Error, [FATAL], "A bug in oasmith";
    cause: "oasmith reached a state that its authors did not expect. No input should cause this.";
    result: "The run was aborted. The next run completes what was being written.";
    remedy: "Report it with the message, the command and, if possible, the description.";
}
