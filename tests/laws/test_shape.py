"""How the tree looks: small files and functions, exact names, a test for every module."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.laws import tree

LINES_A_FILE, LINES_A_FUNCTION = 350, 40
SOURCES = [path for path in tree.sources() if path.name != "__init__.py"]
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
UNSAFE = {"eval", "exec", "pickle", "marshal", "shelve", "dill", "cloudpickle"}
RAISING = {"raises", "warns", "fail"}
Law = Callable[[Path], Iterator[str]]


def broken(law: Law, paths: Iterable[Path]) -> str:
    """Every offence in every file, one sentence a line; '' if the law holds."""
    return "\n".join(sentence for path in paths for sentence in law(path))


def short_file(path: Path) -> Iterator[str]:
    lines = len(tree.text(path).splitlines())
    if lines > LINES_A_FILE:
        yield f"{tree.where(path)} has {lines} lines, {LINES_A_FILE} are the most"


def short_functions(path: Path) -> Iterator[str]:
    for function in tree.functions(path):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LINES_A_FUNCTION:
            at = tree.where(path, function)
            yield f"{function.name} at {at} has {lines} lines, {LINES_A_FUNCTION} are the most"


def _listed(module: ast.Module) -> list[str] | None:
    for node in module.body:
        if isinstance(node, ast.Assign) and [tree.dotted(t) for t in node.targets] == ["__all__"]:
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


def _defined(module: ast.Module) -> set[str]:
    body = module.body
    found = {node.name for node in body if isinstance(node, tree.Function | ast.ClassDef)}
    targets = [t for n in body if isinstance(n, ast.Assign) for t in n.targets]
    targets += [n.target for n in body if isinstance(n, ast.AnnAssign)]
    found |= {tree.dotted(leaf) for target in targets for leaf in ast.walk(target)}
    return found | {
        a.asname or a.name for n in body if isinstance(n, ast.ImportFrom) for a in n.names
    }


def exact_all(path: Path) -> Iterator[str]:
    listed = _listed(tree.tree(path))
    if listed is None:
        yield f"{tree.where(path)} has no __all__"
        return
    if len(listed) != len(set(listed)):
        yield f"{tree.where(path)}: __all__ repeats a name"
    absent = set(listed) - _defined(tree.tree(path))
    if absent:
        yield f"{tree.where(path)}: __all__ names {sorted(absent)}, which it does not define"


def imports_what_is_offered(path: Path) -> Iterator[str]:
    for module, node in tree.imported(path):
        home, _, name = module.rpartition(".")
        if not home.startswith("rotascope.") or not isinstance(node, ast.ImportFrom):
            continue
        owner = importlib.import_module(home)
        if node.module == home and not hasattr(owner, "__path__") and name not in owner.__all__:
            yield f"{tree.where(path, node)} imports {name}, which {home} does not list in __all__"


def mirrored(path: Path) -> Iterator[str]:
    inside = path.relative_to(tree.SRC)
    mirror = tree.TESTS / inside.parent / f"test_{inside.stem.strip('_')}.py"
    if not mirror.is_file():
        yield f"{tree.where(path)} has no {tree.where(mirror)}"


def _checks(function: tree.Function, helpers: frozenset[str]) -> bool:
    """An assertion, a `pytest.raises`, or a call to a helper that asserts."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call):
            called = tree.dotted(node.func).split(".")[-1]
            if called in RAISING | helpers or called.startswith("assert"):
                return True
    return False


def _asserting(path: Path) -> frozenset[str]:
    """Functions of a test file, other than tests, that assert; also those that call one."""
    others = [f for f in tree.functions(path) if not f.name.startswith("test_")]
    direct = frozenset(f.name for f in others if _checks(f, frozenset()))
    return direct | {f.name for f in others if _checks(f, direct)}


def able_to_fail(path: Path) -> Iterator[str]:
    tests = [f for f in tree.functions(path) if f.name.startswith("test_")]
    if not tests:
        yield f"{tree.where(path)} holds no test"
    helpers = _asserting(path)
    for function in tests:
        if not _checks(function, helpers):
            yield f"{function.name} at {tree.where(path, function)} asserts nothing"


def finished(path: Path) -> Iterator[str]:
    found = UNFINISHED.search(tree.text(path))
    if found and path != Path(__file__).resolve():
        yield f"{tree.where(path)} still says {found.group()}"


def named_errors(path: Path) -> Iterator[str]:
    """No bare or broad except.

    `except BaseException` is allowed where a panic of a native library must be caught; the handler
    then says why in a comment and lets KeyboardInterrupt and SystemExit through.
    """
    for node in ast.walk(tree.tree(path)):
        if not isinstance(node, ast.ExceptHandler):
            continue
        at = tree.where(path, node)
        if node.type is None:
            yield f"{at} catches everything without saying so"
            continue
        caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        names = {tree.dotted(kind) for kind in caught}
        if "Exception" in names:
            yield f"{at} catches Exception: name the errors"
        if "BaseException" in names and not _explained(path, node):
            yield (
                f"{at} catches BaseException without a reason in a comment or without re-raising"
                " KeyboardInterrupt and SystemExit"
            )


def _explained(path: Path, handler: ast.ExceptHandler) -> bool:
    lines = tree.text(path).splitlines()
    around = "\n".join(lines[max(handler.lineno - 14, 0) : (handler.end_lineno or 0) + 1])
    return "#" in around and "KeyboardInterrupt" in around and "SystemExit" in around


def plain_data(path: Path) -> Iterator[str]:
    """Nothing is evaluated and nothing unpickled."""
    for module, node in tree.imported(path):
        if module.split(".")[0] in UNSAFE:
            yield f"{tree.where(path, node)} imports {module}"
    for node in ast.walk(tree.tree(path)):
        if isinstance(node, ast.Call):
            if tree.dotted(node.func) in UNSAFE:
                yield f"{tree.where(path, node)} calls {tree.dotted(node.func)}"
            if any(word.arg == "allow_pickle" and not _false(word.value) for word in node.keywords):
                yield f"{tree.where(path, node)} allows pickles"


def _false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False


def documented(path: Path) -> Iterator[str]:
    module = tree.tree(path)
    if not ast.get_docstring(module):
        yield f"{tree.where(path)} has no docstring"
    for node in module.body:
        public = isinstance(node, tree.Function | ast.ClassDef) and not node.name.startswith("_")
        if public and not _trivial(node) and not ast.get_docstring(node):
            yield f"{node.name} at {tree.where(path, node)} has no docstring"


def _trivial(node: ast.stmt) -> bool:
    return isinstance(node, tree.Function) and (node.end_lineno or 0) - node.lineno <= 3


LAWS: list[tuple[Law, list[Path]]] = [
    (short_file, tree.sources()),
    (short_functions, tree.sources()),
    (exact_all, SOURCES),
    (imports_what_is_offered, SOURCES),
    (mirrored, SOURCES),
    (able_to_fail, tree.test_files()),
    (finished, [*tree.sources(), *tree.test_files()]),
    (named_errors, tree.sources()),
    (plain_data, tree.sources()),
    (documented, SOURCES),
]


@pytest.mark.parametrize(("law", "paths"), LAWS, ids=lambda part: getattr(part, "__name__", ""))
def test_the_tree_obeys(law: Law, paths: list[Path]) -> None:
    assert len(paths) > 50, "the law looks at hardly any file"
    assert broken(law, paths) == ""


LONG = "def f():\n" + "    x = 1\n" * LINES_A_FUNCTION
OFFENCES: list[tuple[Law, str]] = [
    (short_file, '"""Doc."""\n' * (LINES_A_FILE + 1)),
    (short_functions, LONG),
    (exact_all, '__all__ = ["gone"]\n'),
    (exact_all, "x = 1\n"),
    (imports_what_is_offered, "from rotascope.errors import annotations\n"),
    (able_to_fail, "def test_it():\n    print(1)\n"),
    (finished, "# TO" + "DO later\n"),
    (named_errors, "try:\n    pass\nexcept Exception:\n    pass\n"),
    (named_errors, "try:\n    pass\nexcept:\n    pass\n"),
    (named_errors, "try:\n    pass\nexcept BaseException:\n    pass\n"),
    (plain_data, "import pickle\n"),
    (plain_data, "eval('1')\n"),
    (plain_data, "np.load(p, allow_pickle=True)\n"),
    (documented, '"""Doc."""\n' + LONG),
]


@pytest.mark.parametrize(("law", "code"), OFFENCES, ids=lambda part: getattr(part, "__name__", ""))
def test_every_law_sees_its_offence(
    law: Law, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tree, "ROOT", tmp_path)
    offender = tmp_path / "offender.py"
    offender.write_text(code)
    assert "offender.py" in broken(law, [offender])
