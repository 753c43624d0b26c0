//! From a call to the request that is sent: URL, cookies, credentials.

use std::sync::Arc;

use http::HeaderValue;
use http::header::COOKIE;

use super::body::Body;
use super::call::Call;
use super::client::Shared;
use super::credential;
use super::error::InvalidRequest;

impl Call {
    /// The request, as it would be sent.
    pub(crate) fn request(mut self) -> Result<http::Request<Body>, InvalidRequest> {
        if let Some(problem) = self.problem.take() {
            return Err(problem);
        }
        let mut url = format!("{}{}", self.base_url(), self.expanded_path());
        let cookies: Vec<&str> = self.cookies.iter().map(|(_, pair)| pair.as_str()).collect();
        if !cookies.is_empty() {
            let value = HeaderValue::try_from(cookies.join("; ").replace('&', "; "));
            let value = value.map_err(|_| InvalidRequest::Header {
                name: COOKIE.to_string(),
            })?;
            self.headers.insert(COOKIE, value);
        }
        let mut query: Vec<String> = self.query.iter().map(|(_, pairs)| pairs.clone()).collect();
        self.authenticate(&mut query)?;
        query.retain(|pairs| !pairs.is_empty());
        if !query.is_empty() {
            url.push('?');
            url.push_str(&query.join("&"));
        }
        let request = http::Request::builder()
            .method(self.info.method)
            .uri(url)
            .body(self.body);
        let mut request = request.map_err(|_| InvalidRequest::Url)?;
        *request.headers_mut() = self.headers;
        Ok(request)
    }

    /// Where the call goes: the operation's own server, unless the client was given a base URL of the user's.
    fn base_url(&self) -> String {
        let shared = &self.shared;
        match self.server {
            Some(path) if path.starts_with('/') => {
                let origin = shared.base_url.splitn(4, '/').take(3);
                origin.collect::<Vec<_>>().join("/") + path
            }
            Some(server) if !shared.base_url_given => server.to_owned(),
            _ => shared.base_url.clone(),
        }
    }

    /// The path with its parameters' values.
    fn expanded_path(&self) -> String {
        let mut path = String::new();
        let mut rest = self.info.path;
        while let Some((before, name, after)) = next_name(rest) {
            path.push_str(before);
            let value = self.path.iter().find(|(known, _)| *known == name);
            path.push_str(value.map(|(_, value)| value.as_str()).unwrap_or_default());
            rest = after;
        }
        path.push_str(rest);
        path
    }

    /// Adds the credentials of the first alternative for which the client has all.
    fn authenticate(&mut self, query: &mut Vec<String>) -> Result<(), InvalidRequest> {
        let shared = Arc::clone(&self.shared);
        let alternatives = self.info.security;
        let known =
            |name: &&str| shared.credentials.contains_key(*name) || needs_nothing(&shared, name);
        // The alternative that asks for nothing is taken only where no other can be met.
        let mut candidates: Vec<&&[&'static str]> = alternatives.iter().collect();
        candidates.sort_by_key(|schemes| schemes.is_empty());
        let Some(chosen) = candidates
            .into_iter()
            .find(|schemes| schemes.iter().all(known))
        else {
            if alternatives.is_empty() {
                return Ok(());
            }
            let schemes = alternatives
                .iter()
                .flat_map(|schemes| schemes.iter().copied())
                .collect();
            return Err(InvalidRequest::MissingCredential { schemes });
        };
        for name in *chosen {
            let scheme = shared
                .spec
                .security_schemes
                .iter()
                .find(|scheme| scheme.name == *name);
            if let (Some(scheme), Some(credential)) = (scheme, shared.credentials.get(name)) {
                credential::apply(scheme, credential, &mut self.headers, query)?;
            }
        }
        Ok(())
    }
}

/// A scheme that adds nothing to the request needs no credential.
fn needs_nothing(shared: &Shared, name: &str) -> bool {
    let scheme = shared
        .spec
        .security_schemes
        .iter()
        .find(|scheme| scheme.name == name);
    scheme.is_some_and(|scheme| matches!(scheme.kind, credential::SchemeKind::MutualTls))
}

/// What stands before the next name in braces, the name, and what stands after.
fn next_name(template: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = template.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}
