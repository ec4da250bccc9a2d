#!/bin/sh
# Installs what the tests need beyond Python's own packages, on Debian 12 (a bare
# container will do) and later. As root, or with sudo.
set -eu

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        echo "tests/lab/install.sh: run this as root, or install sudo" >&2
        exit 1
    fi
}

# The environments that packaging/dev.py makes.
packages="python3 python3-venv ca-certificates"
# Boots the guests. Their kernels come from an apt of the tests' own (archive.py),
# which needs nothing but these.
packages="$packages qemu-system-x86 debian-archive-keyring dpkg tar zstd xz-utils"
# Open our cores.
packages="$packages binutils gdb makedumpfile crash"
# Builds the reference decoder of tests/benchmarks, and file systems with reflinks.
packages="$packages gcc libc6-dev xfsprogs btrfs-progs"
# What Qt needs for windows, and a desktop: X server, window manager, session bus, and
# what presses keys and moves the mouse in it.
packages="$packages libgl1 libegl1 libglib2.0-0 libdbus-1-3 libxkbcommon0"
packages="$packages libfontconfig1 libgssapi-krb5-2 libxcb-cursor0 libxcb-icccm4"
packages="$packages libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0"
packages="$packages libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libx11-xcb1"
packages="$packages fonts-dejavu-core xvfb xauth openbox xdotool wmctrl imagemagick"
packages="$packages dbus"

as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of words
as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends $packages
