//! Operations that answer in pages.

/// How the answers of an operation follow each other: as the settings or the description say, not yet held against the
/// operation.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Pagination {
    /// What the next page is asked for by.
    pub style: PageStyle,
    /// Where in an answer its items stand: a JSON Pointer.
    pub items: String,
    /// Where in an answer the next page is named: a JSON Pointer.
    pub next: Option<String>,
    /// The query parameter that names the page.
    pub parameter: Option<String>,
    /// The query parameter that says how many items a page has.
    pub size: Option<String>,
    /// Where in an answer it is said whether there are more: a JSON Pointer.
    pub has_more: Option<String>,
    /// The number of the first page, or of the first item.
    pub first: Option<u64>,
}

/// What the next page is asked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum PageStyle {
    /// A token that the page before names.
    Cursor,
    /// The number of items before it.
    Offset,
    /// Its own number.
    Page,
    /// A link of the page before: in the header `Link` (RFC 8288), or in its body.
    Link,
}

impl PageStyle {
    /// Every style, by the word for it in settings.
    pub const WORDS: &[(&str, Self)] = &[
        ("cursor", Self::Cursor),
        ("offset", Self::Offset),
        ("page", Self::Page),
        ("link", Self::Link),
    ];
}
