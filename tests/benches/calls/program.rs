//! Calls one after the other and sixteen at a time, by both clients in turn; says how many a second and the ratio of the
//! medians. With the feature `count` it says how often a call allocates instead. With arguments it makes calls for a profiler.

mod by_hand;
mod profiled;
mod server;

use std::future::Future;

use tokio::runtime::Runtime;

use profiled::Profiled;

/// How many calls are timed at once.
#[cfg(not(feature = "count"))]
const CALLS: usize = 320;

/// How often.
#[cfg(not(feature = "count"))]
const ROUNDS: usize = 101;

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

    let get = || {
        let call = generated.get_note("a").version(3);
        async move { call.await.expect("an answer").id }
    };
    let get_by_hand = || {
        let client = by_hand.clone();
        async move { client.get_note("a", 3).await.expect("an answer").id }
    };
    let put = || {
        let call = generated.put_note("a", same.clone());
        async move { call.await.expect("an answer").id }
    };
    let put_by_hand = || {
        let (client, note) = (by_hand.clone(), note.clone());
        async move { client.put_note("a", &note).await.expect("an answer").id }
    };
    if let Some(profiled) = Profiled::wanted() {
        return match profiled.call.as_str() {
            "get" => profiled.make(&runtime, &get),
            "get-by-hand" => profiled.make(&runtime, &get_by_hand),
            "put" => profiled.make(&runtime, &put),
            "put-by-hand" => profiled.make(&runtime, &put_by_hand),
            other => panic!("there is no call `{other}`"),
        };
    }
    measure(&runtime, "GET", 1, &get, &get_by_hand);
    measure(&runtime, "GET, 16 at a time", 16, &get, &get_by_hand);
    measure(&runtime, "PUT", 1, &put, &put_by_hand);
    measure(&runtime, "PUT, 16 at a time", 16, &put, &put_by_hand);
    // How much of a ratio is chance.
    #[cfg(not(feature = "count"))]
    measure(&runtime, "by hand twice", 1, &get_by_hand, &get_by_hand);
}

/// Measures a call by both clients. A ratio above 1 is in favour of the generated one.
#[cfg(not(feature = "count"))]
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
    let [generated, by_hand] = rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[rates.len() / 2]
    });
    println!(
        "{name:22} {generated:>8.0} calls a second, by hand {by_hand:>8.0}, ratio {:.2}",
        generated / by_hand
    );
}

/// Calls a second.
#[cfg(not(feature = "count"))]
fn rate<F>(runtime: &Runtime, at_a_time: usize, call: &impl Fn() -> F) -> f64
where
    F: Future<Output = i64> + Send + 'static,
{
    let began = std::time::Instant::now();
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

/// Counts how often a call by either client allocates, once the connection is there.
#[cfg(feature = "count")]
fn measure<G, H>(
    runtime: &Runtime,
    name: &str,
    at_a_time: usize,
    generated: &impl Fn() -> G,
    by_hand: &impl Fn() -> H,
) where
    G: Future<Output = i64>,
    H: Future<Output = i64>,
{
    if at_a_time == 1 {
        let generated = allocations(runtime, generated);
        let by_hand = allocations(runtime, by_hand);
        println!("{name:22} {generated:>8} allocations a call, by hand {by_hand:>4}");
    }
}

/// How often one call allocates.
#[cfg(feature = "count")]
fn allocations<F: Future<Output = i64>>(runtime: &Runtime, call: &impl Fn() -> F) -> u64 {
    const OF: u64 = 100;
    runtime.block_on(call());
    let counted = allocation_counter::measure(|| {
        runtime.block_on(async {
            for _ in 0..OF {
                call().await;
            }
        });
    });
    counted.count_total / OF
}
