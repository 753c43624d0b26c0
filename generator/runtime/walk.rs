//! The page cursor: which page of a call is next, and how it is requested. Not generic, so that it
//! is compiled once for all operations.

use std::collections::VecDeque;

use http::HeaderMap;

use super::call::Call;
use super::decode_error::DecodeError;
use super::error::Error;
use super::invalid_request::InvalidRequest;
use super::operation_info::OperationContext;
use super::response::RawResponse;

/// How the next page is requested.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "a description uses some of these")]
pub enum By {
    /// A token, in this query parameter.
    Cursor(&'static str),
    /// The number of items before the page, in this query parameter. The second field is the number
    /// for the first page.
    Offset(&'static str, u64),
    /// The page number, in this query parameter. The second field is the number of the first page.
    Page(&'static str, u64),
    /// A link.
    Link(Links),
}

/// How links are found and followed, if the description has any.
#[derive(Debug, Clone, Copy)]
pub struct Links {
    /// Returns the target of the first link with the relation `next`.
    pub(super) next: fn(&HeaderMap) -> Option<String>,
    /// Resolves a link of a page: of the first one, or of the one with this URL.
    pub(super) resolve: fn(&Call, Option<&str>, &str) -> Result<String, &'static str>,
    /// Replaces the path and the query of the call by a link.
    pub(super) follow: fn(&mut Call, &str),
}

/// The facts of a page that determine the next one.
pub(super) struct Said {
    /// The number of items.
    pub count: usize,
    /// The token or link of the next page.
    pub next: Option<String>,
    /// Whether there are more pages, if the page has this information.
    pub more: Option<bool>,
}

/// The position in the pages of a call.
pub(super) struct Walk {
    pub call: Call,
    by: By,
    /// The token of the next page.
    pub token: Option<String>,
    /// The tokens of the pages so far.
    seen: Seen,
    /// The number of consecutive empty pages, and its limit.
    empty: u32,
    pub max_empty: u32,
    pub ahead: Ahead,
}

/// The default limit of consecutive empty pages. Filtered searches return many; a server that
/// issues a new token for each page returns them forever.
pub(super) const MAX_EMPTY_PAGES: u32 = 100;

/// The tokens of the last pages and of one earlier page, by which a cycle of any length is detected
/// (Brent's algorithm), however many pages there are.
#[derive(Default)]
struct Seen {
    last: VecDeque<String>,
    /// The token of the page whose number was the last power of two.
    mark: String,
    pages: u64,
}

/// The number of tokens kept.
const KEPT: usize = 100;

impl Seen {
    fn from(token: Option<&str>) -> Self {
        let mut seen = Self::default();
        if let Some(token) = token {
            seen.is_new(token);
        }
        seen
    }

    /// Stores a token. Returns whether it differs from all tokens kept.
    fn is_new(&mut self, token: &str) -> bool {
        let is_mark = self.pages > 0 && self.mark == token;
        let is_new = !is_mark && !self.last.iter().any(|known| known == token);
        self.pages = self.pages.saturating_add(1);
        if self.pages.is_power_of_two() {
            token.clone_into(&mut self.mark);
        }
        if self.last.len() == KEPT {
            self.last.pop_front();
        }
        self.last.push_back(token.to_owned());
        is_new
    }
}

/// The next step.
pub(super) enum Ahead {
    /// A page.
    Page,
    /// An error.
    Stray(Box<Stray>),
    /// The end: the last page was returned.
    Nothing,
    /// The end, after a failure that is not transient.
    Failed,
}

/// A page whose next page cannot be requested.
pub(super) struct Stray {
    operation: OperationContext,
    source: DecodeError,
    response: RawResponse,
}

impl Stray {
    pub fn into_error<E>(self) -> Error<E> {
        Error::Decode {
            operation: self.operation,
            source: self.source,
            response: Box::new(self.response),
        }
    }
}

impl Walk {
    /// Creates a cursor at the page that the call requests, else at the first.
    pub fn new(call: Call, by: By) -> Self {
        let token = match by {
            By::Cursor(name) => call.query_value(name),
            By::Offset(name, first) | By::Page(name, first) => {
                call.query_value(name).or_else(|| Some(first.to_string()))
            }
            By::Link(_) => None,
        };
        Self {
            call,
            by,
            seen: Seen::from(token.as_deref()),
            token,
            empty: 0,
            max_empty: MAX_EMPTY_PAGES,
            ahead: Ahead::Page,
        }
    }

    pub fn start_at(&mut self, token: String) {
        self.seen = Seen::from(Some(token.as_str()));
        self.token = Some(token);
        self.empty = 0;
        self.ahead = Ahead::Page;
    }

    /// Creates the call for the next page.
    pub fn call(&mut self) -> Option<Result<Call, Stray>> {
        match std::mem::replace(&mut self.ahead, Ahead::Failed) {
            Ahead::Page => {
                self.ahead = Ahead::Page;
                Some(Ok(self.ask()))
            }
            Ahead::Stray(stray) => Some(Err(*stray)),
            Ahead::Nothing => {
                self.ahead = Ahead::Nothing;
                None
            }
            Ahead::Failed => None,
        }
    }

    fn ask(&self) -> Call {
        let mut call = self.call.repeat();
        let Some(token) = &self.token else {
            return call;
        };
        match self.by {
            By::Cursor(name) => call.query(name, token),
            By::Offset(name, _) | By::Page(name, _) => match token.parse::<u64>() {
                Ok(number) => call.query(name, &number),
                Err(_) => call.refuse(InvalidRequest::Parameter {
                    name,
                    reason: "it is not a page number".to_owned(),
                }),
            },
            By::Link(links) => (links.follow)(&mut call, token),
        }
        call
    }

    /// Moves to the next page.
    pub fn advance(&mut self, said: Said, response: RawResponse) {
        self.empty = if said.count == 0 { self.empty + 1 } else { 0 };
        match self.next_token(said, &response) {
            Ok(Some(token)) => {
                self.token = Some(token);
                self.ahead = if self.empty < self.max_empty {
                    Ahead::Page
                } else {
                    let message = format!(
                        "is the last of {} empty pages in a row, which is `max_empty_pages`",
                        self.empty
                    );
                    self.stray(&message, response)
                };
            }
            Ok(None) => {
                self.token = None;
                self.ahead = Ahead::Nothing;
            }
            Err(message) => self.ahead = self.stray(message, response),
        }
    }

    /// Returns the token of the next page, which must be new. `None` after the last page.
    fn next_token(
        &mut self,
        said: Said,
        response: &RawResponse,
    ) -> Result<Option<String>, &'static str> {
        let more = said.more;
        if more == Some(false) {
            return Ok(None);
        }
        match self.after(said, response)? {
            Some(token) if !self.seen.is_new(&token) => {
                Err("names a next page that was visited before")
            }
            None if more == Some(true) => Err("has more pages, but does not name the next one"),
            next => Ok(next),
        }
    }

    /// Returns an error instead of the next page.
    fn stray(&self, message: &str, response: RawResponse) -> Ahead {
        Ahead::Stray(Box::new(Stray {
            operation: OperationContext::answered(self.call.info(), response.attempts()),
            source: DecodeError::whole(message),
            response,
        }))
    }

    /// Returns the token of the next page. If pages are numbered, an empty page is the last one,
    /// unless it states that there are more.
    fn after(&self, said: Said, response: &RawResponse) -> Result<Option<String>, &'static str> {
        let goes_on = said.count > 0 || said.more == Some(true);
        let number = self.token.as_ref().and_then(|token| token.parse().ok());
        let number = number.filter(|_| goes_on);
        let plus = |step: u64| number.and_then(|number: u64| number.checked_add(step));
        match self.by {
            By::Cursor(_) => Ok(said.next),
            By::Offset(..) => {
                let count = u64::try_from(said.count).unwrap_or(u64::MAX);
                Ok(plus(count).map(|number| number.to_string()))
            }
            By::Page(..) => Ok(plus(1).map(|number| number.to_string())),
            By::Link(links) => match said.next.or_else(|| (links.next)(response.headers())) {
                Some(link) => (links.resolve)(&self.call, self.token.as_deref(), &link).map(Some),
                None => Ok(None),
            },
        }
    }
}
