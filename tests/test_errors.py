"""Errors: three parts, one sentence, an exit code."""

from rotascope import errors


def test_a_message_says_what_was_expected_and_what_to_try() -> None:
    message = str(errors.BadFile("prices.csv is empty", "a header and rows", "export it again"))
    assert message == "prices.csv is empty. Expected: a header and rows. Try: export it again."


def test_parts_that_are_missing_leave_no_trace() -> None:
    assert str(errors.NoAnswer("no series for ZZZ")) == "no series for ZZZ."


def test_the_nearest_names_are_offered() -> None:
    error = errors.UnknownName.among(
        "signal", "iwm_spx", ["iwm_spy", "oef_spy"], "rotascope signals"
    )
    assert "did you mean 'iwm_spy'" in str(error)


def test_exit_codes_follow_the_interface() -> None:
    assert errors.NoAnswer("x").exit_code == 1
    assert errors.UnknownName("x").exit_code == errors.BadArgument("x").exit_code == 2
    assert errors.IntegrityError("x").exit_code == errors.BatchHeld("x").exit_code == 3


def test_the_tree_in_the_docstring_is_the_tree_in_the_code() -> None:
    tree = errors.__doc__ or ""
    for name in errors.__all__:
        assert name in tree, f"{name} is missing from the tree drawn in errors.py"
