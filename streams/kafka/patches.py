"""Every patch of aiokafka (0.14): two methods are replaced, each by a function that says why.

tests/streams/delivery/test_faust_contract.py fails if the replaced parts change.
"""

import structlog
from aiokafka.conn import OAuthAuthenticator
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.errors import SaslAuthenticationFailed
from aiokafka.protocol.group import LeaveGroupRequest

log = structlog.get_logger(__name__)

original_step = OAuthAuthenticator.step


async def _checked_step(self: OAuthAuthenticator, answer: bytes | None) -> tuple[bytes, bool] | None:
    if answer:
        raise SaslAuthenticationFailed(answer.decode(errors="replace"))
    step: tuple[bytes, bool] | None = await original_step(self, answer)
    return step


def read_token_refusals() -> None:
    """Make aiokafka notice that a broker refused a token (seen on Kafka 4.4).

    The broker says so in its answer to the token (RFC 7628, section 3.2.2), which aiokafka does not read: it takes the
    token as accepted, and reads the error that follows as the answer to its next request.
    """
    OAuthAuthenticator.step = _checked_step


async def _leave_group(self: GroupCoordinator) -> None:
    """Leave the group in any generation; aiokafka's own method leaves only above 0."""
    if self.generation >= 0 and self._group_instance_id is None:
        try:
            await self._send_req(LeaveGroupRequest(self.group_id, self.member_id))
        except Exception as error:  # the broker may be away; then the session times out
            log.warning("could not leave the group", group=self.group_id, error=repr(error))
    self.reset_generation()


def leave_groups_from_generation_zero() -> None:
    """Make aiokafka leave groups of the embedded broker, whose generations start at 0.

    Without this patch, a rejoin waits until the session of the former member times out.
    """
    GroupCoordinator._maybe_leave_group = _leave_group
