import pytest

from guestcore.report.units import (
    count_text,
    rate_text,
    size_text,
    time_left_text,
    time_text,
)
from guestcore.sentence import translated


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (1023, "1023 bytes"),
        (1024, "1 KiB"),
        (1536, "1.5 KiB"),
        (3 << 30, "3 GiB"),
        ((6 << 30) + (307 << 20), "6.3 GiB"),
        (1 << 40, "1 TiB"),
        (150 << 40, "150 TiB"),
        (5 << 60, "5120 PiB"),
    ],
)
def test_size(size, text):
    assert size_text(size) == text


def test_count():
    assert count_text(1, "region") == "1 region"
    assert count_text(0, "region") == "0 regions"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-1, "0.0 s"),
        (0.44, "0.4 s"),
        (59.94, "59.9 s"),
        (59.96, "1 min 0 s"),
        (190, "3 min 10 s"),
        (3599.6, "1 h 0 min"),
        (7500, "2 h 5 min"),
    ],
)
def test_time(seconds, text):
    assert time_text(seconds) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0, "0 bytes/s"),
        (1.4 * (1 << 30), "1.4 GiB/s"),
        (-5, "0 bytes/s"),
        (float("nan"), "0 bytes/s"),
        (float("inf"), "0 bytes/s"),
    ],
)
def test_rate(rate, text):
    assert rate_text(rate) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-3, "a few seconds"),
        (0, "a few seconds"),
        (9.9, "a few seconds"),
        (12, "about 10 s"),
        (37, "about 40 s"),
        (54.9, "about 50 s"),
        (56, "about 1 min"),
        (130, "about 2 min"),
        (11 * 60, "about 10 min"),
        (58 * 60, "about 1 h"),
        (82 * 60, "about 1 h 20 min"),
        (10.8 * 3600, "about 11 h"),
        (3 * 86_400, "more than two days"),
        (float("inf"), "more than two days"),
        (float("nan"), "more than two days"),
    ],
)
def test_time_left_is_rounded(seconds, text):
    assert time_left_text(seconds) == text


def test_another_language_has_its_own_decimal_sign():
    german = {"{whole}.{tenth} {unit}": "{whole},{tenth} {unit}"}

    def translate(template):
        return german.get(template, template)

    assert translated(size_text(1536), translate) == "1,5 KiB"
    assert translated(rate_text(1536), translate) == "1,5 KiB/s"
