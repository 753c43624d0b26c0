//! Findings of `output`: why files were not delivered.

use super::entries;

entries! {
    foreign_folder = "foreign-folder", Error, [FATAL], "The output folder holds files that oasmith did not write";
    cause: "The folder is not empty, and has no `oasmith.lock` of an earlier run.";
    result: "Nothing is written.";
    remedy: "Give a new folder, or an empty one. If `oasmith.lock` was lost, restore it from version control.";

    edited_file = "edited-file", Error, [FATAL], "A generated file was edited by hand";
    cause: "The file is neither what the last run wrote nor what this one would write.";
    result: "Nothing is written, so that the edit is not lost.";
    remedy: "Take the edit back, or put it elsewhere; `--force` replaces the file.";

    file_in_the_way = "file-in-the-way", Error, [FATAL], "Something that oasmith did not write stands where a generated file should go";
    cause: "A file at the path of a generated file is not listed in `oasmith.lock`; or a link, a folder, a pipe or a device is at the path of a generated file, of `oasmith.lock` or of `.oasmith-pending`; or one of these is too long to be read.";
    result: "Nothing is written. Links are not followed.";
    remedy: "Move it away. `--force` does not replace it: oasmith did not write it.";

    invalid_manifest = "invalid-manifest", Error, [FATAL], "The manifest of the output folder cannot be understood";
    cause: "`oasmith.lock` was edited, has a conflict of version control in it, or was written by a newer oasmith.";
    result: "Nothing is written, as it is not known which files are oasmith's.";
    remedy: "Restore it from version control; `--force` writes all generated files and the manifest anew: of a conflict, it keeps the names of our side and deletes the files of the other.";

    stale_file = "stale-file", Error, [NONE], "A generated file is not as it would be generated";
    cause: "The description, the settings or oasmith changed since the last run, or the file was edited, deleted or not committed.";
    result: "`oasmith check` ends with 1. Nothing is written.";
    remedy: "Run `oasmith generate`, and commit what it writes; take back what was edited by hand.";

    unwritable_output = "unwritable-output", Error, [FATAL], "The output folder cannot be written";
    cause: "The system refused: the disk is full, permission is missing, or another run is writing there.";
    result: "The old files stand. If the system refused in the midst of replacing them, the next run completes that.";
    remedy: "Remove the cause that the message names, and run again.";
}
