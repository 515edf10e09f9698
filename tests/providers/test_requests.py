"""What a source asks for."""

from rotascope.providers.requests import Request


def test_a_request_is_good_for_one_session_unless_it_says_otherwise() -> None:
    assert Request("IWM", "https://a.example/IWM", ()).every == 1
