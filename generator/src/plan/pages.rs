//! Paginated operations.

use super::member::MemberPath;
use super::rust_type::RustType;

/// How the pages of an operation are followed.
#[derive(Debug)]
pub struct PagesPlan {
    /// What the next page is asked for by.
    pub turn: Turn,
    /// The type of an item.
    pub item: RustType,
    /// Where the items stand.
    pub items: MemberPath,
    /// Where the next page is named.
    pub next: Option<MemberPath>,
    /// Where it is said whether there are more.
    pub more: Option<MemberPath>,
    /// The method that answers the pages.
    pub pages: PagesMethod,
    /// The method that answers the items.
    pub each: PagesMethod,
}

/// A method of a call that answers in pages.
#[derive(Debug)]
pub struct PagesMethod {
    /// Its name.
    pub name: String,
    /// Its docs, as lines.
    pub docs: Vec<String>,
}

/// What the next page is asked for by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Turn {
    /// A token, in this query parameter.
    Cursor(String),
    /// The number of items before it, in this query parameter, and that of the first page.
    Offset(String, u64),
    /// Its number, in this query parameter, and that of the first page.
    Page(String, u64),
    /// A link.
    Link,
}
