//! Paginated operations.

/// How an operation is paginated, as configured or described. Not validated against the operation
/// yet.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Pagination {
    /// How the next page is requested.
    pub style: PageStyle,
    /// The JSON Pointer to the items in a response.
    pub items: String,
    /// The JSON Pointer to the next page in a response.
    pub next: Option<String>,
    /// The query parameter that selects the page.
    pub parameter: Option<String>,
    /// The query parameter that sets the page size.
    pub size: Option<String>,
    /// The JSON Pointer in a response to whether there are more pages.
    pub has_more: Option<String>,
    /// The number of the first page, or of the first item.
    pub first: Option<u64>,
}

/// How the next page is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum PageStyle {
    /// By a token from the previous page.
    Cursor,
    /// By the number of items before it.
    Offset,
    /// By its page number.
    Page,
    /// By a link in the previous page: in the `Link` header (RFC 8288) or in the body.
    Link,
}

impl PageStyle {
    /// Every style by name, as written in settings.
    pub const WORDS: &[(&str, Self)] = &[
        ("cursor", Self::Cursor),
        ("offset", Self::Offset),
        ("page", Self::Page),
        ("link", Self::Link),
    ];
}
