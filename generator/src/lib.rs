//! oasmith turns an API description (OpenAPI) into a Rust client crate.
//!
//! [`Generator`] runs the stages; [`ClientConfig`] has the settings of a client and [`Config`]
//! those of `oasmith.toml`. [`diagnostics`] has the findings of a run, [`output`] writes files,
//! [`diff`] compares two versions of a client, and [`build_script`] generates within a Cargo build
//! script.
//!
//! # Examples
//!
//! ```
//! use oasmith::{ClientConfig, Earlier, Generator};
//!
//! let description = "
//! openapi: 3.0.3
//! info: { title: Clock, version: '1' }
//! paths:
//!   /now:
//!     get:
//!       operationId: now
//!       responses:
//!         '200': { description: The time, content: { text/plain: { schema: { type: string } } } }
//! ";
//! let generator = Generator::new(ClientConfig::new("clock.yaml", "clock-client", "clock-client"));
//! let generated = generator.generate_text("clock.yaml", description, &Earlier::default());
//! let files = generated.files.ok_or("the description has errors")?;
//! let operations = files.get("src/operations/untagged.rs");
//! assert!(operations.is_some_and(|text| text.contains("pub fn now(&self)")));
//! # Ok::<(), &str>(())
//! ```

pub mod build_script;
pub mod config;
pub mod diagnostics;
pub mod diff;
pub mod output;

// The stages and what they share. Public only for the program, tests and benchmarks of this
// repository; not part of the library's API.
#[doc(hidden)]
pub mod cli;
#[doc(hidden)]
pub mod decide;
#[doc(hidden)]
pub mod dialect;
#[doc(hidden)]
pub mod emit;
#[doc(hidden)]
pub mod lower;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod plan;
#[doc(hidden)]
pub mod printable;
#[doc(hidden)]
pub mod prose;
#[doc(hidden)]
pub mod source;

mod credentials;
mod generator;
mod ident;
mod release;
mod report;
mod rerun;

pub use config::{ClientConfig, Config};
pub use generator::{Generated, Generator, Planned};
pub use plan::{Earlier, Offer};
pub use report::{Count, Report};
