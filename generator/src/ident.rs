//! Rust identifiers from names in the description.
//!
//! Names come in any alphabet and shape; identifiers are ASCII words in Rust's cases. Signs with a
//! meaning are spelled out (`+1` becomes `plus_1`), so that different names stay different where
//! possible.

mod terms;

use std::fmt::Write as _;

/// Converts `name` to `snake_case`. The result is a legal identifier, never empty or a keyword.
pub(crate) fn snake(name: &str) -> String {
    let joined = words(name).join("_");
    legal(joined, "value", "n")
}

/// Converts `name` to `PascalCase`. The result is a legal identifier, never empty or a keyword.
pub(crate) fn pascal(name: &str) -> String {
    let words = words(name);
    let mut joined = String::new();
    for word in &words {
        // Two adjacent numbers would read as one.
        let digits = word.starts_with(|first: char| first.is_ascii_digit());
        if digits && joined.ends_with(|last: char| last.is_ascii_digit()) {
            joined.push('_');
        }
        joined.push_str(&capitalised(word));
    }
    legal(joined, "Value", "N")
}

/// Converts `name` to `SCREAMING_SNAKE_CASE`. The result is a legal identifier, never empty.
pub(crate) fn screaming(name: &str) -> String {
    let joined = words(name).join("_").to_uppercase();
    legal(joined, "VALUE", "N")
}

/// Appends `more` to `name`. Drops the underscore that distinguishes `self_` from the keyword.
pub(crate) fn joined(name: &str, more: &str) -> String {
    name.trim_end_matches('_').to_owned() + more
}

/// Whether text is an identifier as the functions above return it.
pub(crate) fn is_identifier(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(is_letter)
        && !NEVER_RAW.contains(&text)
}

/// Whether an identifier is a keyword that must be written as a raw identifier.
pub(crate) fn is_raw(ident: &str) -> bool {
    KEYWORDS.contains(&ident) && !NEVER_RAW.contains(&ident)
}

fn legal(ident: String, empty: &str, before_digit: &str) -> String {
    if ident.is_empty() {
        return empty.to_owned();
    }
    if ident.starts_with(|first: char| first.is_ascii_digit()) {
        return format!("{before_digit}{ident}");
    }
    if NEVER_RAW.contains(&ident.as_str()) {
        return format!("{ident}_");
    }
    ident
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

/// Splits a name into lower-case words. Known terms are one word each, see [`terms`].
///
/// A word ends at a character that is not a letter or a digit, before a capital that follows a
/// small letter or a digit, and before the last capital of a run that is followed by a small
/// letter: `HTTPServer` becomes `http`, `server`.
fn words(name: &str) -> Vec<String> {
    let spelt = spell(name);
    let letters: Vec<char> = spelt.chars().collect();
    let mut words = Vec::new();
    let mut word = String::new();
    let mut whole_until = 0;
    for (index, &letter) in letters.iter().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            flush(&mut word, &mut words);
            continue;
        }
        let before = index
            .checked_sub(1)
            .and_then(|index| letters.get(index))
            .copied();
        let after = letters.get(index + 1).copied();
        if index >= whole_until {
            let rest = letters.get(index..).unwrap_or_default();
            let is_cut = index == whole_until && whole_until > 0;
            let length = terms::term(before, rest).or_else(|| {
                let is_first = is_cut || !before.is_some_and(|before| before.is_ascii_uppercase());
                is_first.then(|| terms::acronym(rest)).flatten()
            });
            if let Some(length) = length {
                flush(&mut word, &mut words);
                whole_until = index + length;
            } else if letter.is_ascii_uppercase() && (is_cut || starts_word(before, after)) {
                flush(&mut word, &mut words);
            }
        }
        word.push(letter.to_ascii_lowercase());
    }
    flush(&mut word, &mut words);
    words
}

fn starts_word(before: Option<char>, after: Option<char>) -> bool {
    match before {
        Some(before) if before.is_ascii_lowercase() || before.is_ascii_digit() => true,
        // `IDs` and `URLs` are one word, not `i` and `ds`.
        Some(before) if before.is_ascii_uppercase() => {
            after.is_some_and(|after| after.is_ascii_lowercase() && after != 's')
        }
        _ => false,
    }
}

fn flush(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Spells `name` in ASCII letters and digits, with meaningful signs written out.
fn spell(name: &str) -> String {
    let mut spelt = String::with_capacity(name.len());
    let bare = !name.chars().any(char::is_alphanumeric);
    for (index, character) in name.chars().enumerate() {
        let leads = index == 0;
        match sign(character, bare, leads) {
            Some(word) => {
                let _ = write!(spelt, " {word} ");
            }
            None if character.is_ascii() => spelt.push(if character == '\'' {
                continue;
            } else {
                character
            }),
            None => spelt.push_str(
                &deunicode::deunicode_char(character).map_or_else(|| hex(character), str::to_owned),
            ),
        }
    }
    spelt
}

fn hex(character: char) -> String {
    format!(" u{:x} ", u32::from(character))
}

/// The word for a sign. Some signs always have one; others only in a name without letters or digits
/// (`bare`), or at its beginning (`leads`).
fn sign(character: char, bare: bool, leads: bool) -> Option<&'static str> {
    let word = match character {
        '+' => "plus",
        '<' => "lt",
        '>' => "gt",
        '=' => "eq",
        '%' => "percent",
        '&' => "and",
        '|' => "or",
        '!' => "not",
        '*' => "star",
        '#' => "hash",
        '~' => "tilde",
        '^' => "caret",
        '@' if bare || leads => "at",
        '$' if bare => "dollar",
        '-' if bare || leads => "minus",
        '_' if bare => "underscore",
        '.' if bare => "dot",
        ',' if bare => "comma",
        ':' if bare => "colon",
        ';' if bare => "semicolon",
        '/' if bare => "slash",
        '\\' if bare => "backslash",
        '?' if bare => "question",
        '\'' if bare => "quote",
        '"' if bare => "double quote",
        '(' | ')' if bare => "parenthesis",
        '[' | ']' if bare => "bracket",
        '{' | '}' if bare => "brace",
        ' ' if bare => "space",
        _ => return None,
    };
    Some(word)
}

/// Keywords of any edition.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "Self", "static", "struct", "super", "trait", "true", "try", "type",
    "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that are not allowed as raw identifiers.
const NEVER_RAW: &[&str] = &["self", "Self", "super", "crate", "_"];

/// The argument name for `name`. Appends `_value` to `foo`, `baz` and `quux`, which clippy reports
/// as placeholders.
pub fn argument(name: &str) -> String {
    match name {
        "foo" | "baz" | "quux" => format!("{name}_value"),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases() {
        let table = [
            ("petId", "pet_id", "PetId"),
            ("HTTPServer", "http_server", "HttpServer"),
            ("IPv6Gateway", "ipv6_gateway", "Ipv6Gateway"),
            ("hasIPv4", "has_ipv4", "HasIpv4"),
            ("OAuth2Token", "oauth2_token", "Oauth2Token"),
            ("IdP", "idp", "Idp"),
            ("IdPs", "idps", "Idps"),
            ("IdPool", "id_pool", "IdPool"),
            ("userIdP", "user_idp", "UserIdp"),
            ("copyUIDGID", "copy_uid_gid", "CopyUidGid"),
            ("VPCIDs", "vpc_ids", "VpcIds"),
            ("APIURLPath", "api_url_path", "ApiUrlPath"),
            ("UUID", "uuid", "Uuid"),
            ("ALLOWED", "allowed", "Allowed"),
            ("add3PID", "add_3pid", "Add3pid"),
            ("add3pid", "add_3pid", "Add3pid"),
            ("enable2FA", "enable_2fa", "Enable2fa"),
            ("3DSecure", "n3d_secure", "N3dSecure"),
            ("sha256Sum", "sha256_sum", "Sha256Sum"),
            ("vCPUs", "vcpus", "Vcpus"),
            ("devCPU", "dev_cpu", "DevCpu"),
            ("http2URL", "http2_url", "Http2Url"),
            ("Pet IDs", "pet_ids", "PetIds"),
            ("X-Auth-Token", "x_auth_token", "XAuthToken"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("1st", "n1st", "N1st"),
            ("", "value", "Value"),
            ("-", "minus", "Minus"),
            ("self", "self_", "Self_"),
            ("type", "type", "Type"),
            ("größe", "grosse", "Grosse"),
            ("名前", "ming_qian", "MingQian"),
            (
                "repos/list-for-org",
                "repos_list_for_org",
                "ReposListForOrg",
            ),
            ("v1.2.3", "v1_2_3", "V1_2_3"),
            ("$ref", "ref", "Ref"),
            ("@type", "at_type", "AtType"),
        ];
        for (name, expected_snake, expected_pascal) in table {
            assert_eq!(snake(name), expected_snake, "snake of {name:?}");
            assert_eq!(pascal(name), expected_pascal, "pascal of {name:?}");
        }
    }

    /// Names of random letters, signs and words, drawn from a seed.
    fn names() -> Vec<String> {
        const PARTS: [&str; 40] = [
            "a", "B", "get", "HTTP", "IDs", "1", "22", "_", "__", "-", " ", ".", "/", "$", "@",
            "+", "'", "\"", "\\", "{", "}", "r#", "self", "Self", "crate", "type", "ß", "é", "É",
            "名", "ﬁ", "İ", "\u{301}", "\u{202e}", "\u{0}", "\n", "😀", "²", "Ⅷ", "ǅ",
        ];
        let mut rng = fastrand::Rng::with_seed(1);
        let name = |rng: &mut fastrand::Rng| {
            let parts = (0..rng.usize(..6)).map(|_| PARTS[rng.usize(..PARTS.len())]);
            parts.collect()
        };
        (0..3_000).map(|_| name(&mut rng)).collect()
    }

    #[test]
    fn every_name_is_an_identifier_of_its_case() {
        for name in names() {
            let (snake, pascal, screaming) = (snake(&name), pascal(&name), screaming(&name));
            for ident in [&snake, &pascal, &screaming] {
                assert!(is_identifier(ident), "{ident} of {name:?}");
                let written = if is_raw(ident) {
                    format!("r#{ident}")
                } else {
                    ident.clone()
                };
                assert!(
                    syn::parse_str::<syn::Ident>(&written).is_ok(),
                    "{written} of {name:?}"
                );
            }
            assert!(
                !snake.contains(|c: char| c.is_ascii_uppercase()),
                "{snake} of {name:?}"
            );
            assert!(
                !screaming.contains(|c: char| c.is_ascii_lowercase()),
                "{screaming} of {name:?}"
            );
            assert!(
                pascal.starts_with(|c: char| c.is_ascii_uppercase()),
                "{pascal} of {name:?}"
            );
            assert!(!snake.contains("__"), "{snake} of {name:?}");
        }
    }

    #[test]
    fn what_is_in_snake_case_stays_as_it_is() {
        for name in names() {
            let once = snake(&name);
            assert_eq!(snake(&once), once, "of {name:?}");
        }
    }
}
