"""How the stages' work is built: every stage has a spec that fits its row. Covers also agents/means.py."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from agents import stages as stages_module
from agents.done import Output
from agents.means import Means
from agents.stages import SPECS, check, load, use_the_pool, warm
from schemas import Rejected
from streams.delivery.event import Work
from streams.settings import InvalidSettings, Settings
from streams.stages import Stage
from tests.support.running.deliver import event, means_of


class PoolUsed(Exception):
    """The work asked the pool."""


class NoPool:
    """A pool that only shows that it was asked."""

    async def run(self, *_: object) -> None:
        raise PoolUsed


@pytest.fixture
async def means() -> Any:
    given = means_of(Settings(), pool=NoPool())
    async with given.stack:
        yield given


def test_every_stage_has_a_spec() -> None:
    assert list(SPECS) == list(Stage)


@pytest.mark.parametrize("stage", Stage)
async def test_a_stage_makes_work_with_the_given_means(stage: Stage, means: Means) -> None:
    assert isinstance(SPECS[stage].make(means), Work)


@pytest.mark.parametrize("stage", Stage)
def test_exactly_the_stages_that_do_not_return_are_steps_without_kafka(stage: Stage) -> None:
    assert (SPECS[stage].locally is None) is stage.returns


@pytest.mark.parametrize("stage", Stage)
async def test_exactly_the_stages_with_something_to_warm_use_the_pool(stage: Stage, means: Means) -> None:
    spec = SPECS[stage]
    assert use_the_pool([stage]) is (spec.warm is not None)
    work, step = spec.make(means), spec.locally and spec.locally(means)
    with pytest.raises(PoolUsed if spec.warm else Rejected):
        await (step(Output(None, b"{}")) if step else work(event(value=b"{}")))


def test_stages_use_the_pool_if_one_of_them_does() -> None:
    assert use_the_pool([Stage.FETCH, Stage.EXTRACT])
    assert not use_the_pool([Stage.FETCH, Stage.DEDUPLICATE])
    assert not use_the_pool([])


def test_only_a_stage_with_a_state_works_on_one_event_at_a_time() -> None:
    assert [stage for stage in Stage if SPECS[stage].ordered] == [stage for stage in Stage if stage.state is not None]


def test_an_entity_model_that_is_not_installed_is_found_before_the_pool_starts_if_a_stage_needs_it() -> None:
    settings = Settings(entity_models="en=no_such_model")
    with pytest.raises(InvalidSettings, match="no_such_model"):
        check(list(Stage), settings)
    check([stage for stage in Stage if stage is not Stage.ENRICH], settings)


@pytest.mark.parametrize("prepare, how", [(load, "load"), (warm, "warm")])
def test_a_child_prepares_only_for_the_given_stages(
    monkeypatch: pytest.MonkeyPatch, prepare: Callable[..., Callable[[], object]], how: str
) -> None:
    prepared: list[tuple[str, Stage, Settings]] = []

    def noting(stage: Stage, way: str) -> Callable[[Settings], Callable[[], object]]:
        return lambda settings: partial(prepared.append, (way, stage, settings))

    specs = {
        stage: replace(spec, load=noting(stage, "load"), warm=noting(stage, "warm")) if spec.warm else spec
        for stage, spec in SPECS.items()
    }
    monkeypatch.setattr(stages_module, "SPECS", specs)
    settings = Settings()
    start = prepare([Stage.EXTRACT, Stage.FETCH], settings)
    assert prepared == []
    start()
    assert prepared == [(how, Stage.EXTRACT, settings)]


@pytest.mark.parametrize("stage", Stage)
def test_a_stage_is_loaded_in_a_child_exactly_if_it_is_warmed_there(stage: Stage) -> None:
    assert (SPECS[stage].load is None) is (SPECS[stage].warm is None)


@pytest.mark.parametrize("prepare", [load, warm])
def test_what_a_child_calls_first_travels_to_it_without_the_stages_agents(
    prepare: Callable[..., Callable[[], object]],
) -> None:
    code = (
        "import pickle, sys; pickle.load(sys.stdin.buffer);"
        "heavy = ('lxml', 'onnxruntime');"
        "print(*(name for name in sys.modules if name.endswith('.agent') or name.split('.')[0] in heavy))"
    )
    first = pickle.dumps(prepare(list(Stage), Settings()))
    done = subprocess.run([sys.executable, "-c", code], input=first, capture_output=True, check=True)
    assert done.stdout.split() == []
