"""How does text reach the reader, whatever the reader is: a terminal, a pipe, a screen reader, a log?

The only user of rich, and only for a table on a terminal. Whatever a person wrote goes through `escape` first:
it may hold control characters, and nothing in it is markup.
"""

import functools
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

PIPE_WIDTH = 100
_HOSTILE = (
    *range(0x20),  # C0 controls, the escape character among them
    *range(0x7F, 0xA0),
    0x061C,
    *range(0x200E, 0x2010),  # marks, embeddings, overrides and isolates of writing direction
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    *range(0xD800, 0xE000),  # lone surrogates: bytes that were no text
)


@functools.cache
def _escapes() -> dict[int, str]:
    """How each hostile character is shown; built when first needed."""
    return {point: f"\\x{point:02x}" if point < 0x100 else f"\\u{point:04x}" for point in _HOSTILE}


def escape(text: str, *, lines: bool = False) -> str:
    """The text with every character that could move the cursor or turn the writing round made visible.

    Line breaks are kept with `lines`, and otherwise become spaces.
    """
    parts = [part.translate(_escapes()) for part in (text.split("\n") if lines else text.splitlines())]
    return ("\n" if lines else " ").join(parts)


def out(text: str, *, end: str = "\n") -> None:
    """A result, to stdout. When nobody reads on, the command still ends with its own exit code."""
    _write(sys.stdout, text + end)


def raw(data: bytes) -> None:
    """A result that is no text, to stdout as it is."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        mute(sys.stdout)


def prose(text: str, *styles: str, indent: int = 0, hanging: int | None = None) -> None:
    """A paragraph of results, escaped: wrapped between words on a terminal, a line of its own from a pipe.

    Further lines stand in by `hanging` columns more: two where the paragraph is indented, for it is an entry of a list.
    """
    whole = " " * indent + escape(text)
    if is_terminal(sys.stdout) and len(whole) > width():
        import textwrap

        further = indent + ((2 if indent else 0) if hanging is None else hanging)
        whole = textwrap.fill(whole, width(), subsequent_indent=" " * further, break_on_hyphens=False)
    out(style(whole, *styles) if styles else whole)


def say(text: str) -> None:
    """Talk, to stderr."""
    _write(sys.stderr, text + "\n")


def ask(prompt: str) -> str:
    """A line typed in answer; the prompt is talk and goes to stderr.

    Raises:
        EOFError: the input has ended.
    """
    _write(sys.stderr, prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\r\n")


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        mute(stream)


def mute(stream: TextIO) -> None:
    """Send what is still to come, and what is buffered, nowhere: the other end of the pipe is closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def is_terminal(stream: TextIO) -> bool:
    """Whether a person sits at the other end: not a pipe, not a file, not a log."""
    return stream.isatty()


def _coloured(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


_STYLES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "green": "32", "blue": "34"}


def style(text: str, *names: str, stream: TextIO | None = None) -> str:
    """The text in these styles, where the stream (stdout) shows them; meaning never hangs on a style."""
    if not _coloured(stream or sys.stdout):
        return text
    return f"\x1b[{';'.join(_STYLES[name] for name in names)}m{text}\x1b[0m"


def width() -> int:
    """Columns to write in: the terminal's, or a fixed number for a pipe."""
    if not is_terminal(sys.stdout):
        return PIPE_WIDTH
    import shutil

    return max(shutil.get_terminal_size((80, 24)).columns, 40)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, title: str = "") -> None:
    """A table on stdout: ruled on a terminal, aligned columns of plain text from a pipe. Cells are escaped."""
    cells = [[escape(cell) for cell in row] for row in rows]
    render = _ruled if is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb" else _plain
    text = render([escape(heading) for heading in headings], cells)
    if title:
        prose(title, "bold")
    out(text, end="")


def _ruled(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """By rich, into a string: `Text` cells, so that `[red]` in a remark stays what it is."""
    import io

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    coloured = _coloured(sys.stdout)
    drawn = (sys.stdout.encoding or "").lower().startswith("utf")
    rules = box.SIMPLE_HEAD if drawn else box.ASCII_DOUBLE_HEAD
    sheet = Table(box=rules, pad_edge=False, padding=(0, 1, 0, 0))
    edges = 2  # one column wide each, like the rule between two columns, which has a blank beside it
    for heading, length in zip(headings, _lengths(headings, rows, width() - edges), strict=True):
        sheet.add_column(Text(heading), width=length, overflow="fold")
    for row in rows:
        sheet.add_row(*(Text(cell) for cell in row))
    text = io.StringIO()
    Console(file=text, width=width(), force_terminal=coloured, no_color=not coloured, legacy_windows=False).print(sheet)
    return text.getvalue()


def _plain(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns two spaces apart under a dashed rule, long cells wrapped."""
    import textwrap

    lengths = _lengths(headings, rows, width())
    lines: list[str] = []
    for row in (headings, ["-" * length for length in lengths], *rows):
        wrapped = [textwrap.wrap(cell, length) or [""] for cell, length in zip(row, lengths, strict=True)]
        for number in range(max(map(len, wrapped))):
            parts = [cell[number] if number < len(cell) else "" for cell in wrapped]
            lines.append("  ".join(f"{part:{length}}" for part, length in zip(parts, lengths, strict=True)).rstrip())
    return "\n".join(lines) + "\n"


def _lengths(headings: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is, so that an id can be read and typed."""
    columns = list(zip(headings, *rows, strict=True))
    words = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    return _share_out([max(map(len, column)) for column in columns], words, room)


def _share_out(wanted: list[int], words: list[int], room: int) -> list[int]:
    """Column widths that fit the room: the widest gives way first, one column at a time, and words break last."""
    lengths = [max(length, 1) for length in wanted]
    for least in (words, [4] * len(words)):
        while sum(lengths) + 2 * (len(lengths) - 1) > room:
            spare = [length if length > low else 0 for length, low in zip(lengths, least, strict=True)]
            if not any(spare):
                break
            lengths[spare.index(max(spare))] -= 1
    return lengths
