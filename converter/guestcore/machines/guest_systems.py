"""What people call a guest system that a .vmx names by a code [kb].

Codes are a family, perhaps a version, and ``-64``; ``arm-`` begins those of ARM.
"""

from __future__ import annotations

import re

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_VERSIONED = re.compile(r"([a-z]+)(\d*)")
_APART = re.compile(r"(?<=[a-z])(?=\d)")

_NAMES = {
    "dos": "MS-DOS",
    "os2": "OS/2",
    "other": "Other",
    "linux": "Linux",
    "otherlinux": "Other Linux",
    "genericlinux": "Linux",
    "other24xlinux": "Linux 2.4",
    "other26xlinux": "Linux 2.6",
    "redhat": "Red Hat Linux",
    "centos": "CentOS 4 or 5",
    "sles": "SUSE Linux Enterprise 8 or 9",
    "oraclelinux": "Oracle Linux 4 or 5",
    "amazonlinux3": "Amazon Linux 2023",
    "vmwarephoton": "VMware Photon OS",
    "nld9": "Novell Linux Desktop 9",
    "oes": "Novell Open Enterprise Server",
    "sjds": "Sun Java Desktop System",
    "unixware7": "SCO UnixWare 7",
    "openserver5": "SCO OpenServer 5",
    "openserver6": "SCO OpenServer 6",
    "vmkernel": "VMware ESX 4",
    "vmkernel65": "VMware ESXi 6.5",
    "crxpod1": "VMware CRX Pod",
    "crxsys1": "VMware CRX",
    "win31": "Windows 3.1",
    "win95": "Windows 95",
    "win98": "Windows 98",
    "winme": "Windows Me",
    "winnt": "Windows NT",
    "win2000": "Windows 2000",
    "win2000pro": "Windows 2000 Professional",
    "win2000serv": "Windows 2000 Server",
    "win2000advserv": "Windows 2000 Advanced Server",
    "winxphome": "Windows XP Home",
    "winxppro": "Windows XP Professional",
    "winnetweb": "Windows Server 2003 Web",
    "winnetstandard": "Windows Server 2003 Standard",
    "winnetenterprise": "Windows Server 2003 Enterprise",
    "winnetdatacenter": "Windows Server 2003 Datacenter",
    "winnetbusiness": "Windows Small Business Server 2003",
    "winvista": "Windows Vista",
    "longhorn": "Windows Server 2008",
    "winlonghorn": "Windows Server 2008",
    "windows7srv": "Windows Server 2008 R2",
    "windows8srv": "Windows Server 2012",
    "windows9": "Windows 10",
    "windows9srv": "Windows Server 2016",
    "windows2019srv": "Windows Server 2019",
    "windows2019srvnext": "Windows Server 2022",
    "windows2022srvnext": "Windows Server 2025",
    "windowshyperv": "Microsoft Hyper-V",
    "darwin": "Mac OS X 10.5",
}
"""Codes without ``-64`` whose names are not made of family and version."""

_FAMILIES = {
    "almalinux": "AlmaLinux",
    "amazonlinux": "Amazon Linux",
    "asianux": "Asianux",
    "centos": "CentOS",
    "coreos": "CoreOS",
    "debian": "Debian",
    "ecomstation": "eComStation",
    "fedora": "Fedora",
    "flatcar": "Flatcar",
    "freebsd": "FreeBSD",
    "kylinlinux": "Kylin Linux",
    "mandrake": "Mandrake",
    "mandriva": "Mandriva",
    "miraclelinux": "MIRACLE LINUX",
    "netware": "Novell NetWare",
    "opensuse": "openSUSE",
    "oraclelinux": "Oracle Linux",
    "pardus": "Pardus",
    "prolinux": "ProLinux",
    "rhel": "Red Hat Enterprise Linux",
    "rockylinux": "Rocky Linux",
    "sles": "SUSE Linux Enterprise",
    "solaris": "Solaris",
    "suse": "SUSE Linux",
    "turbolinux": "Turbolinux",
    "ubuntu": "Ubuntu",
    "vmkernel": "VMware ESXi",
    "windows": "Windows",
}
_OTHER_LINUX = re.compile(r"other(\d+)xlinux")
_MAC_OS_X = range(10, 20)
"""Versions of darwin; 10 is Mac OS X 10.6."""
_MAC_OS_11 = 20
_FIRST_NAMED_BY_YEAR = 25
"""Of darwin: it is macOS 26."""


def guest_os_name(code: str) -> str:
    """Return such as ``Debian 12 (64-bit)`` for ``debian12-64``.

    A code that we do not know is made readable; what is no code is returned as it
    is. It may be any text: escape it for display.
    """
    if _CODE.fullmatch(code) is None:
        return code
    plain = code.lower().removesuffix("guest").replace("_", "-").rstrip("-")
    is_arm = plain.startswith("arm-")
    plain = plain.removeprefix("arm-")
    # vSphere writes winNetStandard64Guest, and server for srv
    is_64bit = plain.endswith("-64") or (code.endswith("64Guest") and plain != "64")
    plain = plain.removesuffix("64").rstrip("-") if is_64bit else plain
    name = _name(plain.replace("server", "srv") if "windows" in plain else plain)
    if name is None:
        return code
    if is_arm:
        return f"{name} (64-bit ARM)" if is_64bit else f"{name} (ARM)"
    return f"{name} (64-bit)" if is_64bit else name


def _name(plain: str) -> str | None:
    """Return the name of a code in lower case, without what tells the processor."""
    if plain in _NAMES:
        return _NAMES[plain]
    linux = _OTHER_LINUX.fullmatch(plain)
    if linux is not None:
        return f"Linux {linux[1]}.x"
    versioned = _VERSIONED.fullmatch(plain)
    if versioned is None:
        return _APART.sub(" ", plain.replace("-", " ")).capitalize() or None
    family, version = versioned[1], versioned[2]
    if family == "darwin":
        return _macos(int(version))
    name = _FAMILIES.get(family, family.capitalize())
    return f"{name} {version}" if version else name


def _macos(darwin: int) -> str:
    if darwin in _MAC_OS_X:
        minor = darwin - 4
        family = "Mac OS X" if minor < 8 else "OS X" if minor < 12 else "macOS"
        return f"{family} 10.{minor}"
    if darwin >= _FIRST_NAMED_BY_YEAR:
        return f"macOS {darwin + 1}"
    return f"macOS {darwin - _MAC_OS_11 + 11}" if darwin >= _MAC_OS_11 else "Darwin"
