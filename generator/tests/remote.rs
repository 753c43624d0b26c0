//! References to other machines: refused unless their origin is allowed, and never a way to files of this one.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::thread;

/// A server that answers each path with a status and a body, and its origin.
fn serve(answers: fn(&str, &str) -> (u16, String)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let own = origin.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut line = String::new();
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            reader.read_line(&mut line).unwrap();
            let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
            let (status, body) = answers(&path, &own);
            let length = body.len();
            let head = format!(
                "HTTP/1.1 {status} x\r\nconnection: close\r\nlocation: {own}/thing.yaml\r\ncontent-length: {length}\r\n\r\n"
            );
            // Who asked may have left.
            let _ = stream.write_all((head + &body).as_bytes());
        }
    });
    origin
}

/// What `oasmith generate` says of a description whose one schema is this reference, and the list of what it made.
fn generate(reference: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let (code, said, files) = generate_all(reference, more);
    let list = files.split_once("API.txt\n").map(|(_, list)| list);
    (code, said, list.unwrap_or_default().to_owned())
}

/// The same, with all that it made.
fn generate_all(reference: &str, more: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let description = format!(
        "openapi: 3.0.3\ninfo: {{ title: Remote, version: '1' }}\npaths:\n  /thing:\n    get:\n      operationId: getThing\n      \
         responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {{ $ref: '{reference}' }} }} }} }} }}\n"
    );
    fs::write(folder.path().join("api.yaml"), description).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_oasmith"))
        .args([
            "generate",
            "api.yaml",
            "--output",
            "client",
            "--name",
            "remote-client",
        ])
        .args(more)
        .args(["--color", "never"])
        .env("NO_PROXY", "127.0.0.1")
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let data = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut files = String::new();
    for name in [
        "oasmith.lock",
        "README.md",
        "src/types.rs",
        "src/lib.rs",
        "API.txt",
    ] {
        let text = fs::read_to_string(folder.path().join("client").join(name));
        files += &format!("{name}\n{}", text.unwrap_or_default());
    }
    (output.status.code(), said + &data, files)
}

fn things(path: &str, origin: &str) -> (u16, String) {
    let thing = "type: object\nproperties: { name: { $ref: 'deep/name.json#/Name' } }\n";
    match path {
        "/thing.yaml" => (200, thing.to_owned()),
        "/deep/name.json" => (200, r#"{"Name": {"type": "string", "enum": ["a", "b"]}}"#.to_owned()),
        "/onwards.yaml" => (200, "$ref: 'http://localhost:1/other.yaml'\n".to_owned()),
        "/passwd.yaml" => (200, "type: object\nproperties: { x: { $ref: 'file:///etc/hostname' }, y: { $ref: '../../../../etc/hostname' } }\n".to_owned()),
        "/moved.yaml" => (302, format!("see {origin}/thing.yaml")),
        "/odd.yaml" => (200, "type: object\nproperties: { a: { type: 5 } }\n".to_owned()),
        "/broken.yaml" => (200, "a: [".to_owned()),
        _ => (404, "no".to_owned()),
    }
}

#[test]
fn nothing_is_fetched_unless_it_is_allowed() {
    let origin = serve(|_, _| unreachable());
    let (code, said, _) = generate(&format!("{origin}/thing.yaml"), &[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains(&format!("nothing is fetched from `{origin}`")),
        "{said}"
    );
    assert!(said.contains(&format!("--allow-remote {origin}")), "{said}");
}

/// A server that nobody asks.
fn unreachable() -> (u16, String) {
    std::process::abort()
}

#[test]
fn an_allowed_origin_is_read_with_what_it_refers_to() {
    let origin = serve(things);
    let (code, said, api) = generate(
        &format!("{origin}/thing.yaml"),
        &["--allow-remote", &origin],
    );
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("warning"), "{said}");
    assert!(api.contains("// \"a\""), "{api}");
}

#[test]
fn another_origin_is_not_allowed_by_the_first() {
    let origin = serve(things);
    let (_, said, _) = generate(
        &format!("{origin}/onwards.yaml"),
        &["--allow-remote", &origin],
    );
    assert!(
        said.contains("nothing is fetched from `http://localhost:1`"),
        "{said}"
    );
}

#[test]
fn a_file_from_elsewhere_names_no_file_of_this_machine() {
    let origin = serve(things);
    let (_, said, _) = generate(
        &format!("{origin}/passwd.yaml"),
        &["--allow-remote", &origin],
    );
    assert!(
        said.contains("status 404"),
        "the path is the server's own: {said}"
    );
    assert!(!said.contains("there is no file `/etc"), "{said}");
}

#[test]
fn what_cannot_be_had_is_said() {
    let origin = serve(things);
    let table = [
        ("missing.yaml", "the server answers with status 404"),
        ("moved.yaml", "redirect"),
        ("broken.yaml", "line 1"),
    ];
    for (path, expected) in table {
        let (code, said, _) = generate(&format!("{origin}/{path}"), &["--allow-remote", &origin]);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains(expected), "{path}: {said}");
    }
}

#[test]
fn an_origin_is_not_a_path() {
    let (code, said, _) = generate("x.yaml", &["--allow-remote", "https://example.com/specs"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("it has no path"), "{said}");
}

/// Messages end up in logs, the lock file in a repository: neither has the password of a URL.
#[test]
fn passwords_are_not_shown() {
    let origin = serve(things);
    let host = origin.strip_prefix("http://").unwrap();
    let refused = format!("https://me:hunter2@{host}/thing.yaml");
    let missing = format!("http://me:hunter2@{host}/missing.yaml");
    let read = format!("http://hunter2@{host}/odd.yaml");
    for (reference, expected) in [
        (&refused, "nothing is fetched from"),
        (&missing, "status 404"),
        (&read, "odd.yaml"),
    ] {
        for format in ["human", "json", "github", "sarif"] {
            let more = ["--allow-remote", &origin, "--message-format", format];
            let (code, said, files) = generate_all(reference, &more);
            assert_eq!(code, Some(0), "{said}");
            assert!(said.contains(expected), "{format}: {said}");
            assert!(!said.contains("hunter2"), "{format}: {said}");
            assert!(!files.contains("hunter2"), "{reference}");
        }
    }
}
