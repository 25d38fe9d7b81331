"""How is a process killed at one certain write point?

A write point lies before and after each call that changes the disk, and in the middle of each write, when half of it
has gone out. SIGKILL leaves no time to tidy up.
"""

import os
from pathlib import Path

from pbp_assess.cli.app import run

# What the process to be killed does first; `HOOK.format(number=7)` kills it at the seventh.
HOOK = """
import os, signal
left = [{number}]
def point():
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
def around(name):
    call = getattr(os, name)
    def counted(*words, **named):
        point()
        done = call(*words, **named)
        point()
        return done
    setattr(os, name, counted)
for name in ("fsync", "replace", "link", "unlink", "rename", "chmod", "mkdir"):
    around(name)
plain_open, plain_fdopen = os.open, os.fdopen
def open_(path, flags, *words, **named):
    if flags & os.O_CREAT:
        point()
    done = plain_open(path, flags, *words, **named)
    if flags & os.O_CREAT:
        point()
    return done
class Torn:
    def __init__(self, file):
        self.file = file
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.file.close()
    def __getattr__(self, name):
        return getattr(self.file, name)
    def write(self, data):
        half = len(data) // 2
        self.file.write(data[:half])
        self.file.flush()
        point()
        self.file.write(data[half:])
        point()
def fdopen(descriptor, mode="r", *words, **named):
    file = plain_fdopen(descriptor, mode, *words, **named)
    return Torn(file) if mode == "wb" else file
os.open, os.fdopen = open_, fdopen
"""


def killed_at(number: int, words: list[str]) -> int:
    """Run a command in a process that is killed at this write point; -9, or its code where it got through."""
    child = os.fork()
    if not child:  # nothing of the test may run on in here
        code = 70
        try:
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            exec(HOOK.format(number=number), {})  # noqa: S102  (our own text)
            code = run(words)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def left_behind(root: Path) -> dict[str, bytes]:
    """Every file that anything reads: hidden ones are what a killed session leaves, and are swept up later."""
    paths = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
