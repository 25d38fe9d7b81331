"""What does a parser's complaint mean to somebody who has never heard of YAML?

The two parsers of PyYAML word theirs differently; each row names what they have in common. Nothing
here quotes the file: a score sheet is confidential.
"""

from typing import Final, NamedTuple


class Explained(NamedTuple):
    """A complaint in plain words.

    It stands where it went wrong, or where what was being scanned began (`from_context`), or where the
    innermost list or mapping began (`from_open`).
    """

    code: str
    found: str
    expected: str
    hint: str = ""
    from_context: bool = False
    from_open: bool = False


_QUOTE: Final = "If it is part of the text, put the whole text in quotes."
_ALIAS: Final = Explained("PBP112", "an alias (*)", "the value written out in full", _QUOTE, from_context=True)
_ANCHOR: Final = Explained("PBP112", "an anchor (&)", "the value written out in full", _QUOTE, from_context=True)
_TAG: Final = Explained("PBP111", "a tag (!)", "a value without one", _QUOTE, from_context=True)
_SIGN: Final = Explained(
    "PBP109", "a sign that cannot begin a value (such as @ or `)", "text, or text in quotes", _QUOTE
)
_NO_COLON: Final = Explained("PBP109", "a line that is no key and no list item", "`key: value`", from_context=True)
_COLON: Final = Explained("PBP109", "a second colon, or a line indented too far", "one `key: value` on a line", _QUOTE)
_QUESTION: Final = Explained("PBP109", "a `?` where no key can stand", "`key: value`", _QUOTE)
_DASH: Final = Explained("PBP109", "a list item (-) where none can stand", "list items on lines of their own", _QUOTE)
_UNQUOTED: Final = Explained("PBP109", "quotes that are never closed", "a closing quote", from_context=True)
_TWICE: Final = "Write the backslash twice, or use single quotes."
_ESCAPE: Final = Explained(
    "PBP109", "a backslash that means nothing", "an escape such as \\n", _TWICE, from_context=True
)
_BRACKET: Final = Explained("PBP109", "a list in brackets that is not closed", "a comma or ]", from_context=True)
_BRACE: Final = Explained("PBP109", "keys in braces that are not closed", "a comma or }", from_context=True)
_UNCLOSED: Final = Explained("PBP109", "brackets or braces that are never closed", "] or }", from_open=True)
_NO_VALUE: Final = Explained("PBP109", "a sign where a value should stand", "a value")
_BLOCK: Final = Explained("PBP109", "text after | or >", "the text on the lines below, indented", _QUOTE)
_INDENTED: Final = Explained("PBP109", "a line that does not fit what is above it", "the indentation of its neighbours")
_REST: Final = Explained("PBP109", "something that is not YAML", "`key: value`, or a list item after `- `")

# What was being read when it went wrong, where that says enough.
_BY_CONTEXT: Final = {"alias": _ALIAS, "anchor": _ANCHOR, "a tag": _TAG}
_BY_PROBLEM: Final = {
    "undefined tag handle": _TAG,
    "cannot start any token": _SIGN,
    "expected ':'": _NO_COLON,
    "mapping values are not allowed": _COLON,
    "mapping keys are not allowed": _QUESTION,
    "sequence entries are not allowed": _DASH,
    "unexpected end of stream": _UNQUOTED,
    "unexpected document": _UNQUOTED,
    "escape": _ESCAPE,
    "hexdec": _ESCAPE,
    "',' or ']'": _BRACKET,
    "',' or '}'": _BRACE,
    "node content": _NO_VALUE,
}


def explain(problem: str, context: str, *, at_end: bool) -> Explained:
    """The complaint in plain words, from the parser's two sentences; `at_end` when nothing follows."""
    if at_end and "flow" in context:
        return _UNCLOSED
    by_context = (plain for words, plain in _BY_CONTEXT.items() if context.endswith(words))
    by_problem = (plain for words, plain in _BY_PROBLEM.items() if words in problem)
    fallback = _BLOCK if "block scalar" in context else _INDENTED if "block" in context else _REST
    return next(by_context, None) or next(by_problem, fallback)
