"""Which words from outside try to be more than words?

Names, phrases and themes are written by people; each of these has broken a page, a table or a terminal somewhere.
"""

from typing import Final

TEXTS: Final = (
    "a | b || c",
    "a\nb\n\n# c",
    "`code` and ``more``",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "[x]: https://example.org",
    "<https://example.org>",
    "# a heading # ",
    "- a list",
    "+ a list",
    "* a list",
    "1. a list",
    "12) a list",
    "> a quotation",
    "---",
    "===",
    "***",
    "```",
    "~~~",
    "    code by indentation",
    "\ta tab",
    "*emphasis* and _more_ and __strong__ and ~~struck~~",
    "a \\ backslash \\| and \\`",
    "&lt;b&gt; &amp; &#106;avascript &copy",
    "$x^2$",
    "{{ 7 * 7 }} {% raw %} {# note #}",
    "| --- | --- |",
    "tail backslash \\",
    "שלום world مرحبا",
    "turned \u202eround\u202c and \u2066isolated\u2069",
    "bell \x07 escape \x1b[31m null \x00",
    "line\u2028separator",
    "👩‍👩‍👧‍👦 family 🇬🇧 é",
    "x" * 300,
)

_UNSEEN: Final = {
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
    "\u2028",
    "\u2029",
} - {"\t", "\n", "\r"}


def visible(text: str) -> str:
    """The text as a page may show it: without what cannot be seen."""
    return "".join(letter for letter in text if letter not in _UNSEEN)
