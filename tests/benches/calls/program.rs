//! Calls one after the other and sixteen at a time, by both clients in turn; says how many a second, the ratio of the medians,
//! and how often a call allocates.

mod by_hand;
mod server;

use std::future::Future;
use std::time::Instant;

use tokio::runtime::Runtime;

/// How many calls are timed at once.
const CALLS: usize = 2_000;

/// How often.
const ROUNDS: usize = 11;

fn main() {
    // The clients have one thread, this one: what it allocates is theirs.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let base_url = format!("http://{}", server::start());
    let by_hand = by_hand::Client::new(base_url.clone(), "secret");
    let generated = notes::Client::builder()
        .base_url(&base_url)
        .token("secret")
        .build()
        .expect("the client is built");
    let note = by_hand::Note {
        id: 7,
        title: "Groceries".to_owned(),
        text: Some("Bread".to_owned()),
        tags: vec!["home".to_owned()],
    };
    let same =
        notes::types::Note::new(note.id, note.title.clone(), note.tags.clone()).text("Bread");

    println!(
        "{:22} {:>12} {:>12} {:>7}   {:>12} {:>9}",
        "calls a second", "generated", "by hand", "ratio", "allocations", "by hand"
    );
    let get = || {
        let call = generated.get_note("a").version(3);
        async move { call.await.expect("an answer").id }
    };
    let get_by_hand = || {
        let client = by_hand.clone();
        async move { client.get_note("a", 3).await.expect("an answer").id }
    };
    measure(&runtime, "GET", 1, &get, &get_by_hand);
    measure(&runtime, "GET, 16 at a time", 16, &get, &get_by_hand);
    let put = || {
        let call = generated.put_note("a", same.clone());
        async move { call.await.expect("an answer").id }
    };
    let put_by_hand = || {
        let (client, note) = (by_hand.clone(), note.clone());
        async move { client.put_note("a", &note).await.expect("an answer").id }
    };
    measure(&runtime, "PUT", 1, &put, &put_by_hand);
    measure(&runtime, "PUT, 16 at a time", 16, &put, &put_by_hand);
}

/// Measures a call by both clients. A ratio above 1 is in favour of the generated one.
fn measure<G, H>(
    runtime: &Runtime,
    name: &str,
    at_a_time: usize,
    generated: &impl Fn() -> G,
    by_hand: &impl Fn() -> H,
) where
    G: Future<Output = i64> + Send + 'static,
    H: Future<Output = i64> + Send + 'static,
{
    let mut rates = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        rates[0].push(rate(runtime, at_a_time, generated));
        rates[1].push(rate(runtime, at_a_time, by_hand));
    }
    let [a, b] = rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    });
    let (x, y) = (
        allocations(runtime, generated),
        allocations(runtime, by_hand),
    );
    println!(
        "{name:22} {a:>12.0} {b:>12.0} {:>7.2}   {x:>12} {y:>9}",
        a / b
    );
}

/// Calls a second.
fn rate<F>(runtime: &Runtime, at_a_time: usize, call: &impl Fn() -> F) -> f64
where
    F: Future<Output = i64> + Send + 'static,
{
    let began = Instant::now();
    runtime.block_on(async {
        for _ in 0..CALLS / at_a_time {
            let running: Vec<_> = (0..at_a_time).map(|_| tokio::spawn(call())).collect();
            for one in running {
                assert_eq!(one.await.expect("no panic"), 7);
            }
        }
    });
    CALLS as f64 / began.elapsed().as_secs_f64()
}

/// How often one call allocates, once the connection is there.
fn allocations<F: Future<Output = i64>>(runtime: &Runtime, call: &impl Fn() -> F) -> u64 {
    const OF: u64 = 100;
    let counted = allocation_counter::measure(|| {
        runtime.block_on(async {
            for _ in 0..OF {
                call().await;
            }
        });
    });
    counted.count_total / OF
}
