use pulldown_cmark::{Event, Tag};

use super::fault::fault;
use super::{one_line, rustdoc};

/// Descriptions and the documentation rendered from them.
const CASES: &[(&str, &str)] = &[
    ("", ""),
    (" \n\t\n", ""),
    ("Plain text.", "Plain text."),
    ("One\r\ntwo\rthree", "One\ntwo\nthree"),
    ("a\n\n\n\nb", "a\n\nb"),
    ("a  \nb", "a\\\nb"),
    ("ends with a break  \n", "ends with a break"),
    (
        "bidi \u{202e}controls\u{0} and \u{1b}escapes",
        "bidi controls and escapes",
    ),
    (r"a */ ends /\* nothing", r"a \*/ ends /\* nothing"),
    ("a List<String> of <name>", "a List\\<String> of \\<name>"),
    (
        "a < b, 2 * 3, a_b, _id, 5 &amp; 6, &amp;lt;",
        "a < b, 2 * 3, a_b, \\_id, 5 & 6, \\&lt;",
    ),
    ("an `unbalanced backtick", "an \\`unbalanced backtick"),
    (
        "[foo], [foo][bar] and [x](x)",
        "\\[foo], \\[foo]\\[bar] and x",
    ),
    (
        "[a]\n\n[a]: https://a.io/b 'T'",
        "[a](https://a.io/b \"T\")",
    ),
    (
        "see [docs](./docs/a.md) or [below](#here)",
        "see docs (`./docs/a.md`) or below",
    ),
    ("[a](https://a.io/x_(y))", "[a](https://a.io/x_%28y%29)"),
    ("[https://a.io](https://a.io)", "<https://a.io>"),
    ("[x](javascript:alert(1))", "x"),
    ("<key:value> <a@b.io>", "\\<key:value> <a@b.io>"),
    ("(see https://a.io/b_(c)).", "(see <https://a.io/b_(c)>)."),
    ("https://a.io/{id}/b.", "`https://a.io/{id}/b`."),
    (
        "wow![a](https://a.io) ![b](c.png)",
        "wow[a](https://a.io) b",
    ),
    ("![i](https://i.com/a.png)", "[i](https://i.com/a.png)"),
    ("![](https://i.com/a.png)", "<https://i.com/a.png>"),
    (
        "a [![b](https://i.com/b.svg)](https://a.io)",
        "a [b](https://a.io)",
    ),
    (
        "[![](https://i.com/b.svg)](https://a.io)",
        "[image](https://a.io)",
    ),
    (
        "<img src='https://i.com/a.png' alt='x'>",
        "[x](https://i.com/a.png)",
    ),
    (
        "<a href='https://a.io'><img src=https://i.com/a.png></a>",
        "[image](https://a.io)",
    ),
    ("* a\nlazy\n* b", "- a\n  lazy\n- b"),
    ("1. a\n\n   b\n2. c", "1. a\n\n   b\n\n2. c"),
    ("- a\n    - b", "- a\n  - b"),
    ("- a\n\n\n* b", "- a\n\n* b"),
    ("- [x] done", "- \\[x] done"),
    ("> a\nb", "> a\n> b"),
    ("> [!NOTE]\n> a", "> **NOTE:**\n> a"),
    ("a\n\n    let x;", "a\n\n```text\nlet x;\n```"),
    ("```\n\tx\n```", "```text\n    x\n```"),
    ("~~~rust\nfn main() {}\n~~~", "```text\nfn main() {}\n```"),
    ("```JSON title=x\n{}", "```json\n{}\n```"),
    ("````\n```\n````", "````text\n```\n````"),
    ("# A\n### B", "## A\n\n#### B"),
    ("Errors\n---", "**Errors**"),
    ("# C #\\#", "## C #\\#"),
    ("a\n***\nb", "a\n\n___\n\nb"),
    ("1\\. a\n\\# b\n\\- c\n\\+", "1\\. a\n\\# b\n\\- c\n\\+"),
    (
        "|a|b|\n|-|:-:|\n|`x\\|y`|<br>|",
        "| a | b |\n| --- | :-: |\n| `x\\|y` |  |",
    ),
    ("a[^1]\n\n[^1]: b", "a<sup>1</sup>\n\n<sup>1</sup> b"),
    ("a<br/>b<br><br>c", "a\\\nb\n\nc"),
    (
        "<b>x</b> <i>y <script>z</script> <code>a_b</code>",
        "<b>x</b> \\<i>y  `a_b`",
    ),
    ("<a href='https://a.io' target=x>b</a>", "[b](https://a.io)"),
    ("a: <ul><li>b</li><li>c</li></ul> d", "a:\n\n- b\n- c\n\nd"),
    ("<p>a &lt; b</p>\n<pre>x\n  y</pre>", "a < b\n\nx\ny"),
    ("<pre>x\n  &lt;y></pre>", "```text\nx\n  <y>\n```"),
    (
        "<table>\n<tr><th>a</th></tr>\n<tr><td>b</td></tr>\n</table>",
        "| a |\n| --- |\n| b |",
    ),
    ("<!-- hidden\n\n-->\nseen", "seen"),
];

/// Fragments that are markup in some contexts.
const FRAGMENTS: &[&str] = &[
    "`",
    "``",
    "```",
    "````\n",
    "```json\n",
    "```rust\nfn main() {}\n",
    "```\n",
    "~~~\n",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "[",
    "]",
    "[foo]",
    "[foo][bar]",
    "[foo]: http://x.com/a\n",
    "[^1]",
    "[^1]: note\n",
    "[a](./b)",
    "[`a`](b)",
    "(",
    ")",
    "[a](https://e.com/x_(y))",
    "![i](https://i.com/a.png)",
    "![https://a.bc.de](https://i.com/a.png)",
    "<",
    "<T>",
    "<b>",
    "</b>",
    "<br>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul><li>",
    "</li>",
    "<code>",
    "</code>",
    "<sup>",
    "</sup>",
    "<i>\n",
    "<a href=\"https://a.com/?x=1&copy;=2\">",
    "</a>",
    "<img src=https://i.io/x.png alt='q`'>",
    "<img\nsrc='https://a.b/\n' alt='\n> a'>",
    "<script>",
    "</script>",
    "<pre>\n",
    "</pre>",
    "<table><tr><td>",
    "</td><td>",
    "</table>",
    "<!--",
    "-->",
    "</",
    "<https://a.com>",
    "<foo:bar>",
    "<a@b.c>",
    "https://example.com/a_b?c=d",
    "https://a.b.co/{x}",
    "https://x.io).",
    "http://http://a.bc.de",
    "#",
    "# ",
    "## Errors\n",
    "###### C#\n",
    "====\n",
    "---\n",
    "***\n",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10. ",
    "1234567890. ",
    "- [ ] ",
    "- [x] ",
    "> ",
    "> - ",
    "- > ",
    "    ",
    "\t",
    "     code\n",
    "|",
    "| a | b |\n|---|:-:|\n",
    "| `x\\|y` | \\| |\n",
    "a|b\n-|-\n",
    ":-:",
    "\n",
    "\n\n",
    "\r",
    " ",
    "  \n",
    "\\",
    "\\\n",
    "\\`",
    "\\[",
    "&lt;T&gt;",
    "&amp;lt;",
    "&#96;",
    "&#10;",
    "&nbsp;",
    "&#x202e;",
    "\0",
    "\u{202e}",
    "\u{fdd0}",
    "é",
    "日本",
    "*/",
    "!",
    "!\n",
    "'",
    "word",
    "foo bar",
    "`code`",
    "`` a`b ``",
    "` `",
    "[x](mailto:a@b)",
    "[x](mailto:a@b.io)",
    "[](https://e.com)",
    "[t](https://e.com \"q`\\\"\")",
    "=",
];

#[test]
fn descriptions_become_documentation() {
    for &(text, documentation) in CASES {
        assert_eq!(rustdoc(text).join("\n"), documentation, "from {text:?}");
        assert_eq!(fault(&rustdoc(text)), None, "from {text:?}");
    }
}

#[test]
fn any_text_is_taken_without_a_word() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..20_000 {
        let text: String = (0..2 + round % 24)
            .filter_map(|_| FRAGMENTS.get(random.below(FRAGMENTS.len())))
            .copied()
            .collect();
        let lines = rustdoc(&text);
        assert_eq!(fault(&lines), None, "from {text:?}: {lines:#?}");
        let whole = lines.join("\n");
        let is_image = |event| matches!(event, Event::Start(Tag::Image { .. }));
        assert!(
            !super::parse(&whole).any(is_image),
            "from {text:?}: {whole}"
        );
        let short = one_line(&text, round % 50);
        assert!(
            short.chars().count() <= round % 50 && !short.contains('\n'),
            "from {text:?}: {short:?}"
        );
    }
}

#[test]
fn deep_and_long_texts_stay_in_bounds() {
    for fragment in [
        "> ", "- ", "1. ", "[", "*", "<b>", "<div>", "`", "&", "\\", "![", "_a", "http",
        "https://", ")", "|",
    ] {
        let text = fragment.repeat(20_000);
        let lines = rustdoc(&text);
        assert_eq!(fault(&lines), None, "from many {fragment:?}");
        assert!(
            lines.iter().map(String::len).sum::<usize>() <= 8 * text.len(),
            "from many {fragment:?}"
        );
    }
}

#[test]
fn one_line_is_cut_at_a_word() {
    for (text, limit, line) in [
        (
            "# Pets\n\nAll `pets`,\n*here*.",
            80,
            "Pets: All pets, here.",
        ),
        ("<p>A<br>b</p>", 80, "A b"),
        ("List<Pet>\n\n    code", 80, "List<Pet>"),
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("one two three", 8, "one two…"),
        ("日本語の文", 3, "日本…"),
        ("one", 0, ""),
    ] {
        assert_eq!(one_line(text, limit), line, "from {text:?}");
    }
}

/// A deterministic random number generator (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound.max(1)
    }
}

#[test]
fn of_long_descriptions_the_beginning_is_kept() {
    let paragraph = "Some words, ä. ".repeat(20);
    let long = format!("{paragraph}\n\n").repeat(1_000);
    let lines = super::rustdoc(&long);
    let length: usize = lines.iter().map(String::len).sum();
    assert!((60_000..66_000).contains(&length), "{length}");
    assert_eq!(lines.last().map(String::as_str), Some("…"));
    let before = lines.iter().rev().nth(2).map(String::as_str);
    assert_eq!(before, Some(paragraph.trim_end()));
    for piece in ["word ", "ä", "wörter\n"] {
        let lines = super::rustdoc(&piece.repeat(100_000));
        assert_eq!(lines.last().map(String::as_str), Some("…"), "{piece}");
    }
}
