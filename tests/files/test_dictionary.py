"""Settings files as VMware and as strangers write them."""

import os
import time

import pytest

from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.files.dictionary import (
    MAX_ENTRIES,
    MAX_SIZE,
    parse_dictionary,
    read_dictionary,
)


def name_of(text: str, encoding: str, declared: str | None) -> str:
    head = f'.encoding = "{declared}"\n' if declared else ""
    data = head.encode() + f'displayName = "{text}"\n'.encode(encoding)
    return parse_dictionary(data)["displayname"]


def test_a_usual_file():
    data = (
        b"#!/usr/bin/vmware\r\n"
        b'.encoding = "UTF-8"\r\n'
        b'config.version = "8"\r\n'
        b"\r\n"
        b'# displayName = "old"\r\n'
        b'displayName = "Web server"\r\n'
        b'checkpoint.vmState = ""\r\n'
        b'checkpoint.vmState.readOnly = "FALSE"\r\n'
    )
    assert parse_dictionary(data) == {
        ".encoding": "UTF-8",
        "config.version": "8",
        "displayname": "Web server",
        "checkpoint.vmstate": "",
        "checkpoint.vmstate.readonly": "FALSE",
    }


@pytest.mark.parametrize(
    ("line", "value"),
    [
        pytest.param('a = "x"', "x", id="usual"),
        pytest.param('  A="x"  ', "x", id="blanks and case"),
        pytest.param("a = x y", "x y", id="no quotes"),
        pytest.param("a = 512 # MiB", "512", id="no quotes, then a comment"),
        pytest.param('a = "x#y" # z', "x#y", id="hash inside quotes"),
        pytest.param('a = "x=y"', "x=y", id="equals sign inside quotes"),
        pytest.param('a = "x', "x", id="quote never closed"),
        pytest.param("a =", "", id="nothing"),
        pytest.param('a = "C:\\VMs\\x.vmx"', "C:\\VMs\\x.vmx", id="backslashes"),
        pytest.param('a = "|22win10|22"', '"win10"', id="escaped quotes"),
        pytest.param('a = "one|0Atwo|0D"', "one\ntwo\r", id="escaped line ends"),
        pytest.param('a = "|7C22"', "|22", id="an escaped bar escapes nothing"),
        pytest.param('a = "|7c"', "|", id="lower-case digits"),
        pytest.param('a = "x|"', "x|", id="lone bar"),
        pytest.param('a = "x|zz"', "x|zz", id="bar without digits"),
        pytest.param('a = "|C3|A4"', "ä", id="escaped bytes of one character"),
        pytest.param('a = "|E4"', "\udce4", id="escaped byte that is no text"),
        pytest.param('a = "x\x0by\u2028z\x85"', "x\x0by\u2028z\x85", id="no line ends"),
    ],
)
def test_values(line, value):
    assert parse_dictionary(line.encode()) == {"a": value}


def test_of_two_settings_with_one_key_the_first_counts():
    assert parse_dictionary(b'a = "1"\nA = "2"\n') == {"a": "1"}


def test_lines_that_are_no_setting_are_passed_over():
    assert parse_dictionary(b'junk\n= "x"\n\xff\xfe\x00\n\n"\na = "1"') == {"a": "1"}


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        pytest.param("Büro 東京", "utf-8", "UTF-8", id="UTF-8"),
        pytest.param("Büro", "utf-8-sig", None, id="byte order mark"),
        pytest.param("Büro", "utf-8", None, id="nothing declared"),
        pytest.param("服务器", "gbk", "GBK", id="GBK"),
        pytest.param("サーバー表ソポ①", "cp932", "Shift_JIS", id="Shift_JIS"),
        pytest.param("サーバー", "cp932", "windows-932", id="its Windows number"),
        pytest.param("Straße €", "cp1252", "windows-1252", id="Western Europe"),
        pytest.param("сервер", "cp1251", "WINDOWS-1251", id="Cyrillic"),
        pytest.param("서버", "cp949", "windows-949", id="Korean"),
        pytest.param("伺服器", "big5", "Big5", id="traditional Chinese"),
        pytest.param("Büro", "utf-8", "no-such-codec", id="unknown, is UTF-8"),
        pytest.param("Büro", "latin-1", "no-such-codec", id="unknown, is not UTF-8"),
        pytest.param("Büro", "latin-1", None, id="nothing declared, not UTF-8"),
    ],
)
def test_encodings(text, encoding, declared):
    if encoding == "utf-8-sig":
        data = f'displayName = "{text}"'.encode(encoding)
        assert parse_dictionary(data) == {"displayname": text}
    else:
        assert name_of(text, encoding, declared) == text


def test_the_encoding_is_found_behind_a_first_line_and_in_any_case():
    data = b'#!/usr/bin/vmware\n.ENCODING="windows-1252"\r\na = "\x80"'
    assert parse_dictionary(data)["a"] == "€"


@pytest.mark.parametrize(
    "declared",
    [
        "zip", "zlib", "bz2", "hex", "base64", "rot13", "idna", "punycode", "utf-7",
        "unicode_escape", "raw_unicode_escape", "utf-16", "cp037", "undefined", "mbcs",
        "aliases", "..", "a" * 40, "_" * 40,
    ],
)  # fmt: skip
def test_only_codecs_of_text_are_used(declared):
    assert name_of(r"Bü\x41+AEE-", "utf-8", declared) == r"Bü\x41+AEE-"


def test_bytes_that_are_not_utf8_stay_what_the_file_system_calls_them():
    data = b'.encoding = "UTF-8"\ncheckpoint.vmState = "caf\xe9.vmss"'
    name = parse_dictionary(data)["checkpoint.vmstate"]
    assert name.encode("utf-8", "surrogateescape") == b"caf\xe9.vmss"


def test_bytes_that_the_declared_encoding_lacks_are_replaced():
    data = b'.encoding = "windows-1252"\na = "x\x81y"'
    assert parse_dictionary(data)["a"] == "x\ufffdy"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"a=b\n" * 1_000_000, id="one setting a million times"),
        pytest.param(b"\n" * MAX_SIZE, id="only line ends"),
        pytest.param(b"=" * MAX_SIZE, id="only equals signs"),
        pytest.param(b"a" * MAX_SIZE, id="one line without end"),
        pytest.param(b" " * (MAX_SIZE - 1) + b"=", id="only blanks"),
        pytest.param(b"a=" + b"|22" * (MAX_SIZE // 3), id="only escapes"),
        pytest.param(b"a=" + b"|22x" * (MAX_SIZE // 4), id="escapes one by one"),
        pytest.param(b'a="' + b'"' * MAX_SIZE, id="only quotes"),
        pytest.param(b".encoding" * (MAX_SIZE // 9), id="the encoding over and over"),
        pytest.param(b"\t" * (64 << 10) + b".encoding = ", id="blanks before it"),
        pytest.param(b'.encoding="gbk"\n' + b"\x81" * MAX_SIZE, id="half characters"),
        pytest.param(bytes(MAX_SIZE), id="zeros"),
    ],
)
def test_hostile_text_ends_soon(data):
    start = time.process_time()
    assert len(parse_dictionary(data)) <= 2
    assert time.process_time() - start < 2


def test_too_many_settings_are_damage():
    lines = "".join(f"{n:x}=\n" for n in range(MAX_ENTRIES + 1))
    start = time.monotonic()
    with pytest.raises(GuestCoreError) as caught:
        parse_dictionary(lines.encode())
    assert caught.value.kind is ErrorKind.DAMAGED
    assert time.monotonic() - start < 2


def test_a_file_is_read_whole(tmp_path):
    path = tmp_path / "a.vmx"
    path.write_bytes(b'.encoding = "UTF-8"\n' + b"#" * (1 << 20) + b'\nmemsize = "64"')
    assert read_dictionary(path)["memsize"] == "64"


def test_an_empty_file_holds_no_setting(tmp_path):
    path = tmp_path / "a.vmsd"
    path.touch()
    assert read_dictionary(path) == {}


def test_a_file_that_is_too_long_is_not_read(tmp_path):
    path = tmp_path / "a.vmx"
    path.touch()
    os.truncate(path, MAX_SIZE + 1)
    with pytest.raises(GuestCoreError) as caught:
        read_dictionary(path)
    assert caught.value.kind is ErrorKind.DAMAGED
    assert str(path) in caught.value.message
    assert str(MAX_SIZE) in caught.value.message


def test_absent_files_and_folders_are_no_dictionaries(tmp_path):
    for path in (tmp_path, tmp_path / "absent.vmx"):
        with pytest.raises(GuestCoreError) as caught:
            read_dictionary(path)
        assert caught.value.kind is ErrorKind.INPUT
