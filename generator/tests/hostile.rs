//! What a description from a stranger names: files of this machine, links, pipes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;

use common::{Ended, folder, run, run_with};

/// What no message may show.
const SECRET: &str = "hunter2";

/// A file with a finding on the line that has the secret: where the file is read, the line is shown.
const OUTSIDE: &str = "type: object\nproperties: { hunter2: { type: 5 } }\n";

const FORMATS: [&str; 4] = ["human", "json", "github", "sarif"];

/// A description whose schemas are these references.
fn referring(references: &[&str]) -> String {
    let mut text = String::from("openapi: 3.0.3\ninfo: { title: A, version: '1' }\npaths:\n");
    for (index, reference) in references.iter().enumerate() {
        text += &format!(
            "  /p{index}: {{ get: {{ operationId: get{index}, responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {{ $ref: '{reference}' }} }} }} }} }} }} }}\n"
        );
    }
    text
}

/// All that a command prints.
fn said(ended: &Ended) -> String {
    format!("{}{}", ended.data, ended.messages)
}

fn lint(folder: &Path, format: &str, more: &[&str]) -> Ended {
    let arguments = ["lint", "api.yaml", "--message-format", format];
    run(folder, &[&arguments, more].concat())
}

fn outside() -> tempfile::TempDir {
    let folder = folder(&[
        ("secret.yaml", OUTSIDE),
        ("work/inside.yaml", "type: string\n"),
    ]);
    #[cfg(unix)]
    for (to, link) in [("../secret.yaml", "work/link.yaml"), ("..", "work/up")] {
        std::os::unix::fs::symlink(to, folder.path().join(link)).unwrap();
    }
    folder
}

#[test]
fn files_outside_are_neither_read_nor_shown() {
    let folder = outside();
    let work = folder.path().join("work");
    let absolute = folder.path().join("secret.yaml").display().to_string();
    let relative = [
        "../secret.yaml",
        "./sub/../../secret.yaml",
        "%2e%2e/secret.yaml",
        absolute.as_str(),
        "/etc/passwd",
    ];
    let linked: &[&str] = if cfg!(unix) {
        &["link.yaml", "up/secret.yaml", "up/missing.yaml"]
    } else {
        &[]
    };
    for reference in relative.iter().chain(linked) {
        fs::write(
            work.join("api.yaml"),
            referring(&[reference, "inside.yaml"]),
        )
        .unwrap();
        for format in FORMATS {
            let ended = lint(&work, format, &[]);
            let said = said(&ended);
            assert_eq!(ended.code, 0, "{reference}: {said}");
            assert_eq!(
                said.matches("leads out of").count(),
                1,
                "{reference}, {format}: {said}"
            );
            assert!(!said.contains(SECRET), "{reference}, {format}: {said}");
        }
        assert_eq!(
            lint(&work, "human", &["--deny", "widened"]).code,
            1,
            "{reference}"
        );
    }
}

#[test]
fn folders_that_are_allowed_are_read() {
    let folder = outside();
    let work = folder.path().join("work");
    fs::write(work.join("api.yaml"), referring(&["../secret.yaml"])).unwrap();
    let is_read =
        |ended: &Ended| said(ended).contains(SECRET) && !said(ended).contains("leads out of");
    assert!(!is_read(&lint(&work, "human", &[])));
    assert!(is_read(&lint(&work, "human", &["--allow-folder", ".."])));
    let settings = "[[client]]\ndescription = \"api.yaml\"\noutput = \"client\"\nfolders = [\"..\"]\npackage = { name = \"a\" }\n";
    fs::write(work.join("oasmith.toml"), settings).unwrap();
    assert!(is_read(&run(&work, &["lint"])));
    // A description does not allow it to itself.
    fs::write(
        work.join("oasmith.toml"),
        settings.replace("folders = [\"..\"]\n", ""),
    )
    .unwrap();
    let text = referring(&["../secret.yaml"]) + "x-oasmith: { folders: ['..'] }\n";
    fs::write(work.join("api.yaml"), text).unwrap();
    let ended = run(&work, &["lint"]);
    assert!(
        !is_read(&ended) && said(&ended).contains("invalid-extension"),
        "{}",
        said(&ended)
    );
    // The repository around it is its own.
    fs::create_dir(folder.path().join(".git")).unwrap();
    assert!(is_read(&run(&work, &["lint"])));
}

#[test]
fn standard_input_refers_to_the_current_folder() {
    let folder = outside();
    let work = folder.path().join("work");
    let text = referring(&["../secret.yaml", "inside.yaml"]);
    let ended = run_with(&work, &["lint", "-"], text.as_bytes());
    assert_eq!(
        said(&ended).matches("warning[").count(),
        1,
        "{}",
        said(&ended)
    );
    assert!(said(&ended).contains("leads out of") && !said(&ended).contains(SECRET));
}

/// A lock file from elsewhere cannot say that a description is the one that a crate was made from.
#[test]
fn a_lock_file_that_leaves_out_the_description_is_not_believed() {
    let folder = folder(&[("api.yaml", &referring(&["#/components/schemas/A"]))]);
    let generate = ["generate", "api.yaml", "--output", "client", "--name", "a"];
    let is_skipped = || {
        let ended = run(folder.path(), &generate);
        assert_eq!(ended.code, 0, "{ended:?}");
        // Findings are shown only by a run that reads the description.
        !said(&ended).contains("warning[")
    };
    assert!(!is_skipped());
    assert!(is_skipped(), "nothing has changed");
    let lock = folder.path().join("client/oasmith.lock");
    let text = fs::read_to_string(&lock).unwrap();
    let without = text
        .lines()
        .filter(|line| !line.starts_with("\"api.yaml\""));
    let without = without.fold(String::new(), |text, line| text + line + "\n");
    assert!(without.len() < text.len());
    fs::write(&lock, without).unwrap();
    assert!(!is_skipped());
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn the_text_behind_a_link_that_leads_out_is_not_shown() {
        let folder = folder(&[("work/x", ""), ("secret", "a: [hunter2")]);
        let work = folder.path().join("work");
        symlink("../secret", work.join("api.yaml")).unwrap();
        for format in FORMATS {
            let ended = lint(&work, format, &[]);
            assert_eq!(ended.code, 3, "{}", said(&ended));
            assert!(!said(&ended).contains(SECRET), "{}", said(&ended));
            assert!(said(&ended).contains("invalid-syntax"), "{}", said(&ended));
        }
        let ended = run(folder.path(), &["lint", "secret"]);
        assert!(said(&ended).contains(SECRET), "{}", said(&ended));
    }

    /// A test that fails here does not end.
    #[test]
    fn pipes_and_devices_are_not_read() {
        let folder = folder(&[("api.yaml", &referring(&["pipe", "zero"]))]);
        let pipe = folder.path().join("pipe");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        symlink("/dev/zero", folder.path().join("zero")).unwrap();
        symlink("pipe", folder.path().join("linked")).unwrap();
        let ended = run(
            folder.path(),
            &["lint", "api.yaml", "--allow-folder", "/dev"],
        );
        assert_eq!(
            said(&ended).matches("it is not a regular file").count(),
            2,
            "{}",
            said(&ended)
        );
        for given in ["linked", "zero"] {
            let ended = run(folder.path(), &["lint", given]);
            assert_eq!(ended.code, 3, "{given}");
            assert!(
                said(&ended).contains("it is not a regular file"),
                "{given}: {}",
                said(&ended)
            );
        }
    }
}
