//! Through a proxy.

use geminidb_client::{Client, reqwest};

use crate::server::{Answer, Server};
use crate::{CANARY, PROJECT, call};

#[tokio::test]
async fn a_proxy_that_the_user_names_is_asked() {
    let proxy = Server::start(Answer::json(202, "{}")).await;
    let url = reqwest::Proxy::http(&proxy.url).unwrap();
    let client = Client::builder()
        .base_url("http://api.example.com")
        .x_auth_token(CANARY)
        .project_id(PROJECT)
        .configure_reqwest(|reqwest| reqwest.proxy(url))
        .build()
        .unwrap();
    call(&client).await.unwrap();
    let line = proxy.only_request().line();
    assert!(line.starts_with("PUT http://api.example.com/v3/"), "{line}");
}

#[tokio::test]
async fn redirects_are_not_followed_despite_configure_reqwest() {
    let other = Server::start(Answer::json(202, "{}")).await;
    let elsewhere = [("location", other.url.as_str())];
    let server = Server::start(Answer::new(307, &elsewhere, "")).await;
    let follow =
        |builder: reqwest::ClientBuilder| builder.redirect(reqwest::redirect::Policy::limited(5));
    let client = crate::builder(&server.url)
        .configure_reqwest(follow)
        .build()
        .unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 307);
    other.assert_untouched().await;
}
