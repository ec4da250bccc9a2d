import pytest

from tests.builders.vmrun_standin import make_standin


@pytest.fixture
def make(tmp_path):
    return lambda **settings: make_standin(tmp_path, **settings)


@pytest.fixture
def standin(tmp_path):
    return make_standin(tmp_path)
