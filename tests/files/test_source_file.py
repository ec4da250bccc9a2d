"""A source file may change under us: then that is what is said."""

import os

import pytest

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.source_file import SourceFile


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "guest.vmem"
    path.write_bytes(bytes(range(256)) * 32)
    return path


def test_reading_behind_the_end_is_truncation(path):
    with SourceFile(path) as file, pytest.raises(GuestCoreError) as caught:
        file.read_at(8000, 1000)
    assert caught.value.kind is ErrorKind.TRUNCATED
    assert "the file has 8192" in caught.value.message


def test_a_file_that_shrinks_while_it_is_read_has_changed(path):
    with SourceFile(path) as file:
        os.truncate(path, 4096)
        assert file.read_at(0, 4096)
        with pytest.raises(GuestCoreError) as caught:
            file.read_at(4000, 200)
        assert file.has_changed()
    assert caught.value.kind is ErrorKind.SOURCE_CHANGED
    assert "became shorter" in caught.value.message


def test_a_file_that_was_replaced_has_changed(path, tmp_path):
    with SourceFile(path) as file:
        assert not file.has_changed()
        other = tmp_path / "other"
        other.write_bytes(path.read_bytes())
        other.replace(path)
        assert file.has_changed()
