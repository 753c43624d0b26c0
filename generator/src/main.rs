//! The command line begins here, and does nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    oasmith::cli::run()
}
