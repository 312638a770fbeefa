"""The pipeline without Kafka: outputs in the order of the inputs, failures as dead letters, and an end at any stage."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import replace
from functools import partial
from typing import Any

import orjson
import pytest

from agents import local, stages
from agents.done import Output, Step
from agents.local import LocalPipeline
from agents.means import Means
from agents.stages import SPECS
from schemas import Article, DeadLetter, Duplicate, Reason, Rejected, StageError, Transient
from streams.metrics import Metrics, Outcome
from streams.settings import InvalidSettings, Settings
from streams.stages import Stage
from tests.support.articles.pages import story

SETTINGS = Settings(pool_size=1, attempts=3, retry_pause=0.001, retry_pause_max=0.002, entity_models="")
STEPS = [stage for stage in Stage if not stage.returns]


def raw(seed: int, url: str | None = None) -> bytes:
    """Return a raw event with a story."""
    text = "\n\n".join([f"# Story {seed}", *story(seed)])
    given = {"url": url or f"https://herald.example/{seed}", "content": text, "content_type": "text/markdown"}
    return orjson.dumps(given)


class Here:
    """A pool without children: the work is done in this process, and takes the longer the earlier it came."""

    started, stopped, running, most, size = 0, 0, 0, 0, 0
    first: Callable[[], object]  # that a child calls

    def __init__(
        self, size: int, warm: Callable[[], object], *, deadline: float, metrics: Metrics, child_memory: int
    ) -> None:
        self._calls = 0
        type(self).size, type(self).first = size, staticmethod(warm)

    async def start(self) -> None:
        type(self).started += 1

    def stop(self) -> None:
        type(self).stopped += 1

    async def run(self, function: Callable[..., Any], *args: Any) -> Any:
        self._calls += 1
        kind = type(self)
        kind.running += 1
        kind.most = max(kind.most, kind.running)
        await asyncio.sleep(0.01 / self._calls)
        kind.running -= 1
        return function(*args)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> type[Here]:
    """The class of the pool that the pipeline uses instead of processes."""
    kind = type("Here", (Here,), {})
    monkeypatch.setattr(local, "Pool", kind)
    return kind


async def outputs(values: Any, settings: Settings = SETTINGS, **options: Any) -> list[Output]:
    async with LocalPipeline(settings, **options) as pipeline:
        return [output async for output in pipeline.process(values)]


def replaced(stage: Stage, step: Step) -> Mapping[Stage, Any]:
    """Return the specs with another step for a stage."""
    return {**SPECS, stage: replace(SPECS[stage], locally=lambda _: step)}


async def test_in_a_real_pool_outputs_come_in_the_order_of_the_inputs() -> None:
    values = [raw(1), b"not json", raw(2), raw(3)]
    found = await outputs(values, SETTINGS.model_copy(update={"pool_size": 2}), until=Stage.EXTRACT)
    kinds = [Outcome.EXTRACTED, Outcome.DEAD_LETTER, Outcome.EXTRACTED, Outcome.EXTRACTED]
    assert [output.outcome for output in found] == kinds
    titles = [Article.decode(output.event).title for output in found if output.outcome is Outcome.EXTRACTED]
    assert titles == ["Story 1", "Story 2", "Story 3"]


async def test_outputs_keep_their_order_when_later_events_finish_first(here: type[Here]) -> None:
    found = await outputs([raw(seed) for seed in range(20)], SETTINGS.model_copy(update={"max_in_flight_events": 8}))
    assert [Article.decode(output.event).title for output in found] == [f"Story {seed}" for seed in range(20)]
    assert 2 <= here.most <= 2 * 8  # in each of two stages that use the pool


@pytest.mark.parametrize("until", STEPS)
@pytest.mark.usefixtures("here")
async def test_it_ends_after_any_stage_with_an_article(until: Stage) -> None:
    (output,) = await outputs([raw(1)], until=until)
    assert output.outcome is (Outcome.EXTRACTED if until is Stage.EXTRACT else Outcome.NEW)
    article = Article.decode(output.event)
    done = STEPS[: STEPS.index(until) + 1]
    assert {stage for stage in (Stage.EXTRACT, Stage.ENRICH) if stage in done} <= set(article.provenance.timings)
    assert set(article.provenance.timings) <= set(done)
    assert "signature" not in orjson.loads(output.event or b"")
    assert (article.sentiment is not None) is (until is Stage.ENRICH)


async def test_a_stage_that_returns_its_events_is_no_end() -> None:
    with pytest.raises(ValueError, match="fetch"):
        LocalPipeline(SETTINGS, until=Stage.FETCH)


@pytest.mark.usefixtures("here")
async def test_events_may_come_from_an_asynchronous_source() -> None:
    async def source() -> AsyncIterator[bytes]:
        yield raw(1)
        yield raw(2)

    assert [output.outcome for output in await outputs(source(), until=Stage.EXTRACT)] == [Outcome.EXTRACTED] * 2


@pytest.mark.usefixtures("here")
async def test_copies_and_unchanged_articles_skip_the_stages_after_deduplication(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    enriched: list[bytes | None] = []

    async def step(before: Output) -> Output:
        enriched.append(before.event)
        return before

    monkeypatch.setattr(local, "SPECS", replaced(Stage.ENRICH, step))
    first, copy, same = await outputs([raw(1), raw(1, "https://copies.example/1"), raw(1)])
    assert [first.outcome, copy.outcome, same.outcome] == [Outcome.NEW, Outcome.DUPLICATE, Outcome.UNCHANGED]
    assert enriched == [first.event]
    article = Article.decode(first.event)
    assert Duplicate.decode(copy.event).duplicate_of.id == article.id
    assert same.event is None


def fails(*errors: Exception) -> Step:
    """Return a step that raises errors in turn, and then succeeds."""
    left = list(errors)

    async def step(before: Output) -> Output:
        if left:
            raise left.pop(0)
        return before

    return step


REJECTED = Rejected(Reason.NO_ARTICLE, "nothing in it")
NO_ANSWER = Transient(Reason.FETCH_FAILED, "no answer")


@pytest.mark.parametrize("stage", STEPS)
@pytest.mark.parametrize(
    "errors, reason, attempt",
    [
        ([REJECTED], Reason.NO_ARTICLE, 1),
        ([NO_ANSWER] * 3, Reason.FETCH_FAILED, 3),
        ([ZeroDivisionError("a defect")], Reason.UNEXPECTED, 1),
    ],
    ids=["rejected", "transient", "defect"],
)
@pytest.mark.usefixtures("here")
async def test_a_failing_step_makes_a_dead_letter_with_the_raw_bytes(
    monkeypatch: pytest.MonkeyPatch,
    stage: Stage,
    errors: list[StageError],
    reason: Reason,
    attempt: int,
) -> None:
    monkeypatch.setattr(local, "SPECS", replaced(stage, fails(*errors)))
    (output,) = await outputs([raw(1)])
    assert output.outcome is Outcome.DEAD_LETTER
    letter = DeadLetter.decode(output.event)
    assert (letter.value, letter.stage, letter.reason, letter.attempt) == (raw(1), stage, reason, attempt)
    assert (letter.key, letter.headers, letter.origin) == (None, (), None)


@pytest.mark.usefixtures("here")
async def test_a_transient_failure_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "SPECS", replaced(Stage.ENRICH, fails(NO_ANSWER, NO_ANSWER)))
    assert [output.outcome for output in await outputs([raw(1)])] == [Outcome.NEW]


async def test_the_pool_is_stopped_and_what_stages_opened_is_closed(
    here: type[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []

    def opening(means: Means) -> Step:
        means.stack.callback(closed.append, "opened")
        return fails()

    monkeypatch.setattr(local, "SPECS", {**SPECS, Stage.EXTRACT: replace(SPECS[Stage.EXTRACT], locally=opening)})
    async with LocalPipeline(SETTINGS, until=Stage.EXTRACT):
        assert (here.started, here.stopped, closed) == (1, 0, [])
    assert (here.started, here.stopped, closed) == (1, 1, ["opened"])


@pytest.mark.parametrize("most, children", [(None, 8), (0, 1), (1, 1), (3, 3), (9, 8)])
async def test_there_are_no_more_children_than_events(here: type[Here], most: int | None, children: int) -> None:
    await outputs([], SETTINGS.model_copy(update={"pool_size": 8}), until=Stage.EXTRACT, most=most)
    assert here.size == children


async def test_children_run_a_sample_first_only_if_that_is_wanted(
    here: type[Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    spec = replace(
        SPECS[Stage.EXTRACT], load=lambda _: partial(done.append, "load"), warm=lambda _: partial(done.append, "warm")
    )
    monkeypatch.setattr(stages, "SPECS", {**SPECS, Stage.EXTRACT: spec})
    for is_warm in (False, True):
        await outputs([], until=Stage.EXTRACT, is_warm=is_warm)
        here.first()
    assert done == ["load", "warm"]


async def test_a_wrong_entity_model_is_an_error_before_the_pool_starts(here: type[Here]) -> None:
    with pytest.raises(InvalidSettings, match="no_such_model"):
        await outputs([], SETTINGS.model_copy(update={"entity_models": "en=no_such_model"}))
    assert here.started == 0


@pytest.mark.usefixtures("here")
async def test_only_a_bounded_number_of_inputs_is_taken_ahead() -> None:
    taken = 0

    async def source() -> AsyncIterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"not json"

    settings = SETTINGS.model_copy(update={"max_in_flight_events": 4})
    async with LocalPipeline(settings, until=Stage.EXTRACT) as pipeline, aclosing(pipeline.process(source())) as found:
        assert (await anext(found)).outcome is Outcome.DEAD_LETTER
    assert taken == 4
