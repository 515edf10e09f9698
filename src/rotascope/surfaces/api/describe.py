"""The interface's description, OpenAPI 3.1: questions from the table of nouns, answers from the terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from rotascope import __version__
from rotascope.errors import BadFile, NoAnswer, RotascopeError
from rotascope.surfaces.api.answering import JSON, PROBLEM
from rotascope.surfaces.api.paging import PAGING
from rotascope.surfaces.nouns import DAY, Noun, Parameter, nouns
from rotascope.terms import Account, Checked

__all__ = ["MOST", "MULTIPART", "STATUSES", "UPLOADS", "Upload", "description"]

MULTIPART = "multipart/form-data"
ARTICLE_KINDS = ("text/plain", "text/html", "application/pdf", "application/rss+xml",
                 "application/octet-stream", MULTIPART)  # fmt: skip
BOOK_KINDS = ("text/csv", "text/plain", "application/octet-stream", MULTIPART)
MOST = 25_000_000
"""Bytes of a file, as on the command line."""
MOMENT = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$"
STATUSES = {
    400: "A parameter is unknown, missing, repeated or not of its kind.",
    401: "A key is needed where the service is not on loopback.",
    403: "A page of another site asked, or the key only reads.",
    404: "Nothing of that name, or no answer: `detail` says why, `try` what to do.",
    405: "Another method.",
    406: "The answer is JSON; the Accept header refuses it.",
    408: "A body that took too long to come.",
    411: "A body without its length.",
    413: "A larger body than is read.",
    414: "A longer address than is read.",
    415: "A body of another kind.",
    421: "A host name that the service does not answer to.",
    422: "The file that was sent cannot be read as what it should be.",
    429: "Too many requests; `Retry-After` says when to come again.",
    500: "A mistake of ours.",
    503: "No data yet, a busy or a damaged store; `Retry-After` says when, where it passes.",
}
ASKING = (400, 401, 403, 404, 405, 406, 413, 414, 421, 429, 500, 503)
SENDING = (*ASKING, 408, 411, 415, 422)


@dataclass(frozen=True, slots=True)
class Upload:
    """A question with a file in its body. `unread`: what is raised of a file that cannot be read."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    kinds: tuple[str, ...]
    most: int
    answer: Any
    unread: tuple[type[RotascopeError], ...]

    @property
    def path(self) -> str:
        """Where it is sent to."""
        return f"/api/v1/{self.name}"


PUBLISHED = Parameter(
    "published", "The day it was published, in place of what it says.", kind="day"
)
FETCHED = Parameter("fetched", "When the file was saved, for 'published 11 hours ago'.", pattern=MOMENT,
                    most=25)  # fmt: skip
READER = Parameter("reader", "Who scores the tone.", default="builtin",
                   choices=("builtin", "transformer", "llm"))  # fmt: skip
ITEM = Parameter(
    "item", "Which entry of a feed, counted from 1.", kind="whole", default=0, most=10_000
)
KEEP = Parameter(
    "keep", "Keep the article, its findings and its theses.", kind="flag", default=True
)
UPLOADS = (
    Upload("check", "An article's tone, its claims against the tape, and the case against.",
           (PUBLISHED, FETCHED, READER, ITEM, KEEP, DAY), ARTICLE_KINDS, MOST, Checked,
           (BadFile, NoAnswer)),
    Upload("book", "Positions of a broker's file at the last closes known. Nothing of it is stored.",
           (DAY,), BOOK_KINDS, MOST, Account, (BadFile,)),
)  # fmt: skip


@cache
def description() -> Mapping[str, Any]:
    """The whole document."""
    refs, schemas = _schemas()
    paths = {one.path: {"get": _question(one, refs[one.name])} for one in nouns()}
    paths |= {one.path: {"post": _upload(one, refs[one.name])} for one in UPLOADS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rotascope",
            "version": __version__,
            "description": "Who leads the US equity market, is leadership rotating, and how sure are we."
            " The same questions and objects as on the command line. Rates, weights and returns are"
            " fractions; what cannot be answered is null beside a status and a reason.",
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {**schemas, "Problem": PROBLEM_SCHEMA},
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],
    }


def _schemas() -> tuple[dict[str, Any], dict[str, Any]]:
    """(the schema of each answer by noun, the schemas they refer to)."""
    from pydantic import TypeAdapter

    answers = [(one.name, one.answer) for one in nouns()]
    answers += [(one.name, one.answer) for one in UPLOADS]
    wanted: list[tuple[str, Literal["serialization"], TypeAdapter[Any]]] = [
        (name, "serialization", TypeAdapter(answer)) for name, answer in answers
    ]
    made, shared = TypeAdapter.json_schemas(wanted, ref_template="#/components/schemas/{model}")
    return {name: schema for (name, _), schema in made.items()}, shared.get("$defs", {})


def _question(one: Noun, schema: Any) -> dict[str, Any]:
    parameters = (*one.parameters, *(PAGING if one.listed else ()))
    headers = {"ETag": _header("Changes with the store."), "Cache-Control": _header("Ask again.")}
    if one.listed:
        headers["Link"] = _header('The next page, rel="next"; absent on the last.')
    answer = {
        "description": "The answer.",
        "headers": headers,
        "content": {JSON: {"schema": schema}},
    }
    return {
        "operationId": one.name.replace("/", "-"),
        "summary": one.title,
        "parameters": [*(_parameter(item) for item in parameters), TAGGED],
        "responses": {"200": answer, "304": {"description": "Not modified."}, **_refusals(ASKING)},
    }


def _upload(one: Upload, schema: Any) -> dict[str, Any]:
    answer = {"description": "The answer.", "content": {JSON: {"schema": schema}}}
    return {
        "operationId": one.name,
        "summary": one.title,
        "parameters": [_parameter(item) for item in one.parameters],
        "requestBody": {"required": True, "content": {kind: _body(kind) for kind in one.kinds}},
        "responses": {"200": answer, **_refusals(SENDING)},
    }


def _body(kind: str) -> dict[str, Any]:
    """Any bytes, of which none can be of a wrong type; a form has one file."""
    if kind != MULTIPART:
        return {"schema": {}}
    file = {"contentMediaType": "application/octet-stream"}  # any bytes are a file
    form = {"type": "object", "properties": {"file": file}, "required": ["file"]}
    return {"schema": {**form, "additionalProperties": False}}


def _refusals(statuses: Sequence[int]) -> dict[str, Any]:
    problem = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        str(one): {"description": STATUSES[one], "content": problem} for one in sorted(statuses)
    }


def _header(text: str) -> dict[str, Any]:
    return {"description": text, "schema": {"type": "string"}}


TAGGED = {
    "name": "If-None-Match",
    "in": "header",
    "description": "The ETag of an answer that is there already.",
    "schema": {"type": "string"},
}


def _parameter(one: Parameter) -> dict[str, Any]:
    schema = _schema(one)
    if one.many:
        schema = {"type": "array", "items": schema, "maxItems": 40, "minItems": int(one.required)}
    if one.default not in (None, ()):
        schema["default"] = one.default
    return {"name": one.name, "in": "query", "description": one.help, "required": one.required,
            "schema": schema}  # fmt: skip


def _schema(one: Parameter) -> dict[str, Any]:
    """What one value may be."""
    if one.kind == "flag":
        return {"type": "boolean"}
    if one.kind == "whole":
        return {"type": "integer", "minimum": one.least, "maximum": one.most}
    if one.kind == "day":
        return {"type": "string", "format": "date"}
    if one.choices:
        return {"type": "string", "enum": list(one.choices)}
    return {"type": "string", "pattern": one.pattern, "minLength": one.least, "maxLength": one.most}


PROBLEM_SCHEMA = {
    "type": "object",
    "description": "RFC 9457: what was wrong, what was expected, what to try.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "expected": {"type": "string"},
        "try": {"type": "string"},
        "instance": {"type": "string"},
    },
    "required": ["type", "title", "status", "detail", "expected", "try"],
    "additionalProperties": False,
}
