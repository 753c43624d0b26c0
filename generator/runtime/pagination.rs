//! Operations that answer in pages: the pages one after the other, or their items.
//!
//! An operation brings a table of where its answers have their items and what they say of the next page; `walk` decides
//! which one that is. Nothing is asked for before it is wanted.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use futures_core::Stream;

use super::error::Error;
use super::operation::{CallFuture, Operation, send_call_with_response};
use super::response::Response;
use super::walk::{Ahead, By, Said, Walk};

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

/// The next of a stream, if it is there.
type Next<T, E> = Poll<Option<Result<T, Error<E>>>>;

/// The pages of a call, one after the other: a stream, whose `next` needs no other crate. A page is asked for when it is
/// wanted, no sooner.
///
/// A page that fails for a reason that [may pass](Error::is_retryable) does not end the stream: the same page is asked for
/// again when the next one is wanted. Any other failure does; [`token`](Self::token) still names the page.
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

    /// Sets how many pages without items may come one after the other. Default: 100; 0 counts as 1. The stream ends with an error
    /// after the last of them, as a server can name another page without end; [`token`](Self::token) still names it.
    pub fn max_empty_pages(mut self, pages: u32) -> Self {
        self.walk.max_empty = pages;
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
    /// The call failed; or the page before names one that was there already, says that there are more and names none, or is
    /// one empty page too many: that ends the stream.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        std::future::poll_fn(|task| self.poll(task)).await
    }

    fn poll(&mut self, task: &mut TaskContext<'_>) -> Next<O::Output, O::Error> {
        if self.page.is_none() {
            match self.walk.call() {
                Some(Ok(call)) => self.page = Some(send_call_with_response::<O>(call)),
                Some(Err(stray)) => return Poll::Ready(Some(Err(stray.into_error()))),
                None => return Poll::Ready(None),
            }
        }
        let Some(page) = &mut self.page else {
            return Poll::Ready(None);
        };
        let answer = ready!(Pin::new(page).poll(task));
        self.page = None;
        if answer.as_ref().is_err_and(|error| !error.is_retryable()) {
            self.walk.ahead = Ahead::Failed;
        }
        Poll::Ready(Some(answer.map(|response| self.taken(response))))
    }

    /// A page that is there: looks where the next one is.
    fn taken(&mut self, response: Response<O::Output>) -> O::Output {
        let Response {
            mut body,
            raw: response,
        } = response;
        let count = O::items(&mut body).map_or(0, |items| items.len());
        let said = Said {
            count,
            next: O::next(&body).filter(|next| !next.is_empty()),
            more: O::more(&body),
        };
        self.walk.advance(said, response);
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
/// A page that fails for a reason that [may pass](Error::is_retryable) does not end the stream: the same page is asked for
/// again when the next item is wanted. Any other failure does; [`token`](Self::token) still names the page.
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

    /// Sets how many pages without items may come one after the other. Default: 100; 0 counts as 1. The stream ends with an error
    /// after the last of them, as a server can name another page without end; [`token`](Self::token) still names it.
    pub fn max_empty_pages(mut self, pages: u32) -> Self {
        self.pages = self.pages.max_empty_pages(pages);
        self
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
    /// The call for a page failed; or the page before names one that was there already, says that there are more and names
    /// none, or is one empty page too many: that ends the stream.
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

            const BY: $crate::runtime::walk::By =
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
        $crate::runtime::walk::By::Link($crate::runtime::link::LINKS)
    };
    ($by:ident ($($parameter:expr),+)) => {
        $crate::runtime::walk::By::$by($($parameter),+)
    };
}

pub(crate) use {by, paginated};
