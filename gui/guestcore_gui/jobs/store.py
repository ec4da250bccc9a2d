"""The queue on disk: written whole or not at all, read with tolerance. No Qt here.

Each job is JSON text of its own, so that a save costs no more than what changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from guestcore.choices import CheckDepth
from guestcore_gui.jobs.job import Job, JobRequest, JobState, Why
from guestcore_gui.jobs.sentences import pack, unpack, unpack_text
from guestcore_gui.jsonfile import write_text

MAX_JOBS = 1000
"""Finished jobs that are kept; the oldest go first."""
MAX_LOG = 200
"""Lines of a job's log that are kept."""
_MAX_LINE = 400
_MAX_TEXT = 256 << 10
"""Characters of one job: over that its log and the bulk of its facts go."""
_MAX_ALL = 48 << 20
_BULK = ("vcpus", "memory", "warnings")
_SCHEMA = 1

_Kind = TypeVar("_Kind")
_Enum = TypeVar("_Enum", bound=StrEnum)


def job_text(job: Job) -> str:
    """Return a job as JSON text of a bounded length."""
    text = _job_text(job)
    if len(text) <= _MAX_TEXT:
        return text
    return _job_text(job, is_slim=True)


def write_jobs(path: Path, texts: Iterable[str]) -> None:
    """Save jobs, in their order.

    :param texts: What :func:`job_text` returned. Where they are more than can be
        read again, the first are left out.
    :raises OSError: if that is not possible; what was saved before stays.
    """
    kept: list[str] = []
    size = 0
    for text in reversed(list(texts)):
        size += len(text)
        if size > _MAX_ALL:
            break
        kept.append(text)
    body = ",\n".join(reversed(kept))
    write_text(path, [f'{{"schema": {_SCHEMA}, "jobs": [\n', body, "\n]}\n"])


def jobs_from(value: object) -> list[Job]:
    """Return jobs from a file's JSON; none of them begins by itself.

    What cannot be understood is left out.
    """
    entries = value.get("jobs") if isinstance(value, dict) else None
    jobs: dict[str, Job] = {}
    for entry in entries if isinstance(entries, list) else []:
        job = _job(entry) if isinstance(entry, dict) else None
        if job is not None and job.id not in jobs:
            jobs[job.id] = job
    return list(jobs.values())


def _job_text(job: Job, *, is_slim: bool = False) -> str:
    summary = {
        name: part
        for name, part in job.summary.items()
        if not (is_slim and name in _BULK)
    }
    value = {
        "id": job.id,
        "state": job.state.value,
        "held": job.held,
        "request": _request_object(job.request),
        "reason": pack(job.reason),
        "hint": pack(job.hint),
        "error_kind": job.error_kind,
        "why": job.why.value,
        "released": job.released,
        "core_gone": job.core_gone,
        "summary": pack(summary),
        "log": [] if is_slim else [line[:_MAX_LINE] for line in job.log[-MAX_LOG:]],
    }
    return json.dumps(value, ensure_ascii=True)


def _request_object(request: JobRequest) -> dict[str, object]:
    return {
        "source": str(request.source),
        "output": str(request.output),
        "title": request.title,
        "check": request.check.value,
        "command": list(request.command),
        "memory": None if request.memory is None else str(request.memory),
        "allow_truncated": request.allow_truncated,
        "ignore_lock": request.ignore_lock,
        "scan": request.scan,
        "force": request.force,
        "capture_id": request.capture_id,
        "remove_snapshot": request.remove_snapshot,
    }


def _job(entry: dict[str, object]) -> Job | None:
    request = _request(entry.get("request"))
    if request is None:
        return None
    state = _member(JobState, entry.get("state"), JobState.WAITING)
    summary = unpack(_given(entry, "summary", dict, {}))
    job = Job(
        id=_given(entry, "id", str, "") or uuid4().hex,
        request=request,
        state=state,
        why=_member(Why, entry.get("why"), Why.NOTHING),
        reason=unpack_text(entry.get("reason")),
        hint=unpack_text(entry.get("hint")),
        error_kind=_given(entry, "error_kind", str, ""),
        released=_given(entry, "released", bool, False),
        core_gone=_given(entry, "core_gone", bool, False),
        summary=summary if isinstance(summary, dict) else {},
        log=list(_texts(entry.get("log")))[-MAX_LOG:],
    )
    if not state.is_over:
        job.state, job.held = JobState.WAITING, True
        job.why = Why.INTERRUPTED if state.is_active else Why.NOTHING
    else:
        job.pack_away()
    return job


def _request(value: object) -> JobRequest | None:
    if not isinstance(value, dict):
        return None
    source, output = (_given(value, name, str, "") for name in ("source", "output"))
    if not source or not output or "\0" in source + output:
        return None
    memory = _given(value, "memory", str, "")
    return JobRequest(
        source=Path(source),
        output=Path(output),
        title=_given(value, "title", str, ""),
        check=_member(CheckDepth, value.get("check"), CheckDepth.QUICK),
        command=tuple(_texts(value.get("command"))),
        memory=Path(memory) if memory and "\0" not in memory else None,
        allow_truncated=_given(value, "allow_truncated", bool, False),
        ignore_lock=_given(value, "ignore_lock", bool, False),
        scan=_given(value, "scan", bool, False),
        force=_given(value, "force", bool, False),
        capture_id=_given(value, "capture_id", str, ""),
        remove_snapshot=_given(value, "remove_snapshot", bool, False),
    )


def _given(
    entry: dict[str, object], name: str, kind: type[_Kind], default: _Kind
) -> _Kind:
    value = entry.get(name)
    return value if isinstance(value, kind) else default


def _member(kind: type[_Enum], value: object, default: _Enum) -> _Enum:
    return next((member for member in kind if member == value), default)


def _texts(value: object) -> Iterator[str]:
    for text in value if isinstance(value, list) else []:
        if isinstance(text, str):
            yield text
