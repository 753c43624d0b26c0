//! Which page of a call comes next, and how it is asked for: the same for all operations, without a type parameter.

use std::collections::VecDeque;

use http::HeaderMap;

use super::call::Call;
use super::error::{Error, InvalidRequest, OperationContext};
use super::response::{DecodeError, RawResponse};

/// What the next page is asked for by.
#[derive(Debug, Clone, Copy)]
#[allow(dead_code, reason = "a description uses some of these")]
pub enum By {
    /// A token, in this query parameter.
    Cursor(&'static str),
    /// The number of items before it, in this query parameter; that of the first page.
    Offset(&'static str, u64),
    /// Its number, in this query parameter; that of the first page.
    Page(&'static str, u64),
    /// A link.
    Link(Links),
}

/// How links are found and followed, where a description has any.
#[derive(Debug, Clone, Copy)]
pub struct Links {
    /// The target of the first link of the relation `next`.
    pub(super) next: fn(&HeaderMap) -> Option<String>,
    /// Where a link leads that stands on a page of the call: the first one, or the one with this URL.
    pub(super) resolve: fn(&Call, Option<&str>, &str) -> Result<String, &'static str>,
    /// Makes the call go where a link leads, in place of its own path and query.
    pub(super) follow: fn(&mut Call, &str),
}

/// What a page says of those after it.
pub(super) struct Said {
    /// How many items it has.
    pub count: usize,
    /// How it names the next.
    pub next: Option<String>,
    /// Whether there are more.
    pub more: Option<bool>,
}

/// Where in the pages of a call it stands.
pub(super) struct Walk {
    pub call: Call,
    by: By,
    /// What the page ahead is asked for by.
    pub token: Option<String>,
    /// What the pages up to there were asked for by.
    seen: Seen,
    /// How many pages without items came one after the other, and how many may.
    empty: u32,
    pub max_empty: u32,
    pub ahead: Ahead,
}

/// How many pages without items may come one after the other, unless the caller sets it. Searches that filter have many, a
/// server that hands out a new token for each page has no end of them.
pub(super) const MAX_EMPTY_PAGES: u32 = 100;

/// The tokens of the last pages, and one of long ago: so a circle of any length is noticed, however many pages there are.
#[derive(Default)]
struct Seen {
    last: VecDeque<String>,
    /// That of the page whose number was the last power of two.
    mark: String,
    pages: u64,
}

/// How many tokens are kept.
const KEPT: usize = 100;

impl Seen {
    fn from(token: Option<&str>) -> Self {
        let mut seen = Self::default();
        if let Some(token) = token {
            seen.is_new(token);
        }
        seen
    }

    /// Keeps a token. Whether it was not there before, as far as is known.
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

/// What comes next.
pub(super) enum Ahead {
    /// A page.
    Page,
    /// An error.
    Stray(Box<Stray>),
    /// Nothing: the last page was there.
    Nothing,
    /// Nothing: a page could not be had, and would not be if it were asked for again.
    Failed,
}

/// A page whose next one cannot be asked for.
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
    /// At the page that the call asks for by itself, or at the first.
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

    /// The call for the page ahead.
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
                    reason: "it is no number of a page".to_owned(),
                }),
            },
            By::Link(links) => (links.follow)(&mut call, token),
        }
        call
    }

    /// Goes on to the page that comes after the one that says this.
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

    /// What the next page is asked for by: a token that did not come before. `None` after the last page.
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
                Err("names as its next page one that was there already")
            }
            None if more == Some(true) => {
                Err("says that there are more pages, but does not name the next")
            }
            next => Ok(next),
        }
    }

    /// An error in place of the next page.
    fn stray(&self, message: &str, response: RawResponse) -> Ahead {
        Ahead::Stray(Box::new(Stray {
            operation: OperationContext::answered(self.call.info(), &response),
            source: DecodeError::whole(message),
            response,
        }))
    }

    /// What the next page is asked for by. Where only numbers tell pages apart, an empty one is the last.
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
