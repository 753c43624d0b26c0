//! Operations that answer in pages: the pages one after the other, or their items.
//!
//! What follows which page is decided here once, without a type parameter; an operation brings a table of where its
//! answers have their items and what they say of the next page. Nothing is asked for before it is wanted.

use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use futures_core::Stream;
use http::HeaderMap;

use super::call::Call;
use super::error::{Context, Error, InvalidRequest};
use super::operation::{CallFuture, Operation, send_full_call};
use super::reply::{DecodeError, Reply, Response};

/// A call whose answers are pages.
pub trait Paginated: Operation {
    /// What a page has many of.
    type Item;

    /// What the next page is asked for by.
    #[doc(hidden)]
    const BY: By;

    /// The items of a page; `None` where it has no list of them.
    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>>;

    /// How a page names the next.
    fn next(_page: &Self::Output) -> Option<String> {
        None
    }

    /// Whether there are more pages, where a page says so.
    fn more(_page: &Self::Output) -> Option<bool> {
        None
    }
}

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

/// The next of a stream, if it is there.
type Next<T, E> = Poll<Option<Result<T, Error<E>>>>;

/// The pages of a call, one after the other: a stream, whose `next` needs no other crate. A page is asked for when it is
/// wanted, no sooner.
///
/// A page that fails does not end the stream: the same page is asked for again when the next one is wanted.
#[must_use = "nothing is asked for until a page is wanted"]
pub struct Pages<O: Paginated> {
    walk: Walk,
    page: Option<CallFuture<Response<O::Output>, O::Error>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn of(operation: O) -> Self {
        Self {
            walk: Walk::new(operation.into_call(), O::BY),
            page: None,
            operation: PhantomData,
        }
    }

    /// Begins at the page that [`token`](Self::token) named earlier, in place of the first.
    pub fn from_token(mut self, token: impl Into<String>) -> Self {
        self.walk.start_at(token.into());
        self.page = None;
        self
    }

    /// What to begin from in order to go on later: it names the page that comes next, also after one that failed. `None`
    /// where that is the first and has no name, and after the last: see [`is_done`](Self::is_done).
    pub fn token(&self) -> Option<&str> {
        self.walk.token.as_deref()
    }

    /// Whether the last page was there.
    pub fn is_done(&self) -> bool {
        matches!(self.walk.ahead, Ahead::Nothing)
    }

    /// The next page; `None` after the last. Where this future is dropped, the next one goes on with the same request.
    ///
    /// # Errors
    /// The call failed, or the page before names one that was there already: that ends the stream.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        std::future::poll_fn(|task| self.poll(task)).await
    }

    fn poll(&mut self, task: &mut TaskContext<'_>) -> Next<O::Output, O::Error> {
        if self.page.is_none() {
            match self.walk.call() {
                Some(Ok(call)) => self.page = Some(send_full_call::<O>(call)),
                Some(Err(stray)) => return Poll::Ready(Some(Err(stray.into_error()))),
                None => return Poll::Ready(None),
            }
        }
        let Some(page) = &mut self.page else {
            return Poll::Ready(None);
        };
        let answer = ready!(Pin::new(page).poll(task));
        self.page = None;
        Poll::Ready(Some(answer.map(|response| self.taken(response))))
    }

    /// A page that is there: looks where the next one is.
    fn taken(&mut self, response: Response<O::Output>) -> O::Output {
        let Response { mut body, reply } = response;
        let count = O::items(&mut body).map_or(0, |items| items.len());
        let said = Said {
            count,
            next: O::next(&body).filter(|next| !next.is_empty()),
            more: O::more(&body),
        };
        self.walk.advance(said, reply);
        body
    }
}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<O::Output, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.poll(task)
    }
}

impl<O: Paginated> fmt::Debug for Pages<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("call", &self.walk.call)
            .finish_non_exhaustive()
    }
}

/// The items of all pages of a call, one after the other: a stream, whose `next` needs no other crate. A page is asked for
/// when an item of it is wanted, no sooner.
///
/// A page that fails does not end the stream: the same page is asked for again when the next item is wanted.
#[must_use = "nothing is asked for until an item is wanted"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    items: std::vec::IntoIter<O::Item>,
    /// What names the page that `items` are of.
    token: Option<String>,
}

impl<O: Paginated> Items<O> {
    pub(crate) fn of(operation: O) -> Self {
        Self {
            pages: Pages::of(operation),
            items: Vec::new().into_iter(),
            token: None,
        }
    }

    /// Begins at the page that [`token`](Self::token) named earlier, in place of the first.
    pub fn from_token(self, token: impl Into<String>) -> Self {
        Self {
            pages: self.pages.from_token(token),
            items: Vec::new().into_iter(),
            token: None,
        }
    }

    /// What to begin from in order to go on later: it names the page of the item that comes next. Items of that page that
    /// were there already come again.
    pub fn token(&self) -> Option<&str> {
        if self.items.len() > 0 {
            self.token.as_deref()
        } else {
            self.pages.token()
        }
    }

    /// Whether the last item was there.
    pub fn is_done(&self) -> bool {
        self.items.len() == 0 && self.pages.is_done()
    }

    /// The next item; `None` after the last. Where this future is dropped, the next one goes on with the same request.
    ///
    /// # Errors
    /// The call for a page failed, or the page before names one that was there already: that ends the stream.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        std::future::poll_fn(|task| self.poll(task)).await
    }

    fn poll(&mut self, task: &mut TaskContext<'_>) -> Next<O::Item, O::Error> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.pages.page.is_none() {
                self.token = self.pages.walk.token.clone();
            }
            match ready!(self.pages.poll(task)) {
                Some(Ok(mut page)) => {
                    let items = O::items(&mut page).map(std::mem::take);
                    self.items = items.unwrap_or_default().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        self.poll(task)
    }
}

/// What is ready is handed out where it is: nothing of it is ever pinned.
impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

/// What a page says of those after it.
struct Said {
    /// How many items it has.
    count: usize,
    /// How it names the next.
    next: Option<String>,
    /// Whether there are more.
    more: Option<bool>,
}

/// Where in the pages of a call it stands.
struct Walk {
    call: Call,
    by: By,
    /// What the page ahead is asked for by.
    token: Option<String>,
    /// What the pages up to there were asked for by.
    seen: BTreeSet<String>,
    ahead: Ahead,
}

/// What comes next.
enum Ahead {
    /// A page.
    Page,
    /// An error.
    Stray(Box<Stray>),
    /// Nothing.
    Nothing,
}

/// A page whose next one cannot be asked for.
struct Stray {
    operation: Context,
    source: DecodeError,
    reply: Reply,
}

impl Stray {
    fn into_error<E>(self) -> Error<E> {
        Error::Decode {
            operation: self.operation,
            source: self.source,
            reply: Box::new(self.reply),
        }
    }
}

impl Walk {
    /// At the page that the call asks for by itself, or at the first.
    fn new(call: Call, by: By) -> Self {
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
            seen: token.iter().cloned().collect(),
            token,
            ahead: Ahead::Page,
        }
    }

    fn start_at(&mut self, token: String) {
        self.seen = BTreeSet::from([token.clone()]);
        self.token = Some(token);
        self.ahead = Ahead::Page;
    }

    /// The call for the page ahead.
    fn call(&mut self) -> Option<Result<Call, Stray>> {
        match std::mem::replace(&mut self.ahead, Ahead::Nothing) {
            Ahead::Page => {
                self.ahead = Ahead::Page;
                Some(Ok(self.ask()))
            }
            Ahead::Stray(stray) => Some(Err(*stray)),
            Ahead::Nothing => None,
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
    fn advance(&mut self, said: Said, reply: Reply) {
        let next = match said.more {
            Some(false) => Ok(None),
            _ => self.after(said, &reply),
        };
        let next = next.and_then(|next| match next {
            Some(token) if !self.seen.insert(token.clone()) => {
                Err("names as its next page one that was there already")
            }
            next => Ok(next),
        });
        match next {
            Ok(token) => {
                self.ahead = match token {
                    Some(_) => Ahead::Page,
                    None => Ahead::Nothing,
                };
                self.token = token;
            }
            Err(message) => {
                self.ahead = Ahead::Stray(Box::new(Stray {
                    operation: Context::answered(self.call.info()),
                    source: DecodeError::whole(message),
                    reply,
                }));
            }
        }
    }

    /// What the next page is asked for by. Where only numbers tell pages apart, an empty one is the last.
    fn after(&self, said: Said, reply: &Reply) -> Result<Option<String>, &'static str> {
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
            By::Link(links) => match said.next.or_else(|| (links.next)(reply.headers())) {
                Some(link) => (links.resolve)(&self.call, self.token.as_deref(), &link).map(Some),
                None => Ok(None),
            },
        }
    }
}

/// Says where the answers of a call have their items, and what they say of the next page: each an `Option`.
macro_rules! paginated {
    ($type:ident -> $item:ty {
        by: $by:ident $(($($parameter:expr),+))?,
        items: |$all:ident| $items:expr,
        $(next: |$named:ident| $next:expr,)?
        $(more: |$told:ident| $more:expr,)?
    }) => {
        impl $crate::Paginated for $type {
            type Item = $item;

            const BY: $crate::runtime::pagination::By =
                $crate::runtime::pagination::by!($by $(($($parameter),+))?);

            fn items($all: &mut Self::Output) -> Option<&mut Vec<$item>> {
                $items
            }

            $(fn next($named: &Self::Output) -> Option<String> {
                $next.map(ToString::to_string)
            })?

            $(fn more($told: &Self::Output) -> Option<bool> {
                $more.copied()
            })?
        }
    };
}

/// What the next page is asked for by, as the table says it.
macro_rules! by {
    (Link) => {
        $crate::runtime::pagination::By::Link($crate::runtime::link::LINKS)
    };
    ($by:ident ($($parameter:expr),+)) => {
        $crate::runtime::pagination::By::$by($($parameter),+)
    };
}

pub(crate) use {by, paginated};
