"""Windows' way to end a program with all that it started: a job object.

Structures as in Windows' public header winnt.h [windows].
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import Structure, c_int64, c_size_t, c_uint32, c_uint64

_EXTENDED_LIMITS = 9
_KILL_WHEN_CLOSED = 0x2000
_ALL_ACCESS = 0x1F_FFFF
_KILLED = 1
"""The exit code of what is ended by us."""


class BasicLimits(Structure):
    """``JOBOBJECT_BASIC_LIMIT_INFORMATION``."""

    _fields_ = (
        ("process_time", c_int64),
        ("job_time", c_int64),
        ("flags", c_uint32),
        ("smallest_set", c_size_t),
        ("largest_set", c_size_t),
        ("processes", c_uint32),
        ("affinity", c_size_t),
        ("priority", c_uint32),
        ("scheduling", c_uint32),
    )


class ExtendedLimits(Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io_counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("most_process_memory", c_size_t),
        ("most_job_memory", c_size_t),
    )


if sys.platform == "win32":
    from ctypes import wintypes

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _native = ctypes.WinDLL("ntdll")
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.OpenProcess.restype = wintypes.HANDLE
    _kernel.AssignProcessToJobObject.argtypes = wintypes.HANDLE, wintypes.HANDLE
    _kernel.TerminateJobObject.argtypes = wintypes.HANDLE, wintypes.UINT
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD,
    )  # fmt: skip
    for _function in (_native.NtSuspendProcess, _native.NtResumeProcess):
        _function.argtypes = (wintypes.HANDLE,)

    class JobObject:
        """Processes that end together, at the latest when this process does."""

        def __init__(self, pid: int) -> None:
            """Take a process in; what it starts from now on comes by itself.

            :raises OSError: if Windows refuses.
            """
            self._job = _kernel.CreateJobObjectW(None, None)
            self._process = _kernel.OpenProcess(_ALL_ACCESS, False, pid)
            limits = ExtendedLimits()
            limits.basic.flags = _KILL_WHEN_CLOSED
            done = (
                self._job
                and self._process
                and _kernel.SetInformationJobObject(
                    self._job,
                    _EXTENDED_LIMITS,
                    ctypes.byref(limits),
                    ctypes.sizeof(limits),
                )
                and _kernel.AssignProcessToJobObject(self._job, self._process)
            )
            if not done:
                error = ctypes.WinError(ctypes.get_last_error())
                self.close()
                raise error

        def kill(self) -> None:
            """End all of them."""
            _kernel.TerminateJobObject(self._job, _KILLED)

        def pause(self) -> None:
            """Stop the first process until :meth:`resume`."""
            _native.NtSuspendProcess(self._process)

        def resume(self) -> None:
            """Let it go on."""
            _native.NtResumeProcess(self._process)

        def close(self) -> None:
            """Give the job up: whoever is left in it ends."""
            handles, self._process, self._job = (self._process, self._job), None, None
            for handle in handles:
                if handle:
                    _kernel.CloseHandle(handle)
