//! The entry point of the command line.

use std::process::ExitCode;

/// A run makes millions of small allocations in several threads. With mimalloc it takes a quarter
/// of the time that the default allocator takes.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    oasmith::cli::run()
}
