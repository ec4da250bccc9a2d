"""The saved queue: nothing lost, nothing trusted."""

import errno
import json
import os
import threading
import tracemalloc

import pytest

from guestcore.demo.machine import write_demo
from guestcore.pipeline import CheckDepth, ConvertOptions, convert
from guestcore.report.objects import convert_object
from guestcore.sentence import Sentence, sentence
from guestcore_gui.jobs import store
from guestcore_gui.jobs.job import Job, JobRequest, JobState, Why
from guestcore_gui.jobs.sentences import pack, unpack
from guestcore_gui.jobs.store import job_text, jobs_from, write_jobs
from guestcore_gui.jsonfile import OwnFile

HOSTILE = "\x1b[31m\u202egpj.exe\0<b>x</b>\udcff\n"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "queue.json"


def request_of(tmp_path, **options):
    return JobRequest(tmp_path / "a.vmss", tmp_path / "a.core", **options)


def load_jobs(path):
    jobs, _problem = OwnFile(path).read(jobs_from)
    return jobs


def save_and_load(path, *jobs):
    write_jobs(path, [job_text(job) for job in jobs])
    return load_jobs(path)


def test_no_file_is_an_empty_queue(path):
    assert load_jobs(path) == []


def test_everything_asked_for_survives(path, tmp_path):
    request = request_of(
        tmp_path,
        title=HOSTILE,
        check=CheckDepth.FULL,
        command=("vmss2core", "-N6", HOSTILE),
        memory=tmp_path / "x.vmem",
        allow_truncated=True,
        ignore_lock=True,
        scan=True,
        force=True,
        capture_id="c",
        remove_snapshot=True,
    )
    (job,) = save_and_load(path, Job("1", request))
    assert job.request == request
    assert job.request.options.scan


def test_names_that_are_no_text_survive(path, tmp_path):
    name = os.fsdecode(b"bad-\xff-name.vmss")
    request = JobRequest(tmp_path / name, tmp_path / "a.core")
    (job,) = save_and_load(path, Job("1", request))
    assert job.request.source == tmp_path / name


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (JobState.RUNNING, Why.INTERRUPTED),
        (JobState.PAUSED, Why.INTERRUPTED),
        (JobState.WAITING, Why.NOTHING),
    ],
)
def test_what_was_not_over_waits_for_the_user(path, tmp_path, state, why):
    (job,) = save_and_load(path, Job("1", request_of(tmp_path), state=state))
    assert (job.state, job.held, job.why) == (JobState.WAITING, True, why)


@pytest.mark.parametrize("state", [state for state in JobState if state.is_over])
def test_results_survive_with_their_log(path, tmp_path, state):
    made = Job("1", request_of(tmp_path), state=state, log=["10:00:00  Started"])
    made.summary = {"core": {"path": "/a.core", "size": 5}, "check": None}
    made.released = True
    (job,) = save_and_load(path, made)
    assert (job.state, job.held, list(job.log)) == (state, False, made.log)
    assert (job.summary, job.released) == (made.summary, True)


def test_sentences_stay_translatable(path, tmp_path):
    made = Job("1", request_of(tmp_path), state=JobState.FAILED)
    inner = sentence("No such file")
    made.reason = sentence("cannot open {path}: {why}", path=tmp_path, why=inner)
    made.summary = {"check": {"checks": [{"detail": sentence("{n:#x}", n=16)}]}}
    (job,) = save_and_load(path, made)
    assert isinstance(job.reason, Sentence)
    assert job.reason == made.reason
    assert isinstance(job.reason.values["why"], Sentence)
    detail = job.summary["check"]["checks"][0]["detail"]
    assert (detail, detail.template) == ("0x10", "{n:#x}")


@pytest.mark.parametrize(
    "packed",
    [
        {"sentence": "{a.__class__}", "values": {}, "text": "t"},
        {"sentence": "{", "values": {}, "text": "t"},
        {"sentence": "{0}", "values": [], "text": "t"},
        {"sentence": 3, "values": {}, "text": "t"},
        {"sentence": "other", "values": {}, "text": "t"},
    ],
)
def test_a_sentence_that_does_not_fit_is_its_text(packed):
    assert unpack(packed) == "t"


def test_depth_and_length_are_bounded():
    deep = []
    for _ in range(10_000):
        deep = [deep]
    assert len(json.dumps(pack(deep))) < 1000
    assert len(pack("x" * 10_000_000)) < 10_000


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "null", "[]", "3", '{"jobs": 3}', '{"jobs": [3, null, []]}',
        '{"jobs": [{"request": {}}]}', "\xff", "[" * 100_000,
        '{"jobs": [{"request": {"source": "a\\u0000", "output": "b"}}]}',
    ],
)  # fmt: skip
def test_a_file_that_makes_no_sense_is_an_empty_queue(path, text):
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    assert load_jobs(path) == []


def test_a_damaged_file_is_kept_aside(path):
    path.parent.mkdir()
    for name in ("queue.json.damaged", "queue.json-2.damaged"):
        path.write_text('{"jobs": [{')
        jobs, problem = OwnFile(path).read(jobs_from)
        assert (jobs, problem.values["name"]) == ([], name)
        assert path.with_name(name).read_text() == '{"jobs": [{'


def test_any_failure_of_reading_makes_a_file_a_damaged_one(path):
    path.parent.mkdir()
    path.write_text("{}")

    def fail(value):
        if value is not None:
            raise MemoryError
        return []

    assert OwnFile(path).read(fail)[1].values["name"] == "queue.json.damaged"


def test_a_file_that_cannot_be_read_is_put_aside(path, monkeypatch):
    path.parent.mkdir()
    path.write_text("{}")
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.read_bytes", refuse)
        file = OwnFile(path)
        jobs, problem = file.read(jobs_from)
    assert (jobs, problem.values["name"]) == ([], "queue.json.unreadable")
    assert file.make_way() == path
    assert path.with_name("queue.json.unreadable").read_text() == "{}"


def test_what_cannot_be_put_aside_is_not_saved_over(path, monkeypatch):
    path.parent.mkdir()
    path.write_text("{}")
    file = OwnFile(path)
    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.read_bytes", refuse)
        patch.setattr("os.replace", refuse)
        assert "nothing is saved there" in file.read(jobs_from)[1]
        with pytest.raises(PermissionError):
            file.make_way()
    assert file.make_way().name == "queue.json.unreadable"  # as soon as that goes


def refuse(*_arguments):
    raise PermissionError(errno.EACCES, "no")


@pytest.mark.parametrize(
    "summary",
    [
        json.loads('{"a": ' * 900 + "1" + "}" * 900),
        json.loads("[" * 900 + "]" * 900),
        {"sentence": "{a:>3000000000}", "values": {"a": 1}, "text": "x"},
        {"sentence": "{a:.3000000000f}", "values": {"a": 1}, "text": "x"},
        {"sentence": "{a:{b}}", "values": {"a": 1, "b": ">3000000000"}, "text": "x"},
        {"sentence": "{a:>99}" * 10**5, "values": {"a": 1}, "text": "x"},
    ],
    ids=range(6),
)
def test_a_summary_that_asks_for_too_much_costs_nothing(path, tmp_path, summary):
    job = Job("1", request_of(tmp_path), state=JobState.DONE)
    entry = {**json.loads(job_text(job)), "summary": {"x": summary}, "reason": summary}
    (again,) = jobs_from({"jobs": [entry]})
    assert again.state is JobState.DONE
    assert len(json.dumps(pack(again.summary["x"]))) < 1000
    assert len(again.reason) < 10
    assert job_text(again)


def test_wrong_kinds_are_defaults_and_the_rest_is_kept(path, tmp_path):
    text = json.loads(job_text(Job("1", request_of(tmp_path, title="t"))))
    text.update(state="dancing", log=3, summary=[], held="x", reason=4, why=None)
    text["request"].update(check="deep", command="rm -rf", memory=4, force="yes")
    write_jobs(path, [json.dumps(text)])
    (job,) = load_jobs(path)
    assert (job.state, job.log, job.summary, job.reason) == (
        JobState.WAITING, [], {}, "",
    )  # fmt: skip
    assert job.request == request_of(tmp_path, title="t")


def test_one_id_is_one_job(path, tmp_path):
    text = job_text(Job("1", request_of(tmp_path)))
    write_jobs(path, [text, text])
    assert len(load_jobs(path)) == 1


def test_a_packed_job_reads_as_before_in_a_third_of_the_memory(tmp_path):
    state = write_demo(tmp_path / "demo")
    result = convert(state, ConvertOptions(output=tmp_path / "a.core"))
    lines = [f"10:00:{n:02}  Writing memory \u202e" for n in range(20)]

    def finished():
        done = Job("1", request_of(tmp_path), state=JobState.DONE)
        done.summary = convert_object(result)
        for line in lines:
            done.add_line(" ".join((line, "")), 500)
        return done

    def packed():
        done = finished()
        done.pack_away()
        return done

    plain_size, packed_size = held_by(finished), held_by(packed)
    assert packed_size < plain_size / 3
    assert packed_size < 6000
    one, other = finished(), packed()
    assert job_text(one) == job_text(other)
    assert (one.core, one.core_size, one.checks, one.verdict) == (
        other.core, other.core_size, other.checks, other.verdict,
    )  # fmt: skip
    assert (other.log[0], other.log[-2:]) == (one.log[0], one.log[-2:])
    detail = other.summary["check"]["checks"][0]["detail"]
    assert isinstance(detail, Sentence)


def held_by(make, count=50):
    """Bytes that one of some objects takes."""
    make()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    made = [make() for _ in range(count)]
    size = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return size / len(made)


def test_a_huge_job_is_saved_without_its_bulk(path, tmp_path):
    made = Job("1", request_of(tmp_path), state=JobState.DONE)
    made.summary = {"vcpus": [{"x": "y" * 100}] * 10_000, "core": {"path": "/c"}}
    assert len(job_text(made)) < 10_000
    (job,) = save_and_load(path, made)
    assert str(job.core) == "/c"


def test_a_queue_that_could_not_be_read_again_is_not_written(path, monkeypatch):
    monkeypatch.setattr(store, "_MAX_ALL", 100)
    texts = [json.dumps({"n": n, "pad": "x" * 20}) for n in range(10)]
    write_jobs(path, texts)
    kept = json.loads(path.read_text())["jobs"]
    assert [job["n"] for job in kept] == [8, 9]


def test_a_reader_never_sees_half_a_file(path, tmp_path):
    texts = [job_text(Job(str(n), request_of(tmp_path))) for n in range(50)]
    write_jobs(path, texts)
    stop = threading.Event()

    def write():
        while not stop.is_set():
            write_jobs(path, texts)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(50):
            assert len(load_jobs(path)) == 50
    finally:
        stop.set()
        writer.join()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
