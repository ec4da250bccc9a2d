"""Debian packages, through an apt with its own lists beside the system's.

Nothing is installed: packages are unpacked into folders. Which servers to ask is
read from the system's own apt, so that mirrors and proxies are respected.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.lab.cache import lab_folder, locked

_FRESH_SECONDS = 12 * 3600
_TRIES = 3
_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
_CONFIGURATION = """\
Dir::State "{root}/state";
Dir::State::status "{root}/status";
Dir::Cache "{root}/cache";
Dir::Etc::sourcelist "{root}/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
APT::Architecture "{architecture}";
APT::Architectures {{ "{architecture}"; }};
APT::Sandbox::User "";
Acquire::Languages "none";
"""


class LabError(Exception):
    """The lab could not be set up; never a reason to skip a test."""


@dataclass(frozen=True)
class Package:
    """A package that apt would fetch."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name}={self.version}"


@dataclass(frozen=True)
class Archive:
    """Suites that are looked at together, for one architecture."""

    name: str
    suites: tuple[str, ...]
    """``RELEASE`` stands for the release this machine runs."""
    architecture: str = "amd64"
    target: str | None = None
    """The suite to take packages from, where apt would take another."""

    @property
    def root(self) -> Path:
        return lab_folder() / "apt" / f"{self.name}-{self.architecture}"

    def resolve(self, package: str, pattern: str = "") -> list[Package]:
        """Return what installing *package* on an empty system would fetch.

        :param pattern: Only packages whose names match this from their start.
        """
        self._refresh()
        simulated = self._apt(
            "install", "--simulate", "--no-install-recommends", package
        )
        found = [
            Package(*names)
            for names in re.findall(r"^Inst (\S+) \((\S+) ", simulated, re.MULTILINE)
            if re.match(pattern, names[0])
        ]
        if not found:
            raise LabError(f"{self.name} has no {pattern or package}")
        return found

    def unpack(self, packages: Sequence[Package], folder: Path, *members: str) -> None:
        """Download packages and unpack them (or the *members* that match) there."""
        downloads = folder / "downloads"
        downloads.mkdir(parents=True)
        self._apt(
            "download",
            *(str(package) for package in packages),
            folder=downloads,
        )
        wildcards = ("--wildcards", *members) if members else ()
        for file in sorted(downloads.glob("*.deb")):
            with subprocess.Popen(
                ["dpkg-deb", "--fsys-tarfile", file], stdout=subprocess.PIPE
            ) as reader:
                subprocess.run(
                    ["tar", "-x", "-C", folder, *wildcards],
                    stdin=reader.stdout,
                    check=True,
                )
        shutil.rmtree(downloads)

    def _refresh(self) -> None:
        """Update the lists, unless that was done today."""
        self.root.mkdir(parents=True, exist_ok=True)
        with locked(self.root / "lock"):
            stamp = self.root / "refreshed"
            if stamp.exists() and time.time() - stamp.stat().st_mtime < _FRESH_SECONDS:
                return
            self._write_configuration()
            for attempt in range(_TRIES):
                if self._run("update", "-qq").returncode == 0:
                    break
                time.sleep(5 * attempt)  # a mirror in the middle of its own update
            stamp.touch()  # what is missing after all shows when it is asked for

    def _write_configuration(self) -> None:
        for folder in ("state/lists/partial", "cache/archives/partial"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        (self.root / "status").touch()
        (self.root / "apt.conf").write_text(
            _CONFIGURATION.format(root=self.root, architecture=self.architecture)
        )
        lines = (
            f"deb [signed-by={_KEYRING}] {_site(suite)} {suite} main\n"
            for suite in self._suites()
        )
        (self.root / "sources.list").write_text("".join(lines))

    def _suites(self) -> list[str]:
        return [suite.replace("RELEASE", _release()) for suite in self.suites]

    def _apt(self, *arguments: str, folder: Path | None = None) -> str:
        for attempt in range(_TRIES):
            result = self._run(*arguments, folder=folder)
            if result.returncode == 0:
                return result.stdout
            time.sleep(5 * attempt)
            self._run("update", "-qq")  # what the lists name may be gone
        raise LabError(f"apt-get {' '.join(arguments)}: {result.stderr}")

    def _run(
        self, *arguments: str, folder: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = ["apt-get", *arguments]
        if self.target:
            command += ["-t", self.target]
        environment = {
            **os.environ,
            "APT_CONFIG": str(self.root / "apt.conf"),
            "LC_ALL": "C",
        }
        return subprocess.run(
            command,
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,  # the caller tries again
        )


def _release() -> str:
    return _os_release()["VERSION_CODENAME"]


def _os_release() -> dict[str, str]:
    lines = Path("/etc/os-release").read_text().splitlines()
    return {
        key: value.strip('"')
        for key, _, value in (line.partition("=") for line in lines)
    }


def _site(suite: str) -> str:
    """Return the server that this machine's apt would ask for a suite."""
    listed = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    sites = {release: site for site, _, release in (x.partition(" ") for x in listed)}
    known = f"{_release()}-security" if suite.endswith("-security") else _release()
    if known not in sites:
        raise LabError(f"this machine's apt has no source for {known}")
    return sites[known]


STABLE = Archive("stable", ("RELEASE", "RELEASE-security"))
STABLE_I386 = Archive("stable", ("RELEASE",), "i386")
OLDSTABLE = Archive("oldstable", ("bullseye",))
NEXT = Archive("next", ("trixie",))
NEWEST = Archive("newest", ("sid", "experimental"), target="experimental")
"""The newest kernels. Tools are taken from :data:`UNSTABLE`."""
UNSTABLE = Archive("unstable", ("sid",))
UNSTABLE_I386 = Archive("unstable", ("sid",), "i386")
