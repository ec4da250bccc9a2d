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

as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of words
as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends $packages
