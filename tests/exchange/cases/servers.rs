//! The variables of a server's URL: what they are given stays in its part of the URL.

use servers_variables::{BuildError, Client, Server};

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
