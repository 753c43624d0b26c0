//! Descriptions with damage: cut off, or with a value of another kind in some place. Whatever is left of them, a run ends
//! with a crate or with an error, never with a panic, an overflow of the stack or not at all.
//!
//! The damage is drawn from a seed, so that each run does the same; a failure names what it takes to repeat it.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use fastrand::Rng;
use libtest_mimic::Failed;
use oasmith::Generator;
use oasmith::diagnostics::{Location, Severity, Sink};
use oasmith::source::{Documents, Input};
use serde_json::{Value, json};

use crate::descriptions::Description;

/// How often each description is cut off, and how often a value of it is replaced, where `OASMITH_EXTENDED` asks for it.
const TIMES: u64 = 10;

/// The same in an ordinary run.
const TIMES_ORDINARY: u64 = 4;

/// The stack of a thread, unless a program asks for more.
const STACK: usize = 2 << 20;

/// No description takes so long: whoever does hangs.
const HANGS: Duration = Duration::from_mins(2);

/// Descriptions of which a run takes seconds in a build for debugging: these get one of each kind of damage in an ordinary run.
const LARGE: &[&str] = &["asana", "digitalocean-public-v2", "github", "openai"];

/// Damages the description in every way, and generates from what is left.
pub fn survives(description: &Description) -> Result<(), Failed> {
    let text = std::fs::read_to_string(&description.path)?;
    let sink = Sink::new();
    let documents = Documents::from_text(&description.path, &*text, &sink);
    // What is wrong with it before the damage is no matter here.
    drop(sink.finish());
    let documents = documents.ok_or("the description can be read")?;
    let root = documents.value(&Location::top(documents.root()));
    let root = root.ok_or("the description has a value")?;
    let extended = std::env::var_os("OASMITH_EXTENDED").is_some();
    let large = LARGE.contains(&description.name.as_str());
    let times = match (extended, large) {
        (true, _) => TIMES,
        (false, true) => 1,
        (false, false) => TIMES_ORDINARY,
    };
    for number in 0..times {
        let seed = seed(&description.name, number);
        let mut rng = Rng::with_seed(seed);
        run(description, cut(&text, &mut rng), "cut off", seed)?;
        let replaced = replace(root.clone(), &mut rng);
        run(description, replaced, "a value replaced", seed)?;
    }
    Ok(())
}

fn seed(name: &str, number: u64) -> u64 {
    let base: u64 = std::env::var("OASMITH_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let name = name.bytes().fold(0_u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u64::from(byte))
    });
    name.wrapping_add(base.wrapping_mul(1000))
        .wrapping_add(number)
}

/// The text up to some place.
fn cut(text: &str, rng: &mut Rng) -> String {
    let mut end = rng.usize(..text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default().to_owned()
}

/// The document, as JSON, with a value of another kind in some place.
fn replace(mut root: Value, rng: &mut Rng) -> String {
    let mut place = rng.usize(..count(&root));
    if let Some(found) = find(&mut root, &mut place) {
        *found = other(rng);
    }
    root.to_string()
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value that stands at a place, counted from the top.
fn find<'v>(value: &'v mut Value, place: &mut usize) -> Option<&'v mut Value> {
    if *place == 0 {
        return Some(value);
    }
    *place -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| find(item, place)),
        Value::Object(members) => members.values_mut().find_map(|member| find(member, place)),
        _ => None,
    }
}

fn other(rng: &mut Rng) -> Value {
    let nested = (0..100).fold(json!({}), |inner, _| json!({ "items": inner }));
    let lists = (0..100).fold(json!([]), |inner, _| json!([inner]));
    let kinds = [
        json!(null),
        json!(true),
        json!(-1),
        json!(0.5),
        json!(1e300),
        json!(u64::MAX),
        json!(""),
        json!("object"),
        json!("\u{0}\"`{}\r\n*/ ]] \u{202E}é"),
        json!("x".repeat(100_000)),
        json!([]),
        json!(["string", "null", 7]),
        json!({}),
        json!({ "$ref": "#" }),
        json!({ "$ref": "#/components/schemas/Nope" }),
        json!({ "$ref": "nowhere.yaml#/x" }),
        json!({ "type": ["object", "array", "string"], "properties": { "": {} }, "required": [1] }),
        json!({ "allOf": [{ "$ref": "#" }, {}], "oneOf": [], "enum": [] }),
        nested,
        lists,
    ];
    rng.choice(kinds).unwrap_or_default()
}

/// Generates from the text in a thread of its own.
fn run(description: &Description, text: String, damage: &str, seed: u64) -> Result<(), Failed> {
    let failure = |what: &str| Failed::from(format!("{damage}, seed {seed}: {what}"));
    let (done, ended) = mpsc::channel();
    let input = Input::Text {
        name: description.path.clone(),
        text,
        folder: description.path.parent().map(std::path::Path::to_path_buf),
    };
    let settings = description.settings();
    let thread = thread::Builder::new().stack_size(STACK).spawn(move || {
        let generated = Generator::new(settings).generate_input(input, &BTreeMap::new());
        let refused = generated
            .diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error);
        // Nobody listens any more once it took too long.
        let _ = done.send(generated.files.is_some() || refused);
    })?;
    match ended.recv_timeout(HANGS) {
        // A thread that ended without an answer is asked why below.
        Ok(true) | Err(mpsc::RecvTimeoutError::Disconnected) => {}
        Ok(false) => return Err(failure("neither a crate nor an error")),
        Err(mpsc::RecvTimeoutError::Timeout) => return Err(failure("it does not end")),
    }
    thread.join().map_err(|_| failure("it panics"))
}
