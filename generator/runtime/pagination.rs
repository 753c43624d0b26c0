//! Pagination: the pages of an operation, or their items.
//!
//! An operation has a table of the places of its items and of the reference to the next page;
//! `page_cursor` decides which page is next. Pages are requested on demand.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use futures_core::Stream;

use super::error::Error;
use super::operation::{CallFuture, Operation, send_call_with_response};
use super::page_cursor::{NextStep, PageCursor, PageFacts, PageStyle};
use super::response::Response;

/// A paginated call.
pub trait Paginated: Operation {
    /// The type of the items.
    type Item;

    /// How the next page is requested.
    #[doc(hidden)]
    const STYLE: PageStyle;

    /// Returns the items of a page; `None` if it has no list.
    fn items(page: &mut Self::Output) -> Option<&mut Vec<Self::Item>>;

    /// Returns the reference to the next page.
    fn next(_page: &Self::Output) -> Option<String> {
        None
    }

    /// Returns whether there are more pages, if the page has a flag for it.
    fn more(_page: &Self::Output) -> Option<bool> {
        None
    }
}

/// The result of polling a stream.
type Next<T, E> = Poll<Option<Result<T, Error<E>>>>;

/// The pages of a call: a stream, with a `next` that needs no other crate. Pages are requested on
/// demand.
///
/// A [transient](Error::is_retryable) failure does not end the stream: the next poll requests the
/// same page again. Any other failure ends it; [`token`](Self::token) still returns the position.
#[must_use = "nothing is asked for until a page is wanted"]
pub struct Pages<O: Paginated> {
    cursor: PageCursor,
    page: Option<CallFuture<Response<O::Output>, O::Error>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(operation: O) -> Self {
        Self {
            cursor: PageCursor::new(operation.into_call(), O::STYLE),
            page: None,
            operation: PhantomData,
        }
    }

    /// Starts at a position that [`token`](Self::token) returned, instead of the first page.
    pub fn from_token(mut self, token: impl Into<String>) -> Self {
        self.cursor.start_at(token.into());
        self.page = None;
        self
    }

    /// Sets the number of consecutive empty pages after which the stream fails. Default: 100; 0
    /// counts as 1. It limits servers that name a next page forever; [`token`](Self::token) still
    /// returns the position.
    pub fn max_empty_pages(mut self, pages: u32) -> Self {
        self.cursor.max_empty = pages;
        self
    }

    /// Returns the position: the token of the next page, also after a failure. `None` for a first
    /// page without a token, and after the last page (see [`is_done`](Self::is_done)).
    pub fn token(&self) -> Option<&str> {
        self.cursor.token.as_deref()
    }

    /// Whether the last page was returned.
    pub fn is_done(&self) -> bool {
        matches!(self.cursor.next_step, NextStep::Nothing)
    }

    /// Returns the next page; `None` after the last. If this future is dropped, the next call
    /// continues the same request.
    ///
    /// # Errors
    /// The call failed. Or the previous page named a page that was visited before, had more pages
    /// without naming the next, or was one empty page too many; that ends the stream.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        std::future::poll_fn(|task| self.poll(task)).await
    }

    fn poll(&mut self, task: &mut TaskContext<'_>) -> Next<O::Output, O::Error> {
        if self.page.is_none() {
            match self.cursor.take_call() {
                Some(Ok(call)) => self.page = Some(send_call_with_response::<O>(call)),
                Some(Err(dead_end)) => return Poll::Ready(Some(Err(dead_end.into_error()))),
                None => return Poll::Ready(None),
            }
        }
        let Some(page) = &mut self.page else {
            return Poll::Ready(None);
        };
        let outcome = ready!(Pin::new(page).poll(task));
        self.page = None;
        if outcome.as_ref().is_err_and(|error| !error.is_retryable()) {
            self.cursor.next_step = NextStep::Failed;
        }
        Poll::Ready(Some(outcome.map(|response| self.advance(response))))
    }

    /// Handles a page: finds the next one.
    fn advance(&mut self, response: Response<O::Output>) -> O::Output {
        let Response {
            mut body,
            raw: response,
        } = response;
        let count = O::items(&mut body).map_or(0, |items| items.len());
        let facts = PageFacts {
            count,
            next: O::next(&body).filter(|next| !next.is_empty()),
            more: O::more(&body),
        };
        self.cursor.advance(facts, response);
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
            .field("call", &self.cursor.call)
            .finish_non_exhaustive()
    }
}

/// The items of all pages of a call: a stream, with a `next` that needs no other crate. Pages are
/// requested on demand.
///
/// A [transient](Error::is_retryable) failure does not end the stream: the next poll requests the
/// same page again. Any other failure ends it; [`token`](Self::token) still returns the position.
#[must_use = "nothing is asked for until an item is wanted"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    items: std::vec::IntoIter<O::Item>,
    /// The token of the page of `items`.
    token: Option<String>,
}

impl<O: Paginated> Items<O> {
    pub(crate) fn new(operation: O) -> Self {
        Self {
            pages: Pages::new(operation),
            items: Vec::new().into_iter(),
            token: None,
        }
    }

    /// Starts at a position that [`token`](Self::token) returned, instead of the first page.
    pub fn from_token(self, token: impl Into<String>) -> Self {
        Self {
            pages: self.pages.from_token(token),
            items: Vec::new().into_iter(),
            token: None,
        }
    }

    /// Sets the number of consecutive empty pages after which the stream fails. Default: 100; 0
    /// counts as 1. It limits servers that name a next page forever; [`token`](Self::token) still
    /// returns the position.
    pub fn max_empty_pages(mut self, pages: u32) -> Self {
        self.pages = self.pages.max_empty_pages(pages);
        self
    }

    /// Returns the position: the token of the page of the next item. After a restart, the items of
    /// that page are returned again.
    pub fn token(&self) -> Option<&str> {
        if self.items.len() > 0 {
            self.token.as_deref()
        } else {
            self.pages.token()
        }
    }

    /// Whether the last item was returned.
    pub fn is_done(&self) -> bool {
        self.items.len() == 0 && self.pages.is_done()
    }

    /// Returns the next item; `None` after the last. If this future is dropped, the next call
    /// continues the same request.
    ///
    /// # Errors
    /// The call for a page failed. Or the previous page named a page that was visited before, had
    /// more pages without naming the next, or was one empty page too many; that ends the stream.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        std::future::poll_fn(|task| self.poll(task)).await
    }

    fn poll(&mut self, task: &mut TaskContext<'_>) -> Next<O::Item, O::Error> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            if self.pages.page.is_none() {
                self.token = self.pages.cursor.token.clone();
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

/// Nothing in it is ever pinned.
impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> fmt::Debug for Items<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}

/// Implements `Paginated`: the places of the items and of the reference to the next page, each an
/// `Option`.
macro_rules! paginated {
    ($type:ident -> $item:ty {
        by: $by:ident $(($($parameter:expr),+))?,
        items: |$all:ident| $items:expr,
        $(next: |$named:ident| $next:expr,)?
        $(more: |$flagged:ident| $more:expr,)?
    }) => {
        impl $crate::Paginated for $type {
            type Item = $item;

            const STYLE: $crate::runtime::page_cursor::PageStyle =
                $crate::runtime::pagination::page_style!($by $(($($parameter),+))?);

            fn items($all: &mut Self::Output) -> Option<&mut Vec<$item>> {
                $items
            }

            $(fn next($named: &Self::Output) -> Option<String> {
                $next.map(ToString::to_string)
            })?

            $(fn more($flagged: &Self::Output) -> Option<bool> {
                $more.copied()
            })?
        }
    };
}

/// Converts the table's entry for how the next page is requested.
macro_rules! page_style {
    (Link) => {
        $crate::runtime::page_cursor::PageStyle::Link($crate::runtime::link::LINKS)
    };
    ($by:ident ($($parameter:expr),+)) => {
        $crate::runtime::page_cursor::PageStyle::$by($($parameter),+)
    };
}

pub(crate) use {page_style, paginated};
