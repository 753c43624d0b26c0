//! The tests: inside the runtime, to see what its files share.

#[path = "api.rs"]
mod api;
#[path = "chains.rs"]
mod chains;
#[path = "charsets.rs"]
mod charsets;
#[path = "decoding.rs"]
mod decoding;
#[path = "events.rs"]
mod events;
#[path = "finite.rs"]
mod finite;
#[path = "flights.rs"]
mod flights;
#[path = "floats.rs"]
mod floats;
#[path = "lines.rs"]
mod lines;
#[path = "media_types.rs"]
mod media_types;
#[path = "members.rs"]
mod members;
#[path = "negotiated.rs"]
mod negotiated;
#[path = "nothing.rs"]
mod nothing;
#[path = "paging.rs"]
mod paging;
#[path = "pieces.rs"]
mod pieces;
#[path = "places.rs"]
mod places;
#[path = "resumes.rs"]
mod resumes;
#[path = "retries.rs"]
mod retries;
#[path = "silence.rs"]
mod silence;
#[path = "tokens.rs"]
mod tokens;
#[path = "unions.rs"]
mod unions;
#[path = "values.rs"]
mod values;
#[path = "waits.rs"]
mod waits;
