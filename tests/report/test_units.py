import pytest

from guestcore.report.units import count_text, seconds_text, size_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1023, "1023 bytes"),
        (1024, "1 KiB"),
        (1536, "1.5 KiB"),
        (3 << 30, "3 GiB"),
        ((6 << 30) + (307 << 20), "6.3 GiB"),
        (1 << 40, "1 TiB"),
    ],
)
def test_size(size, text):
    assert size_text(size) == text


def test_count():
    assert count_text(1, "region") == "1 region"
    assert count_text(0, "region") == "0 regions"


def test_seconds():
    assert seconds_text(0.44) == "0.4 s"
    assert seconds_text(190) == "3 min 10 s"
