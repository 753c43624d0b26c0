//! What arrives at a server, and what clients make of its answers.

mod bodies;
mod bodiless;
mod compression;
mod encodings;
mod events;
mod forms;
mod headers;
mod http2;
mod lengths;
mod links;
mod making;
mod media_types;
mod multipart;
mod pages;
mod parameters;
mod parts;
mod redirects;
mod scalars;
mod scripts;
mod security;
#[allow(dead_code)]
mod server;
mod servers;
mod streams;
mod tags;
mod tokens;
mod traces;
mod undescribed;
mod uploads;
mod waiters;

use std::time::Duration;

/// A builder of a client of the server at `url`.
macro_rules! client {
    ($krate:ident, $url:expr) => {
        $krate::Client::builder()
            .base_url($url)
            .timeout(std::time::Duration::from_secs(5))
            .build()
            .unwrap()
    };
}

pub(crate) use client;

/// Long enough for anything on loopback.
const SOON: Duration = Duration::from_secs(5);
