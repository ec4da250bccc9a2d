"""vmss2core's command lines: made, shown, edited, read back."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guestcore.engines import (
    DumpKind,
    command_line,
    default_kind,
    format_command,
    parse_command,
)
from guestcore.errors import ErrorKind, GuestCoreError
from guestcore.model import GuestOs, KernelInfo

ENGINE, STATE, MEMORY = (
    Path(f"/vm/{name}") for name in ("vmss2core", "a.vmss", "b.vmem")
)
ARGUMENTS = st.lists(
    st.text(
        st.one_of(
            st.sampled_from(" \t\"'\\-$`&|;<>*?%^!~#()"),
            st.characters(exclude_characters="\0", exclude_categories=["Cs"]),
        ),
        max_size=8,
    ),
    min_size=1,
    max_size=5,
).filter(lambda arguments: arguments[0])


@pytest.mark.parametrize(
    ("kind", "option", "suffix", "is_windows"),
    [
        (DumpKind.LINUX_26, "-N6", ".core", False),
        (DumpKind.LINUX, "-N", ".core", False),
        (DumpKind.PHYSICAL, "-M", ".core", False),
        (DumpKind.WINDBG, "-W", ".dmp", True),
        (DumpKind.WINDBG_8, "-W8", ".dmp", True),
    ],
)
def test_each_kind_has_its_option_and_suffix(kind, option, suffix, is_windows):
    assert (kind.value, kind.suffix, kind.is_windows) == (option, suffix, is_windows)
    command = command_line(ENGINE, kind, STATE, None)
    assert command[1:-1] == (option,)


@pytest.mark.parametrize(
    ("kernel", "kind"),
    [
        (None, DumpKind.PHYSICAL),
        (KernelInfo(GuestOs.LINUX), DumpKind.LINUX_26),
        (KernelInfo(GuestOs.WINDOWS), DumpKind.WINDBG_8),
        (KernelInfo(GuestOs.WINDOWS, osrelease="10.0.19041"), DumpKind.WINDBG_8),
        (KernelInfo(GuestOs.WINDOWS, osrelease="6.2.9200"), DumpKind.WINDBG_8),
        (KernelInfo(GuestOs.WINDOWS, osrelease="6.1.7601"), DumpKind.WINDBG),
        (KernelInfo(GuestOs.WINDOWS, osrelease="5.1"), DumpKind.WINDBG),
        (KernelInfo(GuestOs.WINDOWS, osrelease="?"), DumpKind.WINDBG_8),
    ],
)
def test_the_kind_follows_from_the_kernel_that_was_found(kernel, kind):
    assert default_kind(kernel) is kind


def test_the_memory_file_follows_the_state_file():
    command = command_line(ENGINE, DumpKind.LINUX, STATE, MEMORY)
    assert command[-2:] == tuple(os.path.abspath(path) for path in (STATE, MEMORY))


def test_memory_in_the_state_file_is_not_named_again():
    command = command_line(ENGINE, DumpKind.LINUX, STATE, STATE)
    assert command[-1] == os.path.abspath(STATE)
    assert len(command) == 3


def test_names_are_absolute_for_it_runs_elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = (Path("engines/vmss2core"), Path("-N.vmss"), Path("a.vmem"))
    command = command_line(names[0], DumpKind.LINUX, *names[1:])
    assert command == (
        str(tmp_path / names[0]),
        "-N",
        str(tmp_path / names[1]),
        str(tmp_path / names[2]),
    )


@given(ARGUMENTS)
@pytest.mark.parametrize("windows", [False, True])
def test_what_is_shown_is_read_back_as_it_was(windows, arguments):
    text = format_command(arguments, windows=windows)
    assert parse_command(text, windows=windows) == tuple(arguments)


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX reads it")
@given(ARGUMENTS)
def test_a_shell_reads_the_shown_text_the_same_way(arguments):
    program = "import sys; sys.stdout.write(ascii(sys.argv[1:]))"
    text = format_command([sys.executable, "-c", program, *arguments], windows=False)
    done = subprocess.run(text, shell=True, check=True, capture_output=True, text=True)
    assert done.stdout == ascii(arguments)


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        (r'"C:\a b\vmss2core.exe" -W8 a', [r"C:\a b\vmss2core.exe", "-W8", "a"]),
        ("C:\\vmss2core.exe  -W8\ta.vmss ", [r"C:\vmss2core.exe", "-W8", "a.vmss"]),
        (r'x "a b"c', ["x", "a bc"]),
        (r'x \"a', ["x", '"a']),
        (r'x "C:\folder\\"', ["x", "C:\\folder\\"]),
        (r'x a\\\"b', ["x", r"a\"b"]),
        (r'x "a""b"', ["x", 'a"b']),
        (r'x ""', ["x", ""]),
        (r"x it's", ["x", "it's"]),
    ],
)  # fmt: skip
def test_windows_own_rules_are_kept(text, arguments):
    assert parse_command(text, windows=True) == tuple(arguments)


@pytest.mark.parametrize("windows", [False, True])
@pytest.mark.parametrize("text", ["", "   ", '"', 'vmss2core "a', '"" -N', "a\0b"])
def test_what_is_no_command_is_refused_with_advice(text, windows):
    with pytest.raises(GuestCoreError) as caught:
        parse_command(text, windows=windows)
    assert caught.value.kind is ErrorKind.INPUT
    assert caught.value.hint


def test_nothing_is_expanded():
    text = "vmss2core $HOME `id` *.vmss a;b > c"
    expected = ("vmss2core", "$HOME", "`id`", "*.vmss", "a;b", ">", "c")
    assert parse_command(text, windows=False) == expected


@pytest.mark.parametrize("windows", [False, True])
def test_a_line_that_no_system_takes_is_refused_not_cut(windows):
    assert parse_command("x" * 32_768, windows=windows)
    with pytest.raises(GuestCoreError, match="longer than 32768 characters"):
        parse_command("x " * 16_385, windows=windows)
