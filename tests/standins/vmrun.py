#!/usr/bin/env python3
"""A STAND-IN for VMware's vmrun, which cannot be had for tests. It is not VMware's.

It does to the folder of a machine what the real program has VMware do, as far as
that is publicly known, and it goes wrong on demand. Nothing runs: a machine "runs"
if its path is in a file. What VMware itself would do after vmrun answered, or after
it was killed, is done by processes of its own (`_snapshot`, `_suspend` …).

Beside it lie `vmrun.json`, which tells the machines, the saved state that every
capture yields and what goes wrong; `running.txt`; and `calls.log`, one line a call.
"""

# ruff: noqa: T201  a program talks on standard output
import contextlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

HOME = Path(os.path.abspath(__file__)).parent
RUNNING = HOME / "running.txt"
CALLS = HOME / "calls.log"
USAGE = "vmrun version 1.17.0 (stand-in)\n\nUsage: vmrun [flags] COMMAND [PARAMETERS]"
PIECES = 20
"""Writes that a memory file is made of."""


class Failure(Exception):  # noqa: N818  what the real program prints is "Error: …"
    """Printed on standard output, with an exit code."""


def main(arguments):
    settings = json.loads((HOME / "vmrun.json").read_text(encoding="utf-8"))
    if arguments[:1] == ["_write-snapshot"]:
        write_slowly(settings, Path(arguments[1]), Path(arguments[2]))
        return 0
    if arguments[:1] == ["_snapshot"]:
        make_snapshot(settings, Path(arguments[1]), arguments[2])
        return 0
    if arguments[:1] == ["_suspend"]:
        finish_suspending(settings, Path(arguments[1]))
        return 0
    with CALLS.open("a", encoding="utf-8") as log:
        log.write(json.dumps(arguments) + "\n")
    flags, rest = split_flags(arguments)
    command, parameters = (rest or [""])[0], rest[1:]
    if command not in COMMANDS:
        print(USAGE)
        return 255
    if command in settings["hang"]:
        time.sleep(30)
    try:
        fail(settings["fail_before"], command)
        if settings["encrypted"] and command != "list":
            raise Failure("A password is required")
        if flags.get("-T") == "player" and "napshot" in command:
            raise Failure("The operation is not supported")
        COMMANDS[command](settings, *parameters)
        fail(settings["fail_after"], command)
    except Failure as failure:
        print(f"Error: {failure}")
        return 255
    return 0


def fail(faults, command):
    """Fail as often as told, -1 for always."""
    if command not in faults:
        return
    text, times = faults[command]
    count = HOME / f"failed-{command}.txt"
    done = int(count.read_text()) if count.exists() else 0
    if times in (-1, 0) or done < times:
        count.write_text(str(done + 1))
        raise Failure(text)


def split_flags(arguments):
    """Flags come before the command; each has a value."""
    flags = {}
    while arguments and arguments[0].startswith("-"):
        flags[arguments[0]] = (arguments[1:2] or [""])[0]
        arguments = arguments[2:]
    return flags, arguments


# what the commands do


def list_running(settings):
    running = read_running()
    print(f"Total running VMs: {len(running)}")
    for vmx in running:
        print(vmx)


def list_snapshots(settings, vmx, tree=""):
    entries, _, _ = read_vmsd(Path(vmx))
    print(f"Total snapshots: {len(entries)}")
    for entry in entries:
        depth, parent = 0, entry.get("parent")
        while tree and parent is not None:
            depth += 1
            parent = next(e for e in entries if e["uid"] == parent).get("parent")
        print("\t" * depth + entry["displayName"])


def take_snapshot(settings, vmx, name):
    if start_own("_snapshot", str(existing(vmx)), name).wait():
        raise Failure("Unknown error")


def delete_snapshot(settings, vmx, name, children=""):
    vmx = existing(vmx)
    time.sleep(settings["command_seconds"])
    entries, current, last = read_vmsd(vmx)
    named = [entry for entry in entries if entry["displayName"] == name]
    if len(named) != 1:
        words = "is not unique" if named else "does not exist"
        raise Failure(f"The snapshot {words}")
    gone = {named[0]["uid"]}
    while children == "andDeleteChildren":
        more = {e["uid"] for e in entries if e.get("parent") in gone} - gone
        if not more:
            break
        gone |= more
    parent = named[0].get("parent")
    left = [entry for entry in entries if entry["uid"] not in gone]
    for entry in left:
        if entry.get("parent") in gone:
            entry.pop("parent")
            if parent is not None:
                entry["parent"] = parent
    write_vmsd(vmx, left, (parent or 0) if current in gone else current, last)
    for entry in entries:
        if entry["uid"] in gone:
            state = vmx.with_name(entry["filename"])
            state.unlink(missing_ok=True)
            state.with_suffix(".vmem").unlink(missing_ok=True)


def suspend(settings, vmx, how="soft"):
    vmx = existing(vmx)
    if str(vmx) not in read_running():
        raise Failure("The virtual machine is not powered on")
    if start_own("_suspend", str(vmx)).wait():
        raise Failure("Unknown error")


def start(settings, vmx, how="gui"):
    vmx = existing(vmx)
    running = read_running()
    if str(vmx) in running:
        raise Failure("The virtual machine is already running")
    time.sleep(settings["command_seconds"])
    state = vmx.with_name(f"{vmx.stem}-5eed0de0.vmss")
    if set_vm_state(vmx, "") == state.name:
        state.unlink(missing_ok=True)
        state.with_suffix(".vmem").unlink(missing_ok=True)
    write_running([*running, str(vmx)])


COMMANDS = {
    "list": list_running,
    "listSnapshots": list_snapshots,
    "snapshot": take_snapshot,
    "deleteSnapshot": delete_snapshot,
    "suspend": suspend,
    "start": start,
}


# what VMware does by itself


def start_own(*arguments):
    return subprocess.Popen(
        [sys.executable, __file__, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def make_snapshot(settings, vmx, name):
    time.sleep(settings["command_seconds"])
    entries, current, last = read_vmsd(vmx)
    uid = last + 1
    state = vmx.with_name(f"{vmx.stem}-Snapshot{uid}.vmsn")
    with_memory = str(vmx) in read_running() and not settings["without_memory"]
    template = settings["state" if with_memory else "state_without_memory"]
    state.write_bytes(Path(template).read_bytes())
    entry = {"uid": uid, "filename": state.name, "displayName": name}
    if current:
        entry["parent"] = current
    write_vmsd(vmx, [*entries, entry], uid, uid)
    if not with_memory:
        return
    memory = state.with_suffix(".vmem")
    writer = start_own("_write-snapshot", str(memory), settings["memory"])
    if not settings["returns_early"]:
        writer.wait()


def finish_suspending(settings, vmx):
    state = vmx.with_name(f"{vmx.stem}-5eed0de0.vmss")
    state.write_bytes(Path(settings["state"]).read_bytes())
    write_slowly(settings, state.with_suffix(".vmem"), Path(settings["memory"]))
    set_vm_state(vmx, state.name)
    write_running([other for other in read_running() if other != str(vmx)])


def write_slowly(settings, memory, template):
    """Write a memory file in pieces, locked as by a machine that runs."""
    folder = memory.with_name(f"{memory.name}.lck")
    folder.mkdir()
    (folder / "M00001.lck").write_text("stand-in")
    data = template.read_bytes()
    step = -(-len(data) // PIECES)
    with memory.open("wb") as file:
        for at in range(0, len(data), step):
            time.sleep(settings["write_seconds"] / PIECES)
            if settings["stops_halfway"] and at * 2 > len(data):
                break
            file.write(data[at : at + step])
            file.flush()
    if not settings["stays_locked"]:
        (folder / "M00001.lck").unlink()
        folder.rmdir()


# the files of a machine


def existing(vmx):
    path = Path(vmx)
    if not path.is_file():
        raise Failure(f"Cannot open VM: {vmx}, The virtual machine cannot be found")
    return path


def read_running():
    return RUNNING.read_text(encoding="utf-8").splitlines() if RUNNING.exists() else []


def write_running(paths):
    replace(RUNNING, "".join(f"{path}\n" for path in paths))


def read_dictionary(path):
    pairs = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals:
            pairs[key.strip()] = value.strip().strip('"')
    return pairs


def write_dictionary(path, pairs):
    replace(path, "".join(f'{key} = "{value}"\n' for key, value in pairs.items()))


def replace(path, text):
    new = path.with_name(f"{path.name}~{os.getpid()}")
    new.write_text(text, encoding="utf-8")
    os.replace(new, path)


def set_vm_state(vmx, name):
    """Set what a machine resumes from; return what it was."""
    pairs = read_dictionary(vmx)
    old = pairs.get("checkpoint.vmState", "")
    write_dictionary(vmx, pairs | {"checkpoint.vmState": name})
    return old


def read_vmsd(vmx):
    """Return entries, the uid of the current one, the last uid that was given."""
    path = vmx.with_suffix(".vmsd")
    pairs = read_dictionary(path) if path.exists() else {}
    entries = []
    for number in range(int(pairs.get("snapshot.numSnapshots", "0"))):
        start = f"snapshot{number}."
        entry = {k.removeprefix(start): v for k, v in pairs.items() if start in k}
        for key in ("uid", "parent"):
            with contextlib.suppress(KeyError):
                entry[key] = int(entry[key])
        entries.append(entry)
    current = int(pairs.get("snapshot.current", "0"))
    return entries, current, int(pairs.get("snapshot.lastUID", "0"))


def write_vmsd(vmx, entries, current, last):
    pairs = {
        ".encoding": "UTF-8",
        "snapshot.lastUID": last,
        "snapshot.current": current,
        "snapshot.numSnapshots": len(entries),
    }
    for number, entry in enumerate(entries):
        pairs |= {f"snapshot{number}.{key}": value for key, value in entry.items()}
    write_dictionary(vmx.with_suffix(".vmsd"), pairs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
