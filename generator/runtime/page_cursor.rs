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
pub enum PageStyle {
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
pub(super) struct PageFacts {
    /// The number of items.
    pub count: usize,
    /// The token or link of the next page.
    pub next: Option<String>,
    /// Whether there are more pages, if the page has this information.
    pub more: Option<bool>,
}

/// The position in the pages of a call.
pub(super) struct PageCursor {
    pub call: Call,
    style: PageStyle,
    /// The token of the next page.
    pub token: Option<String>,
    /// The tokens of the pages so far.
    seen: Seen,
    /// The number of consecutive empty pages, and its limit.
    empty: u32,
    pub max_empty: u32,
    pub next_step: NextStep,
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
const MAX_TOKENS_KEPT: usize = 100;

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
        if self.last.len() == MAX_TOKENS_KEPT {
            self.last.pop_front();
        }
        self.last.push_back(token.to_owned());
        is_new
    }
}

/// The next step.
pub(super) enum NextStep {
    /// A page.
    Page,
    /// An error.
    DeadEnd(Box<DeadEnd>),
    /// The end: the last page was returned.
    Nothing,
    /// The end, after a failure that is not transient.
    Failed,
}

/// A page whose next page cannot be requested.
pub(super) struct DeadEnd {
    operation: OperationContext,
    source: DecodeError,
    response: RawResponse,
}

impl DeadEnd {
    pub fn into_error<E>(self) -> Error<E> {
        Error::Decode {
            operation: self.operation,
            source: self.source,
            response: Box::new(self.response),
        }
    }
}

impl PageCursor {
    /// Creates a cursor at the page that the call requests, else at the first.
    pub fn new(call: Call, style: PageStyle) -> Self {
        let token = match style {
            PageStyle::Cursor(name) => call.query_value(name),
            PageStyle::Offset(name, first) | PageStyle::Page(name, first) => {
                call.query_value(name).or_else(|| Some(first.to_string()))
            }
            PageStyle::Link(_) => None,
        };
        Self {
            call,
            style,
            seen: Seen::from(token.as_deref()),
            token,
            empty: 0,
            max_empty: MAX_EMPTY_PAGES,
            next_step: NextStep::Page,
        }
    }

    pub fn start_at(&mut self, token: String) {
        self.seen = Seen::from(Some(token.as_str()));
        self.token = Some(token);
        self.empty = 0;
        self.next_step = NextStep::Page;
    }

    /// Creates the call for the next page.
    pub fn take_call(&mut self) -> Option<Result<Call, DeadEnd>> {
        match std::mem::replace(&mut self.next_step, NextStep::Failed) {
            NextStep::Page => {
                self.next_step = NextStep::Page;
                Some(Ok(self.next_call()))
            }
            NextStep::DeadEnd(dead_end) => Some(Err(*dead_end)),
            NextStep::Nothing => {
                self.next_step = NextStep::Nothing;
                None
            }
            NextStep::Failed => None,
        }
    }

    fn next_call(&self) -> Call {
        let mut call = self.call.repeat();
        let Some(token) = &self.token else {
            return call;
        };
        match self.style {
            PageStyle::Cursor(name) => call.query(name, token),
            PageStyle::Offset(name, _) | PageStyle::Page(name, _) => match token.parse::<u64>() {
                Ok(number) => call.query(name, &number),
                Err(_) => call.refuse(InvalidRequest::Parameter {
                    name,
                    reason: "it is not a page number".to_owned(),
                }),
            },
            PageStyle::Link(links) => (links.follow)(&mut call, token),
        }
        call
    }

    /// Moves to the next page.
    pub fn advance(&mut self, facts: PageFacts, response: RawResponse) {
        self.empty = if facts.count == 0 { self.empty + 1 } else { 0 };
        match self.next_token(facts, &response) {
            Ok(Some(token)) => {
                self.token = Some(token);
                self.next_step = if self.empty < self.max_empty {
                    NextStep::Page
                } else {
                    let message = format!(
                        "is the last of {} empty pages in a row, which is `max_empty_pages`",
                        self.empty
                    );
                    self.dead_end(&message, response)
                };
            }
            Ok(None) => {
                self.token = None;
                self.next_step = NextStep::Nothing;
            }
            Err(message) => self.next_step = self.dead_end(message, response),
        }
    }

    /// Returns the token of the next page, which must be new. `None` after the last page.
    fn next_token(
        &mut self,
        facts: PageFacts,
        response: &RawResponse,
    ) -> Result<Option<String>, &'static str> {
        let more = facts.more;
        if more == Some(false) {
            return Ok(None);
        }
        match self.reference_after(facts, response)? {
            Some(token) if !self.seen.is_new(&token) => {
                Err("names a next page that was visited before")
            }
            None if more == Some(true) => Err("has more pages, but does not name the next one"),
            next => Ok(next),
        }
    }

    /// Returns an error instead of the next page.
    fn dead_end(&self, message: &str, response: RawResponse) -> NextStep {
        NextStep::DeadEnd(Box::new(DeadEnd {
            operation: OperationContext::answered(self.call.info(), response.attempts()),
            source: DecodeError::whole(message),
            response,
        }))
    }

    /// Returns the token of the next page. If pages are numbered, an empty page is the last one,
    /// unless it states that there are more.
    fn reference_after(
        &self,
        facts: PageFacts,
        response: &RawResponse,
    ) -> Result<Option<String>, &'static str> {
        let may_have_more = facts.count > 0 || facts.more == Some(true);
        let number = self.token.as_ref().and_then(|token| token.parse().ok());
        let number = number.filter(|_| may_have_more);
        let plus = |step: u64| number.and_then(|number: u64| number.checked_add(step));
        match self.style {
            PageStyle::Cursor(_) => Ok(facts.next),
            PageStyle::Offset(..) => {
                let count = u64::try_from(facts.count).unwrap_or(u64::MAX);
                Ok(plus(count).map(|number| number.to_string()))
            }
            PageStyle::Page(..) => Ok(plus(1).map(|number| number.to_string())),
            PageStyle::Link(links) => match facts.next.or_else(|| (links.next)(response.headers()))
            {
                Some(link) => (links.resolve)(&self.call, self.token.as_deref(), &link).map(Some),
                None => Ok(None),
            },
        }
    }
}
