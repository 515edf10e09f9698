"""The live line: everyone hears, nobody is held up."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from rotascope.store.market import Market
from rotascope.store.tables import Dataset
from rotascope.surfaces.web.live import MOST, QUEUE, Live, changes, mount_live, word
from tests.surfaces.web.conftest import ADDRESS


def test_a_listener_who_does_not_read_loses_the_oldest_word_only() -> None:
    async def told() -> tuple[list[int], int]:
        live = Live()
        slow, quick = live.join(), live.join()
        assert slow is not None
        assert quick is not None
        heard = []
        for number in range(QUEUE + 3):
            live.tell({"version": number})
            heard.append(quick.get_nowait()["version"])
        assert heard == list(range(QUEUE + 3))
        live.leave(quick)
        return [slow.get_nowait()["version"] for _ in range(slow.qsize())], len(live.listeners)

    left, listening = asyncio.run(told())
    assert left == [3, 4, 5, 6]
    assert listening == 1


def test_there_is_an_end_to_how_many_listen() -> None:
    async def filled() -> object:
        live = Live()
        assert all(live.join() for _ in range(MOST))
        return live.join()

    assert asyncio.run(filled()) is None


def test_a_page_hears_the_version_at_once(site: Any, app: Any) -> None:
    with site.websocket_connect("/ws", headers={"host": "127.0.0.1"}) as line:
        assert line.receive_json() == word(app.state.server)


def test_another_sites_page_hears_nothing(site: Any) -> None:
    from starlette.websockets import WebSocketDisconnect

    foreign = {"host": "127.0.0.1", "origin": "http://evil.example"}
    with pytest.raises(WebSocketDisconnect), site.websocket_connect("/ws", headers=foreign):
        pytest.fail("it was let in")


def test_a_change_of_the_store_is_told(tmp_path: Path) -> None:
    from rotascope.settings import Settings
    from rotascope.surfaces.web.server import Server

    Market.open(tmp_path, create=True).close()
    server = Server(tmp_path, Settings())

    async def heard() -> tuple[Any, Any]:
        live = Live()
        queue = live.join()
        assert queue is not None
        market = Market.open(tmp_path)
        market.declare(Dataset("more", 10, "", "in file"))
        market.close()
        async for said in changes(server, live, 0.01):
            return said, queue.get_nowait()
        return None, None

    before = server.version
    said, queued = asyncio.run(heard())
    server.close()
    assert said == queued == word(server)
    assert said["version"] != before


def test_the_address_is_mounted_on_any_application(app: Any) -> None:
    from fastapi import FastAPI
    from starlette.testclient import TestClient

    bare, live = FastAPI(), Live()
    mount_live(bare, app.state.server, live)
    with TestClient(bare, base_url=ADDRESS).websocket_connect("/ws") as line:
        line.receive_json()
        assert len(live.listeners) == 1
    assert live.listeners == set()
