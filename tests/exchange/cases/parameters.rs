//! Parameters that are written in ways of their own, and what a call says in place of a credential.

use parameters_unusual::types::{Deep, Flat, GetListsEither, Sorting};

use crate::client;
use crate::server::{Answer, Server};

async fn server() -> Server {
    Server::start(Answer::new(204, &[], "")).await
}

macro_rules! keyed {
    ($server:expr) => {
        parameters_unusual::Client::builder()
            .base_url(&$server.url)
            .key("mine")
            .header_credential("secret")
            .build()
            .unwrap()
    };
}

#[tokio::test]
async fn reserved_characters_of_a_path_stay() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    client.get_file("a:b;c/d").await.unwrap();
    assert_eq!(
        server.only_request().line(),
        "GET /files/a:b;c%2Fd HTTP/1.1"
    );
    for dots in ["..", "%2e%2E", ""] {
        let error = client.get_file(dots).await.unwrap_err();
        assert!(!error.reached_server(), "{dots:?}: {error}");
    }
}

#[tokio::test]
async fn the_empty_is_not_sent() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    client
        .get_file("a")
        .comma(&[""; 0])
        .x_list(&[""; 0])
        .session(&[""; 0])
        .colour("red")
        .deep(&Deep::default())
        .await
        .unwrap();
    let request = server.only_request();
    assert_eq!(request.line(), "GET /files/a HTTP/1.1");
    assert_eq!(request.header("cookie"), ["colour=red"]);
    assert!(request.header("x-list").is_empty());
}

#[tokio::test]
async fn values_are_written_as_their_style_or_media_type_says() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    let flat = || Flat::default().r(1).g("a b");
    let deep = Deep::default().z(1).tags(["1"]).flat(flat());
    client
        .get_file("a")
        .deep(&deep)
        .shallow("s")
        .xml("<deep/>")
        .form(&flat())
        .note("")
        .x_id(7)
        .await
        .unwrap();
    let request = server.only_request();
    let line = request.line();
    let query = line.split(['?', ' ']).nth(2).unwrap();
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "deep%5Bflat%5D%5Bg%5D=a%20b",
        "deep%5Bflat%5D%5Br%5D=1",
        "deep%5Btags%5D%5B0%5D=1",
        "deep%5Bz%5D=1",
        "form=r%3D1%26g%3Da%2520b",
        "note=",
        "shallow=s",
        "xml=%3Cdeep%2F%3E",
    ];
    assert_eq!(pairs, expected);
    assert_eq!(request.header("x-id"), ["7"]);
}

fn segments(server: &Server) -> parameters_segments::Client {
    parameters_segments::Client::builder()
        .base_url(&server.url)
        .root("a/b c")
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_value_with_several_segments_keeps_its_slashes() {
    let server = server().await;
    let client = segments(&server);
    client.get_file("docs/a b?/%2F#.md").await.unwrap();
    client.get_file("").await.unwrap();
    client.get_file("/a//b/").await.unwrap();
    client.proxy("x/y").await.unwrap();
    client.run_job("projects/p:1").await.unwrap();
    client.get_rest("r/s").await.unwrap();
    client.get_reserved("t/u").await.unwrap();
    client.get_shared().await.unwrap();
    client.get_pet(7, "a/b").await.unwrap();
    client.search().page(1).size(2).await.unwrap();
    let requests = server.received();
    let lines: Vec<String> = requests.iter().map(|request| request.line()).collect();
    let expected = [
        "GET /files/docs/a%20b%3F/%252F%23.md HTTP/1.1",
        "GET /files/ HTTP/1.1",
        "GET /files//a//b/ HTTP/1.1",
        "GET /proxy/x/y HTTP/1.1",
        "POST /v1/projects/p%3A1:run HTTP/1.1",
        "GET /r/s HTTP/1.1",
        "GET /reserved/t/u/end HTTP/1.1",
        "GET /shared/a/b%20c/x HTTP/1.1",
        "GET /pets/7/a%2Fb HTTP/1.1",
        "GET /search?page=1&size=2 HTTP/1.1",
    ];
    assert_eq!(lines, expected);
}

#[tokio::test]
async fn no_segment_of_a_value_leads_out_of_the_path() {
    let server = server().await;
    let client = segments(&server);
    for value in ["..", "a/../../b", "./a", "a/."] {
        let error = client.get_file(value).await.unwrap_err();
        assert!(!error.reached_server(), "{value:?}: {error}");
        let builder = parameters_segments::Client::builder();
        let built = builder.base_url(&server.url).root(value).build();
        assert!(built.is_err(), "{value:?}");
    }
    let error = client.proxy("").await.unwrap_err();
    assert!(!error.reached_server(), "{error}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn an_empty_path_parameter_is_sent_where_it_is_allowed() {
    use parameters_segments::types::GetEmptyKind;

    let server = server().await;
    let client = segments(&server);
    let call = |not| client.get_empty("", "", "", GetEmptyKind::Empty, "", not);
    call("x").await.unwrap();
    assert_eq!(
        server.only_request().line(),
        "GET /empty//////x/end HTTP/1.1"
    );
    let error = call("").await.unwrap_err();
    assert!(!error.reached_server(), "{error}");
    assert!(error.to_string().contains("`not`"), "{error}");
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

/// The pairs of a request's query, in their order.
fn pairs(line: &str) -> Vec<&str> {
    let query = line.split(['?', ' ']).nth(2).unwrap();
    query.split('&').collect()
}

#[tokio::test]
async fn what_openapi_does_not_define_is_written_as_servers_read_it() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    let flat = |r: i64| Flat::default().r(r);
    let sorting = || Sorting::default().sort(texts(&["a b,asc", "c"]));
    client
        .get_lists(&[vec![1, 2], vec![3]], &sorting().page(1).flat(flat(7)))
        .expand(&texts(&["data.x", "y"]))
        .either(GetListsEither::TextList(texts(&["z"])))
        .rows(&[flat(1), flat(2)])
        .objects(&[flat(3), flat(4)])
        .objects_joined(&[flat(5), flat(6)])
        .object_joined(&Sorting::default().sort(texts(&["s"])))
        .lists(&[vec![1], vec![]])
        .spaces(&texts(&["p", "q"]))
        .x_map(&[("m".to_owned(), texts(&["1"]))].into())
        .crumbs(&sorting())
        .form(&sorting())
        .await
        .unwrap();
    let request = server.only_request();
    let line = request.line();
    assert!(
        line.starts_with("GET /lists/%5B1%2C2%5D,%5B3%5D?"),
        "{line}"
    );
    let expected = [
        "page=1",
        "sort=a%20b%2Casc",
        "sort=c",
        "flat=%7B%22r%22%3A7%7D",
        "expand%5B0%5D=data.x",
        "expand%5B1%5D=y",
        "either%5B0%5D=z",
        "rows%5B0%5D%5Br%5D=1",
        "rows%5B1%5D%5Br%5D=2",
        "objects=%7B%22r%22%3A3%7D",
        "objects=%7B%22r%22%3A4%7D",
        "objects_joined=%7B%22r%22%3A5%7D,%7B%22r%22%3A6%7D",
        "object_joined=sort%7C%5B%22s%22%5D",
        "lists=%5B1%5D",
        "lists=%5B%5D",
        "spaces=p",
        "spaces=q",
        "form=sort%3Da%2520b%252Casc%26sort%3Dc",
    ];
    assert_eq!(pairs(&line), expected);
    assert_eq!(request.header("x-map"), ["m=[\"1\"]"]);
    assert_eq!(request.header("cookie"), ["sort=a%20b%2Casc; sort=c"]);
}

#[tokio::test]
async fn lists_inside_lists_are_joined_as_their_collection_format_says() {
    use swagger2_collection_formats::types::NestListsBody;

    let server = server().await;
    let client = client!(swagger2_collection_formats, &server.url);
    let rows = || vec![texts(&["a b", "c"]), texts(&["d"])];
    client
        .nest_lists(&[vec![1, 2], vec![3]])
        .repeated(&rows())
        .commas(&rows())
        .deep(&[vec![vec![1, 2], vec![3]], vec![vec![4]]])
        .odd(&rows())
        .x_pairs(&rows())
        .body(NestListsBody::default().pairs(rows()))
        .await
        .unwrap();
    let request = server.only_request();
    let line = request.line();
    assert!(line.starts_with("POST /nested/1%202,3?"), "{line}");
    let expected = [
        "repeated=a%20b%7Cc",
        "repeated=d",
        "commas=a%20b%2Cc%7Cd",
        "deep=1%092%7C3",
        "deep=4",
        "odd=a%20b%2Cc,d",
    ];
    assert_eq!(pairs(&line), expected);
    assert_eq!(request.header("x-pairs"), ["a b|c,d"]);
    let body = String::from_utf8_lossy(request.body());
    assert_eq!(body, "pairs=a%20b%20c&pairs=d");
}

#[tokio::test]
async fn plain_cookies_are_not_encoded() {
    let server = server().await;
    let client = client!(parameters_unusual, &server.url);
    let call = || {
        client
            .get_file("a")
            .session(&["1&2".to_owned(), "3".to_owned()])
    };
    call()
        .crumbs(&["a/b%20".to_owned(), "c&d=e".to_owned()])
        .trail(&Flat::default().r(1))
        .await
        .unwrap();
    let request = server.only_request();
    assert_eq!(
        request.header("cookie"),
        ["session=1%262; session=3; crumbs=a/b%20; crumbs=c&d=e; trail=r,1"]
    );
    for bad in ["a b", "a;b", "a,b", "a\"b", "a\\b", "\n"] {
        let error = call().crumbs(&[bad.to_owned()]).await.unwrap_err();
        assert!(!error.reached_server(), "{bad:?}: {error}");
        assert!(error.to_string().contains("crumbs"), "{error}");
    }
}

#[tokio::test]
async fn what_security_decides_is_not_asked_for_and_sent_once() {
    let server = server().await;
    let client = keyed!(server);
    client.get_keyed().await.unwrap();
    client.get_keyed().x_key("argument").await.unwrap();
    let requests = server.received();
    for (request, key) in requests.iter().zip(["secret", "argument"]) {
        assert_eq!(request.line(), "GET /keyed?api_key=mine HTTP/1.1");
        assert_eq!(request.header("x-key"), [key]);
    }
}

#[tokio::test]
async fn parameters_of_a_call_replace_a_credential() {
    let server = server().await;
    let client = parameters_unusual::Client::builder()
        .base_url(&server.url)
        .bearer("theirs")
        .build()
        .unwrap();
    client
        .get_maybe()
        .header("authorization", "Basic mine")
        .await
        .unwrap();
    assert_eq!(
        server.only_request().header("authorization"),
        ["Basic mine"]
    );
}
