"""A language model, asked once in the OpenAI protocol: no tools, one bounded answer, typed or refused.

The address is the user's own setting and may be private: a model on the same machine is the best one
to have. Nothing of an article, or of a page, ever becomes an address here.
"""

from __future__ import annotations

import asyncio
import warnings
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from rotascope.errors import BadArgument, NoAnswer, NoData

if TYPE_CHECKING:
    import httpx2
    from pydantic import BaseModel, SecretStr
    from pydantic_ai import Agent

__all__ = ["MOST_TOKENS", "Endpoint", "ask", "fit"]

MOST_BYTES = 1_000_000
MOST_TOKENS = 8_000
"""Of an answer: two hundred scored sentences and eight takeaways need about half."""
SECONDS = 120.0
UNSAID = ("openai-", "x-stainless-")
"""Headers that the client adds of itself: accounts of the environment, and what machine this is."""
Answer = TypeVar("Answer", bound="BaseModel")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers: base address (ends in /v1 as a rule), its name there, and the key."""

    url: str
    model: str
    key: SecretStr
    seconds: float = SECONDS


def ask(endpoint: Endpoint, rules: str, message: str, answer: type[Answer]) -> tuple[Answer, int]:
    """(answer, tokens the server says it took): one question, at most two requests, the second where
    the first answer was not in the type.

    Raises BadArgument for an endpoint that is none, NoAnswer without the extra `llm`, NoData for
    silence, refusals, redirects, answers of another form and answers beyond 1 MB.
    """
    fit(endpoint)
    if find_spec("pydantic_ai") is None or find_spec("openai") is None:
        raise NoAnswer(
            "the reader llm needs the extra 'llm', which is not installed",
            "pydantic-ai-slim[openai]",
            "pip install 'rotascope[llm]', or --reader builtin",
        )
    # A thread of its own: the caller may sit in a running event loop, as in a notebook. Usage that is
    # nonsense, a count below nought, is told by the client with a path of this machine.
    with warnings.catch_warnings(), ThreadPoolExecutor(1) as alone:
        warnings.filterwarnings("ignore", "Failed to extract usage")
        return alone.submit(asyncio.run, _asked(endpoint, rules, message, answer)).result()


def fit(endpoint: Endpoint) -> None:
    """Raise BadArgument for an endpoint without a web address or a model's name."""
    try:
        parts = urlsplit(endpoint.url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        fits = fits and not parts.username
    except ValueError:  # brackets that are not closed, a port beyond 65,535
        fits = False
    if not fits:
        raise BadArgument(
            "the language model's address is not set, or is none",
            "http://localhost:11434/v1 or the like in ROTASCOPE_LLM_URL",
            "--reader builtin, which needs none",
        )
    if not endpoint.model:
        raise BadArgument("no language model is named", "its name in ROTASCOPE_LLM_MODEL")


async def _asked(
    endpoint: Endpoint, rules: str, message: str, answer: type[Answer]
) -> tuple[Answer, int]:
    import httpx2
    from pydantic_ai.exceptions import AgentRunError, UserError
    from pydantic_ai.usage import UsageLimits

    # No proxy, no credentials of the environment, no redirect: it would carry the key elsewhere.
    wire = httpx2.AsyncClient(
        transport=_bounded(), trust_env=False, follow_redirects=False, timeout=endpoint.seconds
    )
    agent = _agent(endpoint, wire, rules, answer)
    try:
        async with wire:
            ran = await asyncio.wait_for(
                agent.run(message, usage_limits=UsageLimits(request_limit=2)), endpoint.seconds
            )
    except TimeoutError:
        raise NoData(f"the language model was silent for {endpoint.seconds:g} s") from None
    except (AgentRunError, UserError, httpx2.HTTPError, ValueError) as trouble:
        raise NoData(_said(trouble), "one JSON object in its type", "--reader builtin") from None
    return ran.output, max(ran.usage.total_tokens or 0, 0)


def _agent(
    endpoint: Endpoint, wire: httpx2.AsyncClient, rules: str, answer: type[Answer]
) -> Agent[object, Answer]:
    """One that has rules and an answer's type, and no tool."""
    from openai import AsyncOpenAI
    from pydantic_ai import Agent, PromptedOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    client = AsyncOpenAI(
        base_url=endpoint.url,
        api_key=endpoint.key.get_secret_value() or "none",
        http_client=wire,
        max_retries=0,
        timeout=endpoint.seconds,
    )
    model = OpenAIChatModel(endpoint.model, provider=OpenAIProvider(openai_client=client))
    return Agent(
        model,
        output_type=PromptedOutput(answer),
        instructions=rules,
        retries=1,
        model_settings={"temperature": 0.0, "max_tokens": MOST_TOKENS},
    )


def _said(trouble: BaseException) -> str:
    """The kind of trouble alone: a server's own words could hold anything, the key among it."""
    status = getattr(trouble, "status_code", None)
    told = f", HTTP {status}" if isinstance(status, int) else ""
    return f"the language model gave no answer that can be used ({type(trouble).__name__}{told})"


def _bounded() -> httpx2.AsyncBaseTransport:
    """A transport whose answers are plain and end after 1 MB, however long the server talks."""
    import httpx2

    class Counted(httpx2.AsyncByteStream):
        def __init__(self, stream: httpx2.AsyncByteStream) -> None:
            self.stream = stream

        async def __aiter__(self):  # type: ignore[no-untyped-def]
            size = 0
            async for part in self.stream:
                size += len(part)
                if size > MOST_BYTES:
                    raise httpx2.ReadError("longer than any answer")
                yield part

        async def aclose(self) -> None:
            await self.stream.aclose()

    class Bounded(httpx2.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            for name in [one for one in request.headers if one.lower().startswith(UNSAID)]:
                del request.headers[name]
            request.headers["accept-encoding"] = "identity"
            response = await super().handle_async_request(request)
            # A packed answer could be small on the wire and fill the memory.
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                await response.aclose()
                raise httpx2.ReadError("a packed answer, which was not asked for")
            response.stream = Counted(response.stream)  # type: ignore[arg-type]
            return response

    return Bounded(trust_env=False)
