//! Reads each body with both of its types, in turn, and writes it; says how fast, and the ratio of the medians.

mod cases;
mod derived;

use std::hint::black_box;
use std::time::Instant;

use serde::Serialize;
use serde::de::DeserializeOwned;

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
    let items: Vec<serde_json::Value> = serde_json::from_slice(&text).expect("it is a list");
    let items = items.into_iter().filter(|item| {
        G::deserialize(item).is_ok() && D::deserialize(item).is_ok()
    });
    let items: Vec<String> = items.map(|item| item.to_string()).collect();
    if items.is_empty() {
        println!("{name:44} its example is not of its schema");
        return;
    }
    let body = repeated(&items);
    let generated: Vec<G> = serde_json::from_slice(&body).expect("the generated type reads it");
    let derived: Vec<D> = serde_json::from_slice(&body).expect("the derived type reads it");
    same(&generated, &derived, name);
    let mut decoded = [Vec::new(), Vec::new()];
    let mut encoded = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        decoded[0].push(seconds(|| serde_json::from_slice::<Vec<G>>(&body).is_ok()));
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

/// The list of the items, again and again.
fn repeated(items: &[String]) -> Vec<u8> {
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

/// Both say the same of the first item.
fn same<G: Serialize, D: Serialize>(generated: &[G], derived: &[D], name: &str) {
    let generated = serde_json::to_value(&generated[0]).expect("it is encoded");
    let derived = serde_json::to_value(&derived[0]).expect("it is encoded");
    assert_eq!(generated, derived, "{name}");
}

fn seconds<R>(work: impl FnOnce() -> R) -> f64 {
    let began = Instant::now();
    black_box(work());
    began.elapsed().as_secs_f64()
}
