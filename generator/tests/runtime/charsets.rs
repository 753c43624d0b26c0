//! Text in the charset that `Content-Type` names.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::Value;

use crate::runtime::charset::{Problem, decode};
use crate::runtime::link::LINKS;
use crate::runtime::response_header::Header;
use crate::runtime::testing::{MockResponse, Script};
use crate::{Error, RawResponse};

use super::api::client;

#[test]
fn text_is_read_in_the_charset_that_is_named() {
    let table: &[(Option<&str>, &[u8], Result<&str, Problem>)] = &[
        (None, b"caf\xC3\xA9", Ok("caf\u{e9}")),
        (None, b"caf\xE9", Err(Problem::NotUtf8)),
        (Some("utf-8"), b"caf\xC3\xA9", Ok("caf\u{e9}")),
        (Some("utf-8"), b"caf\xE9", Err(Problem::Invalid)),
        (Some("utf8"), b"", Ok("")),
        (Some("us-ascii"), b"cafe", Ok("cafe")),
        (Some("us-ascii"), b"caf\xC3\xA9", Err(Problem::Invalid)),
        (Some("iso-8859-1"), b"caf\xE9", Ok("caf\u{e9}")),
        (Some("iso-8859-1"), b"\xC3\xA9", Ok("\u{c3}\u{a9}")),
        (Some("latin1"), b"\xFF\xA0", Ok("\u{ff}\u{a0}")),
        (
            Some("windows-1252"),
            b"\x80 \x93a\x94 \x9F\x81",
            Ok("\u{20ac} \u{201c}a\u{201d} \u{178}\u{81}"),
        ),
        (Some("utf-16"), b"\xFE\xFF\0a\0\xE9", Ok("a\u{e9}")),
        (Some("utf-16"), b"\xFF\xFEa\0\xE9\0", Ok("a\u{e9}")),
        (Some("utf-16"), b"\0a", Err(Problem::Invalid)),
        (Some("utf-16le"), b"a\0", Ok("a")),
        (Some("utf-16le"), b"\xFF\xFEa\0", Ok("a")),
        (Some("utf-16be"), b"\xD8\x3D\xDE\x00", Ok("\u{1f600}")),
        (Some("utf-16be"), b"\xD8\x3D", Err(Problem::Invalid)),
        (Some("utf-16be"), b"\0a\0", Err(Problem::Invalid)),
        // What is ASCII there too is read; what would need a table is not.
        (Some("gbk"), b"ok", Ok("ok")),
        (Some("gbk"), b"\xC4\xE3", Err(Problem::Unknown)),
        (Some("shift_jis"), b"ok", Ok("ok")),
        (Some("iso-8859-15"), b"ok", Ok("ok")),
        (Some("iso-8859-15"), b"\xA4", Err(Problem::Unknown)),
        // ASCII means something else in these.
        (Some("utf-7"), b"+AGE-", Err(Problem::Unknown)),
        (Some("iso-2022-jp"), b"\x1B$B", Err(Problem::Unknown)),
        (Some("ibm037"), b"ok", Err(Problem::Unknown)),
    ];
    for (charset, bytes, expected) in table {
        let found = decode(bytes, *charset);
        let found = found.as_deref();
        assert_eq!(
            found,
            expected.as_ref().map(|text| *text),
            "{bytes:?} in {charset:?}"
        );
    }
}

/// What a client makes of text that is answered with this media type.
async fn text(media_type: &str, body: &'static [u8]) -> Result<String, Error> {
    let answer = MockResponse::new(200)
        .header("content-type", media_type)
        .body(body);
    client(&Script::new().respond(answer)).text().await
}

#[tokio::test]
async fn the_charset_is_a_parameter_of_the_media_type() {
    for media_type in [
        "text/plain;charset=iso-8859-1",
        "text/plain; format=flowed; Charset=\"ISO-8859-1\"",
        "text/plain ; charset = Latin1; charset=utf-8",
    ] {
        assert_eq!(text(media_type, b"\xE9").await.unwrap(), "\u{e9}");
    }
    for media_type in [
        "text/plain",
        "text/plain; charset=",
        "text/plain; x=charset",
    ] {
        let error = text(media_type, b"\xE9").await.unwrap_err().to_string();
        let expected = "is not UTF-8, and `content-type` names no other charset";
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_charset_that_is_not_read_is_an_error_that_names_it_and_has_the_bytes() {
    let error = text("text/plain; charset=Shift_JIS", b"\x82\xA0")
        .await
        .unwrap_err();
    let expected = "is in the charset `shift_jis`, which is not supported";
    assert!(error.to_string().contains(expected), "{error}");
    assert_eq!(error.raw_body(), Some(&b"\x82\xA0"[..]));

    let error = text("text/plain; charset=utf-8", b"\xE9")
        .await
        .unwrap_err();
    let expected = "is not in the charset `utf-8`, which `content-type` names";
    assert!(error.to_string().contains(expected), "{error}");
}

#[tokio::test]
async fn json_is_utf8_despite_another_charset() {
    let json = |media_type: &str, body: &'static [u8]| {
        let answer = MockResponse::new(200)
            .header("content-type", media_type)
            .body(body);
        let script = Script::new().respond(answer);
        async move { client(&script).job().await }
    };
    let read = json("application/json; charset=iso-8859-1", b"\"\xC3\xA9\"").await;
    assert_eq!(read.unwrap(), Value::from("\u{e9}"));
    for (body, media_type, expected) in [
        (
            &b"\"\xE9\""[..],
            "application/json; charset=ISO-8859-1",
            "is not JSON in UTF-8: `content-type` names the charset `iso-8859-1`",
        ),
        (
            b"\xFF\xFE\"\0\"\0",
            "application/json",
            "is not JSON in UTF-8",
        ),
        (
            b"\"\0a\0\"\0",
            "application/json;charset=utf-16le",
            "is not JSON in UTF-8: `content-type` names the charset `utf-16le`",
        ),
        (
            b"{",
            "application/json; charset=utf-16",
            "is not JSON: it ends early",
        ),
    ] {
        let error = json(media_type, body).await.unwrap_err().to_string();
        assert!(error.ends_with(&format!("the body: {expected}")), "{error}");
    }
}

#[test]
fn a_header_that_is_not_utf8_is_an_error() {
    let title = |bytes: &[u8]| {
        let value = HeaderValue::from_bytes(bytes).unwrap();
        let headers = HeaderMap::from_iter([(http::header::WARNING, value)]);
        let response = RawResponse::new(StatusCode::OK, headers, Bytes::new());
        response.header(Header::<String>::plain("warning"))
    };
    assert_eq!(title(b"caf\xC3\xA9").unwrap().unwrap(), "caf\u{e9}");
    let error = title(b"caf\xE9").unwrap_err();
    assert_eq!(error.path(), "the header `warning`");
}

#[test]
fn the_next_link_is_found_beside_titles_in_any_charset() {
    for title in [&b"\xE9"[..], b"\xC3\xA9"] {
        let field = [b"</2>; rel=next; title=\"", title, b"\""].concat();
        let value = HeaderValue::from_bytes(&field).unwrap();
        let headers = HeaderMap::from_iter([(http::header::LINK, value)]);
        assert_eq!((LINKS.next)(&headers).as_deref(), Some("/2"));
    }
    let client = client(&Script::new());
    let call = client.list_names().call;
    let resolved = (LINKS.resolve)(&call, None, "/a\u{fffd}");
    assert!(resolved.is_err(), "{resolved:?}");
}
