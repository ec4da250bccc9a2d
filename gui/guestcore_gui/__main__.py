"""Entry point of ``guestcore-gui``, and of the helper processes when frozen."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the desktop; return the exit code."""
    if sys.argv[1:2] == ["_decode-blocks"]:
        # A helper that expands compressed memory: it must not pay for Qt.
        from guestcore.files import decode_worker

        return decode_worker.main()
    from guestcore_gui.start import start

    return start(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
