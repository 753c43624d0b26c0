//! `FastAPI`: unions of models whose tags have defaults, and so are optional in the description.

use std::process::Command;

use crate::server::Server;
use crate::{is_extended, python, suite};

#[test]
fn fastapi_reads_the_models_that_were_meant() {
    if !is_extended() {
        return;
    }
    let folder = suite::folder("fastapi");
    let python = python::with_requirements("fastapi", &folder.join("requirements.txt"))
        .expect("Python 3 with venv and pip is required, and the packages can be installed");
    let server = Server::start("fastapi", "/openapi.json", |port| {
        let mut command = Command::new(python);
        // No compiled files beside the source.
        command.arg("-B");
        command.arg(folder.join("app.py")).arg(port.to_string());
        command
    });
    let server = server.expect("the server starts");
    let description = server.get("/openapi.json").expect("it describes itself");
    suite::assert_cases_pass("fastapi", &server, &description);
}
