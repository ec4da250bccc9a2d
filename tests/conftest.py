"""How tests are spread over processes, and the signals that they start with.

Tests of one guest stay together.
"""

import re
import signal

from tests.lab.guests import GUESTS

_NAMES = sorted((spec.name for spec in GUESTS), key=len, reverse=True)
_GUEST = re.compile(rf"\[({'|'.join(_NAMES)})[-\]]")

# Whoever starts the tests may ignore signals (nohup, some CI runners), and children
# inherit that: a helper "killed" by SIGTERM would live on.
for _name, _handler in (
    ("SIGINT", signal.default_int_handler),
    ("SIGTERM", signal.SIG_DFL),
    ("SIGHUP", signal.SIG_DFL),
):
    if signal.getsignal(getattr(signal, _name, signal.SIGINT)) is signal.SIG_IGN:
        signal.signal(getattr(signal, _name), _handler)


def pytest_xdist_make_scheduler(config, log):
    """Group by the guest's name, the first part of a test's parameters.

    A guest is booted, wrapped and converted once for all its tests. The mark
    xdist_group would say the same, but has no effect with pytest 9.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByGuest(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            found = _GUEST.search(nodeid)
            return found[1] if found else nodeid

    return ByGuest(config, log)
