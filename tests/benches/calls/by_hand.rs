//! The client as one would write it by hand, for two operations: the same headers, times, checks and types.

use std::time::Duration;

use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Note {
    pub id: i64,
    pub title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    pub tags: Vec<String>,
}

#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base_url: String,
    token: HeaderValue,
}

impl Client {
    pub fn new(base_url: String, token: &str) -> Self {
        let http = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .user_agent("notes/0.1.0")
            .build()
            .expect("the client is built");
        let mut token = HeaderValue::try_from(format!("Bearer {token}")).expect("a header value");
        token.set_sensitive(true);
        Self {
            http,
            base_url,
            token,
        }
    }

    pub async fn get_note(&self, id: &str, version: i64) -> Result<Note, reqwest::Error> {
        let url = format!("{}/notes/{id}", self.base_url);
        let request = self.http.get(url).query(&[("version", version)]);
        self.answer(request).await
    }

    pub async fn put_note(&self, id: &str, note: &Note) -> Result<Note, reqwest::Error> {
        let url = format!("{}/notes/{id}", self.base_url);
        self.answer(self.http.put(url).json(note)).await
    }

    async fn answer(&self, request: reqwest::RequestBuilder) -> Result<Note, reqwest::Error> {
        let request = request
            .header(ACCEPT, "application/json")
            .header(AUTHORIZATION, self.token.clone());
        request.send().await?.error_for_status()?.json().await
    }
}
