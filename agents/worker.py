"""The composition root: builds the worker of a set of stages."""

import asyncio
import gc
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack
from functools import partial
from typing import Any

import structlog

from agents.means import Means
from agents.stages import SPECS, Spec, check, use_the_pool, warm
from streams.delivery.app import create_app
from streams.delivery.children.memory import MIB
from streams.delivery.event import Work
from streams.delivery.forwarder import Forwarder
from streams.delivery.pool import Pool
from streams.delivery.service import end, serve
from streams.delivery.stage import Delivery
from streams.delivery.traces import Traces
from streams.health import Condition, Health, HealthServer
from streams.kafka.cluster import check_groups, check_topics, inspect
from streams.kafka.patches import leave_groups_from_generation_zero
from streams.kafka.publisher import Publisher
from streams.metrics import Metrics
from streams.settings import Settings
from streams.stages import Stage
from streams.topics import Topics
from streams.version import VERSION
from streams.watch.heartbeat import Heartbeat
from streams.watch.monitor import Monitor, Watched
from streams.watch.tracing import tracing

log = structlog.get_logger(__name__)

EMBEDDED_SESSION_TIMEOUT = 10.0  # seconds; joining the embedded broker's groups takes half the session timeout


class Worker:
    """A worker for the stages of its settings.

    `metrics` and `health` can be read while it runs; both are served at `url`. `specs` says how stages work.
    """

    def __init__(self, settings: Settings, *, specs: Mapping[Stage, Spec] = SPECS) -> None:
        self.settings = settings
        self.topics = Topics(settings)
        self.metrics = Metrics()
        self.health = Health()
        self.url = ""
        self._specs = specs

    async def run(self, stop: asyncio.Event) -> bool:
        """Work until `stop` is set; return whether it was set and all events in hand were finished.

        Raises InvalidSettings if traces cannot be made or a model cannot be used, BrokerUnavailable,
        TopicsMisconfigured (TopicLost if a topic is lost while it runs), PoolFailed, BreakerTripped, OSError if the
        port for metrics is taken, or aiokafka's error if newsmill lacks a right.
        """
        settings = self.settings
        check(settings.stages, settings)
        async with AsyncExitStack() as stack:
            traces = await stack.enter_async_context(tracing(settings))
            cluster = await inspect(settings)
            await check_topics(settings, self.topics)
            await check_groups(settings)
            if cluster.embedded:
                leave_groups_from_generation_zero()
                shorter = min(settings.session_timeout, EMBEDDED_SESSION_TIMEOUT)
                settings = settings.model_copy(update={"session_timeout": shorter})
            await self._serve_health(stack, settings)
            pool = await self._pool(stack)
            publisher = Publisher(settings, cluster, self.metrics)
            await publisher.start()
            stack.push_async_callback(publisher.stop)
            means = Means(settings, self.topics, self.metrics, pool, stack)
            works = {stage: self._specs[stage].make(means) for stage in settings.stages}
            watched = [self._stage(stage, settings, work, publisher, traces) for stage, work in works.items()]
            self._watch(stack, settings, watched, true_ends=not cluster.embedded)
            forwarder = Forwarder(settings, self.topics, publisher, self.metrics)
            apps = [one.app for one in watched]
            _run_beside(stack, forwarder.run(), halt=apps[0].halt)
            # Modules live for ever; a collection that walks them stops the event loop for 30 ms.
            gc.collect()
            gc.freeze()
            return await serve(apps, stop)

    async def _serve_health(self, stack: AsyncExitStack, settings: Settings) -> None:
        """Begin to serve metrics and health; the stages are not ready yet."""
        self.health.ready["pool"] = lambda: Condition(False, "its children are loading models")
        self.health.ready["stages"] = lambda: Condition(False, "they start when the pool is warm")
        server = HealthServer(settings, self.metrics, self.health)
        await server.start()
        stack.push_async_callback(server.stop)
        self.url = server.url
        names = [stage.value for stage in settings.stages]
        log.info("worker starting", version=VERSION, broker=settings.broker, stages=names, serving=self.url)

    async def _pool(self, stack: AsyncExitStack) -> Pool:
        """Start the pool; without a stage that uses it, one idle child."""
        stages = self.settings.stages
        pool = Pool(
            self.settings.pool_size if use_the_pool(stages) else 1,
            warm(stages, self.settings),
            deadline=self.settings.task_deadline,
            metrics=self.metrics,
            child_memory=self.settings.pool_child_memory * MIB,
        )
        stack.callback(pool.stop)
        await pool.start()
        self.health.ready["pool"] = lambda: Condition(True, f"{pool.size} children are warm")
        return pool

    def _stage(self, stage: Stage, settings: Settings, work: Work, publisher: Publisher, traces: Traces) -> Watched:
        """Make a stage's app, with its delivery, for the monitor to watch."""
        app = create_app(stage, settings, self.metrics)
        delivery = Delivery(
            stage,
            work,
            publisher,
            settings,
            self.topics,
            self.metrics,
            halt=app.halt,
            ordered=self._specs[stage].ordered,
            traces=traces,
        )
        app.deliver(delivery, self.topics)
        app.on_assigned = lambda tenures: work.assign({place.partition: tenure for place, tenure in tenures.items()})
        app.on_drain = work.hurry
        if stage.state is not None:
            self.health.ready[f"{stage}_state"] = work.recovered
        return Watched(app, signs=(lambda: delivery.progressed, lambda: work.progressed))

    def _watch(self, stack: AsyncExitStack, settings: Settings, watched: Sequence[Watched], *, true_ends: bool) -> None:
        """Start the monitor and the heartbeat, and add their conditions to the probes."""
        monitor = Monitor(settings, watched, self.metrics, self.topics, true_ends=true_ends)
        heartbeat = Heartbeat(self.metrics)
        halt = watched[0].app.halt
        _run_beside(stack, monitor.run(), halt=halt)
        _run_beside(stack, heartbeat.run(), halt=halt)
        del self.health.ready["stages"]  # each stage has its own condition from here on
        self.health.ready["broker"] = monitor.broker
        self.health.ready["topics"] = monitor.topics
        self.health.live["event_loop"] = heartbeat.condition
        for one in watched:
            self.health.ready[f"{one.app.stage}_assigned"] = one.assigned
            self.health.live[f"{one.app.stage}_progress"] = partial(monitor.progress, one)


def _run_beside(stack: AsyncExitStack, work: Coroutine[Any, Any, None], *, halt: Callable[[Exception], None]) -> None:
    """Run a task as long as the stack is open; its failure ends the worker."""

    def ended(task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and isinstance(error := task.exception(), Exception):
            halt(error)

    task = asyncio.create_task(work)
    task.add_done_callback(ended)

    stack.push_async_callback(end, task)
