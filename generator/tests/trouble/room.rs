//! No room for the files: on a disk that is full, or beyond a limit to the size of one.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use super::common::{CLOCK, folder};
use super::{GENERATE, contents, is_completed_by_the_next_run, said, stale};

/// Runs with a limit to the size of files: what is longer cannot be written, as on a disk that is full.
fn with_little_room(folder: &Path) -> Output {
    let script = format!(
        "trap '' XFSZ; ulimit -f 8; exec {} {}",
        env!("CARGO_BIN_EXE_oasmith"),
        GENERATE.join(" ")
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(folder)
        .output();
    output.unwrap()
}

#[test]
fn no_room_for_the_files_leaves_the_old_crate_whole() {
    let (folder, before) = stale();
    // Longer than the limit, in the description as in the crate.
    let long = CLOCK.replace("The time of day.", &"The time of day. ".repeat(1000));
    fs::write(folder.path().join("clock.yaml"), long).unwrap();
    let ended = with_little_room(folder.path());
    insta::assert_snapshot!("no_room", said(&ended));
    assert_eq!(contents(&folder.path().join("client")), before);
    is_completed_by_the_next_run(folder.path());
}

#[test]
fn no_room_for_a_first_crate_leaves_nothing() {
    let folder = folder(&[("clock.yaml", CLOCK)]);
    let ended = with_little_room(folder.path());
    assert_eq!(ended.status.code(), Some(3), "{}", said(&ended));
    assert!(!folder.path().join("client").exists());
}

/// Mounts a disk with this much left beside the crate, and runs there. The disk is the namespace's own, and gone with it.
#[cfg(target_os = "linux")]
fn on_a_small_disk(folder: &Path, left: usize) -> Output {
    let script = format!(
        "code=0; mount -t tmpfs none disk && cp -r clock.yaml client disk/ && cd disk && \
         used=$(df -k --output=used . | tail -1) && mount -o remount,size=$((used + {left}))k . && \
         {program} {arguments} 2>../messages || code=$?; mount -o remount,size=64m . && cp -r . ../copy && exit $code",
        program = env!("CARGO_BIN_EXE_oasmith"),
        arguments = GENERATE.join(" "),
    );
    fs::create_dir_all(folder.join("disk")).unwrap();
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-ec", &script]);
    command.current_dir(folder).output().unwrap()
}

/// Why a disk cannot be mounted here; `None` where it can.
#[cfg(target_os = "linux")]
fn no_disks() -> Option<String> {
    let tried = Command::new("unshare")
        .args([
            "--user",
            "--map-root-user",
            "--mount",
            "mount",
            "-t",
            "tmpfs",
            "none",
            "/mnt",
        ])
        .output();
    match tried {
        Ok(ended) if ended.status.success() => None,
        Ok(ended) => Some(said(&ended)),
        Err(error) => Some(error.to_string()),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_at_any_moment_leaves_old_or_new_files() {
    if let Some(reason) = no_disks() {
        eprintln!("skipped: no disk can be mounted here: {reason}");
        return;
    }
    let (mut refused, mut left) = (0, 0);
    loop {
        let (folder, before) = stale();
        let ended = on_a_small_disk(folder.path(), left);
        let messages = fs::read_to_string(folder.path().join("messages"));
        let messages = messages.unwrap_or_else(|_| panic!("{}", said(&ended)));
        let copy = folder.path().join("copy");
        let is_done = ended.status.code() == Some(0);
        if !is_done {
            refused += 1;
            assert_eq!(ended.status.code(), Some(3), "{left}: {messages}");
            assert!(messages.contains("the disk is full"), "{left}: {messages}");
        }
        let after = contents(&copy.join("client"));
        is_completed_by_the_next_run(&copy);
        let new = contents(&copy.join("client"));
        for (path, old) in &before {
            let now = after.get(path);
            assert!(now == Some(old) || now == new.get(path), "{left}: {path}");
        }
        if is_done {
            break;
        }
        left += 4;
    }
    assert!(refused > 2, "the disk was never full");
}
