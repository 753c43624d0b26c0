//! oasmith turns an API description (OpenAPI) into a Rust client crate.
//!
//! The way of the data is six rooms in one direction: [`source`] reads, [`dialect`] translates to OpenAPI 3.0, [`lower`]
//! understands it as a [`model`], [`plan`] decides every Rust name and type, [`emit`] writes that down as files, and
//! [`output`] delivers them. [`diff`] compares two plans. What there is to tell the user goes to [`diagnostics`].
//!
//! # Examples
//!
//! ```
//! use std::collections::BTreeMap;
//! use oasmith::{ClientConfig, Generator};
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
//! let generated = generator.generate_text("clock.yaml", description, &BTreeMap::new());
//! let files = generated.files.ok_or("the description has errors")?;
//! assert!(files.get("src/operations/untagged.rs").is_some_and(|text| text.contains("pub fn now(&self)")));
//! # Ok::<(), &str>(())
//! ```

pub mod build_script;
pub mod cli;
pub mod config;
mod credentials;
pub mod decide;
pub mod diagnostics;
pub mod dialect;
pub mod diff;
pub mod emit;
mod generator;
mod ident;
pub mod lower;
pub mod model;
pub mod output;
pub mod plan;
pub mod printable;
pub mod prose;
mod report;
mod rerun;
pub mod source;

pub use config::{ClientConfig, Config};
pub use generator::{Generated, Generator, Planned};
pub use report::{Count, Report};
