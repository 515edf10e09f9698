"""Versions of everything that shapes a number: ours, those we stand on, Python's and the store's."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Version", "versions"]


@dataclass(frozen=True, slots=True)
class Version:
    """The version of something that shapes a number."""

    name: str
    version: str


def versions(fingerprint: str = "") -> tuple[Version, ...]:
    """Ours first, then what the package requires, Python, and the store's where one is named."""
    import platform
    from importlib.metadata import PackageNotFoundError, requires
    from importlib.metadata import version as installed

    import rotascope

    found = [Version("rotascope", rotascope.__version__)]
    try:
        wanted = [line for line in requires("rotascope") or () if "extra ==" not in line]
        names = (_name(line) for line in wanted)
        found += [Version(name, installed(name)) for name in names]
    except PackageNotFoundError as absent:
        found.append(Version(str(absent.name), "not installed"))
    found.append(Version("python", platform.python_version()))
    if fingerprint:
        found.append(Version("store", fingerprint))
    return tuple(found)


def _name(requirement: str) -> str:
    """'numpy' of 'numpy>=2.2'."""
    for place, sign in enumerate(requirement):
        if not (sign.isalnum() or sign in "-_."):
            return requirement[:place]
    return requirement
