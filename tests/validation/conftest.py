import pytest

from tests.validation import subjects


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> subjects.Made:
    """A guest with its core; whoever patches the core restores it."""
    made = subjects.make(tmp_path_factory.mktemp("made"))
    yield made
    made.guest.close()


@pytest.fixture
def own(made, tmp_path) -> subjects.Made:
    """The same with a core that may be damaged for good."""
    return made.copy(tmp_path)
