"""A language model is asked once, within bounds; whatever a server does ends in one sentence."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from time import monotonic, sleep

import pytest
from pydantic import SecretStr

from rotascope.articles.llm import ModelReading
from rotascope.errors import BadArgument, NoData
from rotascope.providers.llm import Endpoint, ask
from tests.providers import llm_stub
from tests.providers.llm_stub import Stub, chat, reply

pytest.importorskip("pydantic_ai")
GOOD = json.dumps({"sentences": [{"number": 0, "score": 0.5}]})
SECRET = "sk-of-nobody-else"


@pytest.fixture
def stub() -> Iterator[Stub]:
    with llm_stub.serving() as served:
        yield served


def asked(stub: Stub, seconds: float = 10.0) -> tuple[ModelReading, int]:
    endpoint = Endpoint(stub.url, "stub-1", SecretStr(SECRET), seconds)
    return ask(endpoint, "the rules", '{"article": []}', ModelReading)


def test_an_answer_in_its_type_comes_back_with_its_tokens(stub: Stub) -> None:
    stub.words = lambda _heard: GOOD
    told, tokens = asked(stub)
    assert [(one.number, one.score) for one in told.sentences] == [(0, 0.5)]
    assert tokens == 30


def test_one_request_without_tools_and_the_key_in_its_header_alone(stub: Stub) -> None:
    stub.words = lambda _heard: GOOD
    asked(stub)
    (body,) = stub.bodies
    assert stub.paths == ["/v1/chat/completions"]
    assert not {"tools", "tool_choice", "functions"} & set(body)
    assert SECRET not in json.dumps(body)
    assert stub.headers[0]["authorization"] == f"Bearer {SECRET}"
    assert body["model"] == "stub-1"
    assert body["temperature"] == 0


def test_no_key_of_the_environment_goes_to_the_users_address(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "of-another-account")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    stub.words = lambda _heard: GOOD
    ask(Endpoint(stub.url, "stub-1", SecretStr("")), "rules", "{}", ModelReading)
    assert "of-another-account" not in json.dumps(stub.headers)


def test_an_answer_out_of_its_type_is_asked_for_once_more(stub: Stub) -> None:
    stub.words = lambda heard: "sorry, no" if len(heard["messages"]) < 4 else GOOD
    told, tokens = asked(stub)
    assert len(told.sentences) == 1
    assert len(stub.bodies) == 2
    assert tokens == 60


JUNK = [
    "", "no", "[]", "null", "{}", '{"sentences": 3}', '{"sentences": [], "extra": 1}', "{" * 5_000,
    '{"sentences": [{"number": 0, "score": 1.5}]}', '{"sentences": [{"number": 0, "score": NaN}]}',
    '{"sentences": [{"number": "0", "score": 0.1}]}', '{"sentences": [{"number": 0, "score": "1"}]}',
    '{"sentences": [{"number": 0, "score": Infinity}]}', '{"sentences": [{"number": -1, "score": 0}]}',
    json.dumps({"sentences": [{"number": 0, "score": 0}] * 201}),
    json.dumps({"sentences": [], "takeaways": [{"text": "x" * 281, "quote": "y" * 10}]}),
    json.dumps({"sentences": [], "names": [{"symbol": "IWM", "score": 2, "quote": "y" * 10}]}),
]  # fmt: skip


@pytest.mark.parametrize("words", JUNK, ids=range(len(JUNK)))
def test_an_answer_that_stays_out_of_its_type_is_no_answer(stub: Stub, words: str) -> None:
    stub.words = lambda _heard: words
    with pytest.raises(NoData, match="no answer that can be used"):
        asked(stub)
    assert len(stub.bodies) == 2


def hang(handler: BaseHTTPRequestHandler, stub: Stub) -> None:
    stub.over.wait(20)
    handler.close_connection = True


def test_a_server_that_is_silent_is_left(stub: Stub) -> None:
    stub.raw = lambda handler: hang(handler, stub)
    began = monotonic()
    with pytest.raises(NoData):
        asked(stub, seconds=0.5)
    assert monotonic() - began < 5


def test_a_server_that_talks_slowly_for_ever_is_left(stub: Stub) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "900000")
        handler.end_headers()
        while not stub.over.is_set():
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                break
            sleep(0.05)
        handler.close_connection = True

    stub.raw = drip
    began = monotonic()
    with pytest.raises(NoData):
        asked(stub, seconds=1.0)
    assert monotonic() - began < 6


def answering(status: int, body: bytes, **headers: str):  # type: ignore[no-untyped-def]
    return lambda handler: reply(handler, status, body, **headers)


RAW = {
    "huge": answering(200, b" " * 3_000_000 + chat(GOOD, 1)),
    "packed": answering(200, gzip.compress(chat(GOOD, 1)), Content_Encoding="gzip"),
    "server error": answering(500, b'{"error": {"message": "sk-of-nobody-else"}}'),
    "too many": answering(429, b"{}"),
    "forbidden": answering(403, b"<html>no</html>"),
    "redirect": answering(302, b"", Location="http://127.0.0.1:9/v1/chat/completions"),
    "no protocol": answering(200, b'{"hello": "there"}'),
    "no json": answering(200, b"\x00\xff\xfe"),
    "no choices": answering(200, b'{"id":"x","object":"chat.completion","created":1,"choices":[]}'),
    "a tool": answering(
        200,
        chat(
            "", 1,
            tool_calls=[{"id": "1", "type": "function",
                         "function": {"name": "read_file", "arguments": '{"path": "/etc/passwd"}'}}],
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("how", RAW)
def test_a_server_that_misbehaves_is_one_sentence(stub: Stub, how: str) -> None:
    stub.raw = RAW[how]
    with pytest.raises(NoData) as caught:
        asked(stub)
    assert SECRET not in str(caught.value)
    assert len(stub.bodies) <= 2


@pytest.mark.parametrize(
    "url",
    [
        "",
        "ftp://127.0.0.1/v1",
        "http://",
        "file:///etc/passwd",
        "http://me@127.0.0.1/",
        "http://[::1",
        "http://localhost:99999/v1",
        "http://localhost:x/v1",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(BadArgument):
        ask(Endpoint(url, "stub-1", SecretStr("")), "rules", "{}", ModelReading)


def test_a_model_without_a_name_is_refused(stub: Stub) -> None:
    with pytest.raises(BadArgument, match="named"):
        ask(Endpoint(stub.url, "", SecretStr("")), "rules", "{}", ModelReading)


def test_nobody_listening_is_one_sentence() -> None:
    with pytest.raises(NoData):
        ask(Endpoint("http://127.0.0.1:9/v1", "x", SecretStr(""), 5), "r", "{}", ModelReading)
