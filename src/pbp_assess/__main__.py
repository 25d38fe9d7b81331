"""What is answered before anything slow is loaded?

`--version` and the root `--help` are printed from text; everything else goes to the shell.
"""

import sys


def main() -> int:
    """The console script's way in: the exit code of the command line."""
    from pbp_assess.cli.app import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
