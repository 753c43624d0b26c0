//! "Did you mean": finds the known name closest to a misspelt one.

use std::collections::hash_map::Entry;
use std::sync::Mutex;

use rustc_hash::FxHashMap;

use crate::diagnostics::Location;

/// The candidate most similar to `name`, if it is similar enough to be what was meant.
#[must_use]
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    closest_within(name, candidates, &mut { MAX_WORK }).map(|(_, near)| near)
}

/// The suggestions of one run, with a work limit. Comparing every name with every other would
/// dominate the run time for a description in which all names are misspelt.
#[derive(Debug)]
pub struct Suggestions(Mutex<Given>);

#[derive(Debug)]
struct Given {
    /// The remaining work, in pairs of letters.
    left: usize,
    /// Memoized results: the index of the closest candidate of each name, by the place where it is
    /// looked up.
    answers: FxHashMap<(Location, String), Option<usize>>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self(Mutex::new(Given {
            left: MAX_WORK,
            answers: FxHashMap::default(),
        }))
    }
}

impl Suggestions {
    /// The candidate most similar to `name`, which is not one of the names valid at `at`. Also
    /// `None` once the work limit of the run is used up.
    #[must_use]
    pub fn closest<'a>(
        &self,
        at: &Location,
        name: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let mut given = self.0.lock().ok()?;
        let Given { left, answers } = &mut *given;
        match answers.entry((at.clone(), name.to_owned())) {
            Entry::Occupied(known) => candidates.into_iter().nth((*known.get())?),
            Entry::Vacant(unknown) => {
                let near = closest_within(name, candidates, left);
                unknown.insert(near.map(|(index, _)| index));
                near.map(|(_, near)| near)
            }
        }
    }
}

/// The candidate most similar to `name`, and its index, within the work `left`; `None` if that does
/// not suffice.
fn closest_within<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
    left: &mut usize,
) -> Option<(usize, &'a str)> {
    let letters = Letters::new(name);
    let mut best = None;
    let mut least = MIN_SIMILARITY;
    for (index, candidate) in candidates.into_iter().enumerate() {
        let worth = letters.may_be_similar(candidate, least);
        let work = if worth {
            CANDIDATE_COST + name.len() * candidate.len()
        } else {
            CANDIDATE_COST
        };
        let enough = left.checked_sub(work);
        *left = enough.unwrap_or(0);
        enough?;
        // Strictly greater: of equally similar candidates the first one wins, so that the result is
        // deterministic.
        if worth
            && let score = likeness(name, candidate)
            && score > least
        {
            least = score;
            best = Some((index, candidate));
        }
    }
    best
}

/// The work limit of a run: some tenths of a second.
const MAX_WORK: usize = 20_000_000;

/// The cost of considering a candidate, compared or not.
const CANDIDATE_COST: usize = 32;

/// The maximum length of a name in bytes. Longer ones are not typing errors.
const MAX_NAME_LENGTH: usize = 256;

/// The minimum similarity. Suggestions below it confuse more than they help.
const MIN_SIMILARITY: f64 = 0.75;

/// The number of times each byte occurs in a name.
struct Letters<'n> {
    name: &'n str,
    counts: [u16; 256],
}

impl<'n> Letters<'n> {
    fn new(name: &'n str) -> Self {
        let mut counts = [0; 256];
        add_letters(&mut counts, name);
        Self { name, counts }
    }

    /// Whether `candidate` may be more similar to the name than `least`. The count of shared
    /// letters gives an upper bound of the similarity.
    fn may_be_similar(&self, candidate: &str, least: f64) -> bool {
        let (longer, shorter) = (
            self.name.len().max(candidate.len()),
            self.name.len().min(candidate.len()),
        );
        if longer > MAX_NAME_LENGTH {
            return false;
        }
        if self.name.eq_ignore_ascii_case(candidate) {
            return true;
        }
        // Outside ASCII, bytes are not letters.
        if !self.name.is_ascii() || !candidate.is_ascii() {
            return true;
        }
        if similarity_bound(shorter, longer, shorter) <= least {
            return false;
        }
        let mut counts = [0; 256];
        add_letters(&mut counts, candidate);
        let both = self.counts.iter().zip(&counts);
        let shared = both.map(|(one, other)| usize::from(*one.min(other))).sum();
        similarity_bound(shorter, longer, shared) > least
    }
}

fn add_letters(counts: &mut [u16; 256], text: &str) {
    for byte in text.bytes().take(MAX_NAME_LENGTH) {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
}

/// The upper bound of [`likeness`] for two names of these lengths that share this many letters.
#[allow(clippy::cast_precision_loss, reason = "names are shorter than that")]
fn similarity_bound(shorter: usize, longer: usize, shared: usize) -> f64 {
    let of = |length: usize| shared as f64 / length.max(1) as f64;
    let jaro = (of(shorter) + of(longer) + 1.0) / 3.0;
    // Jaro-Winkler: a common prefix of four letters moves the result this much closer to 1.
    let beginning = jaro + 0.4 * (1.0 - jaro) - 0.1;
    // Tolerates rounding: the two floats are computed differently and may differ in their last
    // digits.
    of(longer).max(beginning) + 1e-9
}

fn likeness(name: &str, candidate: &str) -> f64 {
    if name.eq_ignore_ascii_case(candidate) {
        return 1.0;
    }
    let typing = strsim::normalized_damerau_levenshtein(name, candidate);
    let beginning = strsim::jaro_winkler(name, candidate) - 0.1;
    let swapped = if is_swap(name, candidate) {
        SWAP_SIMILARITY
    } else {
        0.0
    };
    typing.max(beginning).max(swapped)
}

/// The similarity of names that differ by two swapped letters, a common typing error in short names
/// too.
const SWAP_SIMILARITY: f64 = 0.8;

fn is_swap(name: &str, candidate: &str) -> bool {
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    name.len() == candidate.len()
        && strsim::damerau_levenshtein(name, candidate) == 1
        && letters(name) == letters(candidate)
}

#[cfg(test)]
mod tests {
    use super::{Letters, Suggestions, closest, likeness};
    use crate::diagnostics::{FileId, Location};

    #[test]
    fn table() {
        let table = [
            ("Pett", Some("Pet")),
            ("pet", Some("Pet")),
            ("PetStatsu", Some("PetStatus")),
            ("Ptes", None),
            ("Ordre", Some("Order")),
            ("Pte", Some("Pet")),
            ("Invoice", None),
            ("", None),
        ];
        for (name, expected) in table {
            assert_eq!(
                closest(name, ["Pet", "PetStatus", "Order"]),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn names_are_passed_by_only_where_they_are_not_alike() {
        let parts = [
            "",
            "a",
            "P",
            "et",
            "Pet",
            "Store",
            "erotS",
            "_x",
            "é",
            "Status12",
            "Status12Status34",
        ];
        let names: Vec<String> = parts
            .iter()
            .flat_map(|one| parts.iter().map(move |two| format!("{one}{two}")))
            .collect();
        for one in &names {
            for other in &names {
                let likeness = likeness(one, other);
                let least = likeness - 1e-6;
                let passed_by = !Letters::new(one).may_be_similar(other, least);
                assert!(!passed_by, "{one} {other} {likeness}");
            }
        }
    }

    #[test]
    fn a_run_suggests_so_much() {
        let names: Vec<String> = (0..100).map(|index| format!("Name{index}")).collect();
        let suggestions = Suggestions::default();
        suggestions.0.lock().unwrap().left = 100_000;
        let at = Location::top(FileId(0));
        let known = || names.iter().map(String::as_str);
        let missed = || names.iter().map(|name| format!("{name}s"));
        let near = missed().map(|name| suggestions.closest(&at, &name, known()));
        let near: Vec<_> = near.map(|near| near.is_some()).collect();
        let again = missed().map(|name| suggestions.closest(&at, &name, known()));
        assert!(again.map(|near| near.is_some()).eq(near.iter().copied()));
        let told = near.iter().take_while(|near| **near).count();
        assert!((10..90).contains(&told), "{told}");
        assert!(near.iter().skip(told).all(|near| !near));
    }

    #[test]
    fn of_long_names_nothing_is_suggested() {
        let long = "n".repeat(1_000_000);
        let other = format!("{long}o");
        assert_eq!(closest(&long, [other.as_str(), "n"]), None);
    }
}
