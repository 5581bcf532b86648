"""Whether a pool can be used: it generates a token. A green `/health` may have a hung engine behind it.

One look; repeated looks while requests are under way are `watch.py`.
"""

import time

from jobs_assets.llm.lane import Lane
from jobs_assets.llm.records import PoolState, Request
from jobs_assets.llm.wire import Reply, chat_body

PROBE = Request(
    custom_id="readiness",
    messages=[{"role": "user", "content": "Say yes."}],
    schema={"type": "object", "properties": {}, "additionalProperties": False},
    max_tokens=4,
)


async def state_of(lane: Lane) -> PoolState:
    """The state of one pool, asked now and past its queue of turns; its breaker neither asks nor hears."""
    server = lane.server
    began = time.monotonic()
    if server.tier == "cloud":
        models = await server.models()
        ready = models is not None
        detail = "answers; not asked for a token, which would cost" if ready else "does not list its models"
    else:
        body = chat_body(PROBE, server.model, server.dialect, 0.0)
        outcome = await server.chat(
            body, server.patience.probe, prompt_bound=1 << 16, max_tokens=PROBE.max_tokens
        )
        ready = isinstance(outcome, Reply) and (outcome.usage is None or outcome.usage.completion > 0)
        if isinstance(outcome, Reply):
            detail = "generates" if ready else "answers without a token"
        else:
            detail = f"{outcome.word}: {outcome.detail}"
    return PoolState(
        pool=lane.pool,
        tier=server.tier,
        base_url=server.api,
        model=server.model,
        ready=ready,
        detail=detail,
        max_model_len=await lane.limit() if ready else None,
        seconds=time.monotonic() - began,
    )
