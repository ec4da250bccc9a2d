"""Asks drgn about a core; prints JSON. Arguments: core, vmlinux, how much to ask.

static: what lies in the direct map and the image. modules: also what only page
tables lead to. all: also registers and stacks.
"""

import json
import sys

import drgn
from drgn.helpers.linux import cpu_curr, find_task, for_each_module, for_each_task
from drgn.helpers.linux.printk import get_dmesg


def trace(prog, task):
    frames = prog.stack_trace(task)
    return {
        "comm": task.comm.string_().decode(),
        "pc": frames[0].pc,
        "registers": dict(frames[0].registers()),
        "functions": [frame.name for frame in frames],
    }


def main(core, vmlinux, depth, cpus, sleeper):
    prog = drgn.Program()
    prog.set_core_dump(core)
    prog.load_debug_info([vmlinux])
    name = prog["init_uts_ns"].name
    found = {
        "release": name.release.string_().decode(),
        "nodename": name.nodename.string_().decode(),
        "tasks": [
            (task.pid.value_(), task.comm.string_().decode())
            for task in for_each_task(prog)
        ],
    }
    if depth in ("modules", "all"):
        found["modules"] = [m.name.string_().decode() for m in for_each_module(prog)]
    if depth == "all":
        found["log"] = get_dmesg(prog).decode(errors="replace").splitlines()
        found["cpus"] = [trace(prog, cpu_curr(prog, n)) for n in range(int(cpus))]
        found["sleeper"] = trace(prog, find_task(prog, int(sleeper)))
    json.dump(found, sys.stdout)


main(*sys.argv[1:])
