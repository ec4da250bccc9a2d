"""Names of guest systems, as people know them."""

import pytest

from guestcore.machines.guest_systems import guest_os_name

KNOWN = {
    "debian12-64": "Debian 12 (64-bit)",
    "debian12": "Debian 12",
    "windows11-64": "Windows 11 (64-bit)",
    "windows9-64": "Windows 10 (64-bit)",
    "windows8srv-64": "Windows Server 2012 (64-bit)",
    "windows8Server-64": "Windows Server 2012 (64-bit)",
    "windows9srv-64": "Windows Server 2016 (64-bit)",
    "windows2019srvNext-64": "Windows Server 2022 (64-bit)",
    "windows2022srvNext-64": "Windows Server 2025 (64-bit)",
    "windows7": "Windows 7",
    "winxppro": "Windows XP Professional",
    "winXPPro-64": "Windows XP Professional (64-bit)",
    "longhorn-64": "Windows Server 2008 (64-bit)",
    "other5xlinux-64": "Linux 5.x (64-bit)",
    "other26xlinux": "Linux 2.6",
    "other6xlinux-64": "Linux 6.x (64-bit)",
    "other": "Other",
    "other-64": "Other (64-bit)",
    "rhel8-64": "Red Hat Enterprise Linux 8 (64-bit)",
    "ubuntu-64": "Ubuntu (64-bit)",
    "ubuntu": "Ubuntu",
    "centos-64": "CentOS 4 or 5 (64-bit)",
    "centos9-64": "CentOS 9 (64-bit)",
    "sles15-64": "SUSE Linux Enterprise 15 (64-bit)",
    "opensuse-64": "openSUSE (64-bit)",
    "amazonlinux2-64": "Amazon Linux 2 (64-bit)",
    "FreeBSD14-64": "FreeBSD 14 (64-bit)",
    "solaris11-64": "Solaris 11 (64-bit)",
    "vmkernel": "VMware ESX 4",
    "vmkernel65": "VMware ESXi 6.5",
    "vmkernel7": "VMware ESXi 7",
    "darwin10-64": "Mac OS X 10.6 (64-bit)",
    "darwin14-64": "OS X 10.10 (64-bit)",
    "darwin19-64": "macOS 10.15 (64-bit)",
    "darwin20-64": "macOS 11 (64-bit)",
    "darwin24-64": "macOS 15 (64-bit)",
    "darwin25-64": "macOS 26 (64-bit)",
    "arm-ubuntu-64": "Ubuntu (64-bit ARM)",
    "arm-windows11-64": "Windows 11 (64-bit ARM)",
    "rhel8_64Guest": "Red Hat Enterprise Linux 8 (64-bit)",
    "winNetStandard64Guest": "Windows Server 2003 Standard (64-bit)",
    "windows7Server64Guest": "Windows Server 2008 R2 (64-bit)",
    "ubuntuGuest": "Ubuntu",
}


@pytest.mark.parametrize("code", KNOWN)
def test_a_code_has_the_name_that_people_use(code):
    assert guest_os_name(code) == KNOWN[code]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("plan9-64", "Plan 9 (64-bit)"),
        ("haiku", "Haiku"),
        ("beos-r5-64", "Beos r 5 (64-bit)"),
        ("darwin7", "Darwin"),
    ],
)
def test_an_unknown_code_is_made_readable(code, name):
    assert guest_os_name(code) == name


@pytest.mark.parametrize(
    "text", ["", "-64", "guest", "_", "a b", "\u202egnp", "x" * 65, "<b>64</b>", "ä"]
)
def test_what_is_no_code_stays_as_it_is(text):
    assert guest_os_name(text) == text


@pytest.mark.parametrize(
    "text", ["64", "-", "arm-", "arm--64", "64Guest", "darwin" + "9" * 50]
)
def test_odd_codes_have_some_name(text):
    assert guest_os_name(text)
