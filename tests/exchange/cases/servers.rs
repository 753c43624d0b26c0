//! Where calls go: the variables of a server's URL, whose values stay in their part of it; operations with servers of
//! their own; and paths as they are written.

use servers_variables::{BuildError, Client, Server};

use crate::client;

fn chosen(region: &str, version: &str) -> Result<String, BuildError> {
    let server = Server::region_and_version(region, version);
    let client = Client::builder().server(server).build()?;
    Ok(client.base_url().to_owned())
}

#[test]
fn a_value_is_written_where_it_belongs() {
    for (region, version, expected) in [
        ("eu", "v1", "https://eu.example.com/v1"),
        (
            "eu-west.2",
            "v1/beta",
            "https://eu-west.2.example.com/v1/beta",
        ),
        ("eu", "a b", "https://eu.example.com/a%20b"),
        ("eu", "a%20b", "https://eu.example.com/a%20b"),
        (
            "eu",
            "v1?as=root#",
            "https://eu.example.com/v1%3Fas=root%23",
        ),
    ] {
        assert_eq!(chosen(region, version).unwrap(), expected);
    }
}

#[test]
fn a_value_leads_to_no_other_host() {
    for region in [
        "other.test/",
        "other.test?",
        "other.test#",
        "other.test\\",
        "other.test:443/",
        "other.test:80",
        "me:pass@other.test/",
        "a b",
        "a\r\nb",
    ] {
        let error = chosen(region, "v1").unwrap_err();
        assert!(matches!(error, BuildError::BaseUrl { .. }), "{region}");
    }
}

/// What the client of a fixture calls, by one of its servers.
macro_rules! base_url {
    ($krate:ident, $server:expr) => {
        $krate::Client::builder()
            .server($server)
            .build()
            .map(|client| client.base_url().to_owned())
            .ok()
            .as_deref()
    };
}

#[test]
fn values_of_the_description_are_written_as_they_are() {
    use servers_parts::Server;

    for (server, expected) in [
        (Server::region("eu"), "https://eu.example.com/v1"),
        (Server::base_path("/v2"), "https://h.example.com/v2"),
        (Server::base_path(""), "https://h.example.com"),
        (
            Server::host("api.example.com/base"),
            "https://api.example.com/base/x",
        ),
        (Server::host("c.example.com/c"), "https://c.example.com/c/x"),
        (Server::site("example.com/site"), "https://example.com/site"),
        (
            Server::scheme_and_name_and_port_and_path("http", "localhost", "8443", "/v1/beta"),
            "http://localhost:8443/v1/beta",
        ),
        (Server::up_example_com(), "https://UP.example.com"),
        (
            Server::same_example_com_two(),
            "https://same.example.com/two",
        ),
    ] {
        assert_eq!(base_url!(servers_parts, server), Some(expected));
    }
}

#[test]
fn a_path_does_not_go_on_with_the_host() {
    use servers_parts::Server;

    for (path, expected) in [
        (".other.test", "https://h.example.com/.other.test"),
        ("@other.test", "https://h.example.com/@other.test"),
        (":80", "https://h.example.com/:80"),
    ] {
        let server = Server::base_path(path);
        assert_eq!(base_url!(servers_parts, server), Some(expected));
    }
    for host in ["other.test/base", "api.example.com/base/"] {
        assert_eq!(base_url!(servers_parts, Server::host(host)), None, "{host}");
    }
}

#[test]
fn a_server_without_a_host_is_given_one() {
    use servers_relative::{BuildError, Client, Server};

    for (server, expected) in [
        (
            Server::at("https://a.example.com"),
            "https://a.example.com/api/v1",
        ),
        (
            Server::at("http://localhost:80/"),
            "http://localhost:80/api/v1",
        ),
        (
            Server::at_v2("https://a.example.com"),
            "https://a.example.com/v2",
        ),
        (
            Server::base("https://a.example.com", "top"),
            "https://a.example.com/top/v3",
        ),
    ] {
        assert_eq!(base_url!(servers_relative, server), Some(expected));
    }
    let error = Client::builder().build().unwrap_err();
    assert!(matches!(error, BuildError::MissingBaseUrl));
}

fn urls(client: &servers_operations::Client) -> Vec<String> {
    let calls = [
        client.list_things().preview(),
        client.upload().preview(),
        client.replace().preview(),
        client.store_file().preview(),
        client.find_file().preview(),
        client.top().preview(),
        client.sibling().preview(),
        client.elsewhere().preview(),
        client.several().preview(),
        client.unknown().preview(),
    ];
    calls.map(|call| call.unwrap().url()).to_vec()
}

#[test]
fn operations_have_servers_of_their_own() {
    let client = servers_operations::Client::builder();
    assert_eq!(
        urls(&client.build().unwrap()),
        [
            "https://api.example.com/v1/things",
            "https://eu.uploads.example.com/uploads",
            "https://api.example.com/v2/uploads",
            "https://files.example.com/v1/files",
            "https://api.example.com/v1/files",
            "https://api.example.com/files",
            "https://api.example.com/beta/files",
            "https://other.example.com/v4/files",
            "https://b.example.com/files",
            "https://api.example.com/v1/files",
        ]
    );
    // Who names a base URL means all operations: a test server, say.
    assert_eq!(
        urls(&client!(servers_operations, "http://localhost:1/x")),
        [
            "http://localhost:1/x/things",
            "http://localhost:1/x/uploads",
            "http://localhost:1/v2/uploads",
            "http://localhost:1/x/files",
            "http://localhost:1/x/files",
            "http://localhost:1/files",
            "http://localhost:1/beta/files",
            "http://localhost:1/x/files",
            "http://localhost:1/x/files",
            "http://localhost:1/x/files",
        ]
    );
}

#[test]
fn paths_are_written_as_urls_have_them() {
    let client = client!(parameters_templates, "http://localhost:1");
    let calls = [
        client.signs("ü").preview(),
        client.fragment().preview(),
        client.fragment_with_parameter("x").preview(),
        client.query("a b").preview(),
        client.query("a").page(2).preview(),
    ];
    assert_eq!(
        calls.map(|call| call.unwrap().url()),
        [
            "http://localhost:1/gr%C3%B6%C3%9Fe/a%20b/100%25/%2F/%C3%BC",
            "http://localhost:1/fragment",
            "http://localhost:1/fragment%23second/x",
            "http://localhost:1/query?kind=all&of=a%20b",
            "http://localhost:1/query?kind=all&of=a&page=2",
        ]
    );
}
