//! Paginated operations.

use super::member::MemberPath;
use super::rust_type::RustType;

/// How the pages of an operation are followed.
#[derive(Debug)]
pub struct PagesPlan {
    /// How the next page is requested.
    pub turn: Turn,
    /// The type of an item.
    pub item: RustType,
    /// The path to the items.
    pub items: MemberPath,
    /// The path to the reference to the next page.
    pub next: Option<MemberPath>,
    /// The path to the flag that reports whether there are more pages.
    pub more: Option<MemberPath>,
    /// The method that returns the pages.
    pub pages: PagesMethod,
    /// The method that returns the items.
    pub each: PagesMethod,
}

/// A method of a call to a paginated operation.
#[derive(Debug)]
pub struct PagesMethod {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// How the next page is requested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// By a token, sent in this query parameter.
    Cursor(String),
    /// By the number of preceding items, sent in this query parameter, with the value for the first
    /// page.
    Offset(String, u64),
    /// By a page number, sent in this query parameter, with the number of the first page.
    Page(String, u64),
    /// By following a link.
    Link,
}
