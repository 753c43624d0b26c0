//! Terms whose parts stay together, and acronyms that are written without anything in between.

/// Terms in mixed case that are one word: `IPv6Gateway` is `ipv6_gateway`.
const TERMS: &[&str] = &[
    "OAuth2",
    "OAuth1",
    "OAuth",
    "IPv4",
    "IPv6",
    "IdP",
    "IoT",
    "iOS",
    "macOS",
    "mTLS",
    "gRPC",
    "eBPF",
    "vCPU",
    "KiB",
    "MiB",
    "GiB",
    "TiB",
    "GraphQL",
    "PostgreSQL",
    "MySQL",
    "NoSQL",
    "3PID",
    "3pid",
    "2FA",
    "3DS",
    "3D",
];

/// Acronyms that names contain side by side: `copyUIDGID` is `copy_uid_gid`.
const ACRONYMS: &[&str] = &[
    "API", "CPU", "DNS", "GID", "GPU", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP", "JSON", "PID",
    "RAM", "SQL", "SSH", "SSL", "TCP", "TLS", "UDP", "UID", "URI", "URL", "UUID", "VLAN", "VM",
    "VPC", "VPN", "XML", "YAML",
];

/// Returns the length of the term at the start of `rest`, if there is one; `before` is the
/// character in front of it.
pub(super) fn term(before: Option<char>, rest: &[char]) -> Option<usize> {
    let first = *rest.first()?;
    let is_start = match before {
        Some(before) if before.is_ascii_uppercase() => false,
        Some(before) if before.is_ascii_digit() => first.is_ascii_uppercase(),
        Some(before) if before.is_ascii_lowercase() => !first.is_ascii_lowercase(),
        _ => true,
    };
    let mut terms = TERMS.iter().filter(|_| is_start);
    let found = terms.find(|term| {
        let length = term.len();
        let is_it = term.chars().eq(rest.iter().copied().take(length));
        is_it && is_end(rest.get(length..).unwrap_or_default())
    });
    found.map(|term| term.len())
}

/// Whether a word may end before `rest`.
fn is_end(rest: &[char]) -> bool {
    match rest {
        [] => true,
        ['s', rest @ ..] => !rest.first().is_some_and(char::is_ascii_lowercase),
        [first, second, ..] if first.is_ascii_uppercase() => second.is_ascii_lowercase(),
        [first, ..] => !first.is_ascii_alphabetic(),
    }
}

/// Splits the capitals at the start of `rest` into at least two known acronyms. Returns the length
/// of the first, if they are that.
pub(super) fn acronym(rest: &[char]) -> Option<usize> {
    let count = rest.iter().take_while(|one| one.is_ascii_uppercase());
    let count = count.count().min(MAX_RUN);
    let is_plural = rest.get(count) == Some(&'s') && is_end(rest.get(count..).unwrap_or_default());
    let goes_on = rest.get(count).is_some_and(char::is_ascii_lowercase) && !is_plural;
    // The last capital begins a word: `UIDGIDMap`.
    let run: String = rest
        .iter()
        .take(count - usize::from(goes_on && count > 0))
        .collect();
    if ACRONYMS.contains(&run.as_str()) {
        return None;
    }
    let mut starts = ACRONYMS.iter().filter(|start| run.starts_with(*start));
    let first = starts.find(|start| is_acronyms(run.get(start.len()..).unwrap_or_default()))?;
    (first.len() < run.len()).then_some(first.len())
}

/// Whether a run of capitals consists of known acronyms. The recursion is bounded by [`MAX_RUN`].
fn is_acronyms(run: &str) -> bool {
    run.is_empty()
        || ACRONYMS
            .iter()
            .any(|start| run.strip_prefix(start).is_some_and(is_acronyms))
}

/// The longest run of capitals that is split.
const MAX_RUN: usize = 16;
