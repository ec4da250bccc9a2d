"""Entry point of the command ``guestcore`` and of its helper processes."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; return the exit code."""
    if sys.argv[1:2] == ["_decode-blocks"]:
        # A helper that expands compressed memory: many of them run at once, so
        # they must not pay for the imports of the whole program.
        from guestcore.files import decode_worker

        return decode_worker.main()
    try:
        from guestcore import cli

        return cli.main(sys.argv[1:])
    except KeyboardInterrupt:  # Ctrl-C before the command line was ready
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
