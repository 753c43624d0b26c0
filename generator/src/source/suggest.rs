//! "Did you mean": the known name closest to a misspelt one.

/// The candidate most like `name`, when one is like it enough that a person may have meant it.
#[must_use]
pub fn closest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let score = likeness(name, candidate);
        // Strictly greater: of equally good ones the first is taken, whatever the machine.
        if score > best.map_or(LIKE_ENOUGH, |(best, _)| best) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Below this, a suggestion puzzles more than it helps.
const LIKE_ENOUGH: f64 = 0.75;

fn likeness(name: &str, candidate: &str) -> f64 {
    if name.eq_ignore_ascii_case(candidate) {
        return 1.0;
    }
    let typing = strsim::normalized_damerau_levenshtein(name, candidate);
    let beginning = strsim::jaro_winkler(name, candidate) - 0.1;
    let swapped = if is_swap(name, candidate) {
        SWAPPED
    } else {
        0.0
    };
    typing.max(beginning).max(swapped)
}

/// Two letters the wrong way round are a slip of the fingers in a short name too.
const SWAPPED: f64 = 0.8;

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
    use super::closest;

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
}
