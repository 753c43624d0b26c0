//! Links between responses (RFC 8288). They are followed only to the origin of the call, so that a
//! response cannot redirect credentials.

use http::HeaderMap;
use http::header::LINK;
use url::Url;

use super::call::Call;
use super::credential::SchemeKind;
use super::encoding::percent_encode;
use super::invalid_request::InvalidRequest;
use super::page_cursor::Links;

/// Pagination by links.
pub(crate) const LINKS: Links = Links {
    next,
    resolve,
    follow,
};

/// Returns the target of the first link with the relation `next`.
fn next(headers: &HeaderMap) -> Option<String> {
    headers.get_all(LINK).iter().find_map(|field| {
        // A title may be in any charset; invalid UTF-8 in a target makes it invalid.
        let field = String::from_utf8_lossy(field.as_bytes());
        let mut links = links(&field).into_iter();
        let next = links.find(|(_, parameters)| is_next(parameters));
        next.map(|(target, _)| target.trim().to_owned())
    })
}

/// Resolves a link of the page `here`, or of the first page.
fn resolve(call: &Call, here: Option<&str>, link: &str) -> Result<String, &'static str> {
    if link.contains(char::REPLACEMENT_CHARACTER) {
        return Err(BROKEN);
    }
    let first = call.address();
    let here = Url::parse(here.unwrap_or(&first)).map_err(|_| BROKEN)?;
    let mut url = here.join(link).map_err(|_| BROKEN)?;
    if !stays(call, &url) {
        return Err(ELSEWHERE);
    }
    url.set_fragment(None);
    let query = url.query().map(|query| without_credentials(call, query));
    url.set_query(query.as_deref());
    Ok(url.into())
}

/// Replaces the path and the query of the call by a link.
fn follow(call: &mut Call, link: &str) {
    let refused = |reason: &str| InvalidRequest::Parameter {
        name: "link",
        reason: reason.to_owned(),
    };
    let Ok(mut url) = Url::parse(link) else {
        return call.refuse(refused("it is not a URL"));
    };
    if !stays(call, &url) {
        return call.refuse(refused("it leads to another origin than the client's"));
    }
    call.query = url
        .query()
        .map(|query| ("", query.to_owned()))
        .into_iter()
        .collect();
    url.set_query(None);
    url.set_fragment(None);
    call.target = Some(url.into());
}

const BROKEN: &str = "has a link to the next page that is not a URL";
const ELSEWHERE: &str =
    "has a link to the next page that leads to another origin, which is not followed";

/// Whether a URL has the origin of the call, and no user information.
fn stays(call: &Call, url: &Url) -> bool {
    let own = Url::parse(&call.address());
    let plain = url.username().is_empty() && url.password().is_none();
    plain && own.is_ok_and(|own| own.origin() == url.origin())
}

/// Removes the API keys that the client adds itself: a server may echo them.
fn without_credentials(call: &Call, query: &str) -> String {
    let schemes = call.shared.spec.security_schemes.iter();
    let keys = schemes.filter_map(|scheme| match scheme.kind {
        SchemeKind::Query(name) => Some(percent_encode(name)),
        _ => None,
    });
    let keys: Vec<String> = keys.collect();
    let pairs = query.split('&').filter(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        !keys.iter().any(|key| key == name)
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// Parses the links of a field: the target and the parameters of each.
fn links(field: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = field;
    while let Some((target, after)) = rest
        .split_once('<')
        .and_then(|(_, link)| link.split_once('>'))
    {
        let (parameters, others) = until(after, ',');
        found.push((target, parameters));
        rest = others;
    }
    found
}

/// Whether a link is the next page of this page.
fn is_next(parameters: &str) -> bool {
    let mut relation = None;
    let mut rest = parameters;
    while !rest.is_empty() {
        let (parameter, others) = until(rest, ';');
        rest = others;
        let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            // The link has another context.
            "anchor" => return false,
            "rel" if relation.is_none() => relation = Some(value.trim().trim_matches('"')),
            _ => {}
        }
    }
    let mut words = relation.unwrap_or_default().split_ascii_whitespace();
    words.any(|word| word.eq_ignore_ascii_case("next"))
}

/// Splits at the first `stop` outside of quotes.
fn until(text: &str, stop: char) -> (&str, &str) {
    let (mut quoted, mut escaped) = (false, false);
    for (place, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if letter == stop && !quoted => {
                let before = text.get(..place).unwrap_or_default();
                let after = text.get(place + letter.len_utf8()..).unwrap_or_default();
                return (before, after);
            }
            _ => {}
        }
    }
    (text, "")
}
