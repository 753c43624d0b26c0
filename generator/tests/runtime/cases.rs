//! The tests: inside the runtime, to see what its files share.

#[path = "events.rs"]
mod events;
#[path = "finite.rs"]
mod finite;
#[path = "lines.rs"]
mod lines;
#[path = "media_types.rs"]
mod media_types;
#[path = "members.rs"]
mod members;
#[path = "pieces.rs"]
mod pieces;
#[path = "places.rs"]
mod places;
#[path = "retries.rs"]
mod retries;
#[path = "silence.rs"]
mod silence;
#[path = "unions.rs"]
mod unions;
