//! Reads each body with both of its types, in turn, and writes it; says how fast, and the ratio of the medians.

mod cases;
mod derived;
// What clients read bodies with.
mod json_text;
mod lenient;
mod unread;

use std::hint::black_box;
use std::time::Instant;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// How large a body is made.
const BYTES: usize = 10_000_000;

/// How often each is read and written.
const ROUNDS: usize = 15;

fn main() {
    println!(
        "{:44} {:>10} {:>10} {:>7}   {:>10} {:>10} {:>7}",
        "MB/s", "decode", "derived", "ratio", "encode", "derived", "ratio"
    );
    cases::run();
}

/// Measures one body. A ratio above 1 is in favour of the generated types.
pub fn measure<G, D>(name: &str, file: &str)
where
    G: Serialize + DeserializeOwned,
    D: Serialize + DeserializeOwned,
{
    let text = std::fs::read(file).expect("the body was written");
    // As text, so that members stay in the order in which the server writes them.
    let items: Vec<Box<RawValue>> = serde_json::from_slice(&text).expect("it is a list");
    let items: Vec<&str> = items
        .iter()
        .map(|item| item.get())
        .filter(|item| reads::<G>(item) && reads::<D>(item))
        .collect();
    if items.is_empty() {
        println!("{name:44} its example is not of its schema");
        return;
    }
    let body = repeated(&items);
    let generated: Vec<G> = serde_json::from_slice(&body).expect("the generated type reads it");
    let derived: Vec<D> = serde_json::from_slice(&body).expect("the derived type reads it");
    if !same(&generated, &derived) {
        println!("{name:44} the types make different things of it");
        return;
    }
    let mut decoded = [Vec::new(), Vec::new()];
    let mut encoded = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        decoded[0].push(seconds(|| json_text::read::<Vec<G>>(&body).is_ok()));
        decoded[1].push(seconds(|| serde_json::from_slice::<Vec<D>>(&body).is_ok()));
        encoded[0].push(seconds(|| serde_json::to_vec(&generated).is_ok()));
        encoded[1].push(seconds(|| serde_json::to_vec(&derived).is_ok()));
    }
    let speed = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        body.len() as f64 / 1e6 / times[times.len() / 2]
    };
    let [a, b] = decoded.each_mut().map(speed);
    let [c, d] = encoded.each_mut().map(speed);
    println!(
        "{name:44} {a:>10.0} {b:>10.0} {:>7.2}   {c:>10.0} {d:>10.0} {:>7.2}",
        a / b,
        c / d
    );
}

/// Whether an example is of the schema that it is an example of.
fn reads<T: DeserializeOwned>(item: &str) -> bool {
    serde_json::from_str::<T>(item).is_ok()
}

/// The list of the items, again and again.
fn repeated(items: &[&str]) -> Vec<u8> {
    let mut text = String::from("[");
    for item in items.iter().cycle() {
        text.push_str(item);
        if text.len() >= BYTES {
            break;
        }
        text.push(',');
    }
    (text + "]").into_bytes()
}

/// Whether both say the same of all items.
fn same<G: Serialize, D: Serialize>(generated: &[G], derived: &[D]) -> bool {
    let values = |text: Result<serde_json::Value, _>| text.expect("it is encoded");
    generated.iter().zip(derived).all(|(generated, derived)| {
        values(serde_json::to_value(generated)) == values(serde_json::to_value(derived))
    })
}

/// How long the second of two runs takes: the first pays for what ran before it, in the allocator and in the caches.
fn seconds<R>(work: impl Fn() -> R) -> f64 {
    black_box(work());
    let began = Instant::now();
    black_box(work());
    began.elapsed().as_secs_f64()
}
