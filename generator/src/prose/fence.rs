//! Code blocks: always fenced, and never compiled as a doctest.

use pulldown_cmark::CodeBlockKind;

use super::escape::longest_run;

/// Languages that are kept on a fence. Other words could be doctest attributes of rustdoc.
pub(super) const LANGUAGES: [&str; 38] = [
    "bash",
    "c",
    "cpp",
    "cs",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "json5",
    "jsonc",
    "jsx",
    "kotlin",
    "lua",
    "markdown",
    "perl",
    "php",
    "powershell",
    "protobuf",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "toml",
    "typescript",
    "xml",
    "yaml",
];

/// Returns the language for the fence of a block.
pub(super) fn language(kind: &CodeBlockKind<'_>) -> &'static str {
    let CodeBlockKind::Fenced(info) = kind else {
        return "text";
    };
    let word = info
        .split([' ', ',', '{', ':'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    LANGUAGES
        .iter()
        .find(|language| **language == word)
        .unwrap_or(&"text")
}

/// Renders a code block. Empty if there is no code.
pub(super) fn block(code: &str, language: &str) -> Vec<String> {
    let code = code.trim_matches('\n');
    if code.trim().is_empty() {
        return Vec::new();
    }
    let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
    let mut block = vec![format!("{fence}{language}")];
    block.extend(code.lines().map(|line| line.replace('\t', "    ")));
    block.push(fence);
    block
}
