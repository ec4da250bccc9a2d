"""How tests are spread over processes: those of one guest stay together."""

import re

from tests.lab.guests import GUESTS

_NAMES = sorted((spec.name for spec in GUESTS), key=len, reverse=True)
_GUEST = re.compile(rf"\[({'|'.join(_NAMES)})[-\]]")


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
