"""One frozen Settings, read once, at a surface: a file, then the environment, then the command line.

Environment variables start with ROTASCOPE_; the file is `rotascope.toml` in the platform's user
configuration folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from platformdirs import user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from rotascope.errors import BadArgument

__all__ = ["Settings", "settings"]


class Settings(BaseSettings):
    """Everything a user may set once for all commands."""

    model_config = SettingsConfigDict(
        env_prefix="ROTASCOPE_",
        frozen=True,
        extra="ignore",
        toml_file=user_config_path("rotascope") / "rotascope.toml",
    )

    store: Path = Field(
        default_factory=lambda: user_data_path("rotascope") / "store",
        description="Folder of the store; --store overrides it.",
    )

    contact: str = Field(
        default="", description="E-mail address told to the SEC, which refuses anonymous programs."
    )
    fred_key: SecretStr = Field(
        default=SecretStr(""), description="FRED API key: vintages (ALFRED) need one."
    )
    feeds: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Addresses of RSS or Atom feeds that `sync news` reads; in the environment"
        " separated by blanks.",
    )
    facts_of: str = Field(
        default="",
        description="Fund for whose members `sync` fetches company filings, such as IWM.",
    )
    mirror: str = Field(
        default="",
        description="Address of a mirror that stands for the internet: https://host/path is asked of it"
        " as MIRROR/host/path. May be private.",
    )

    llm_url: str = Field(
        default="",
        description="Address of a language model that speaks the OpenAI protocol, such as"
        " http://localhost:11434/v1: `check --reader llm` asks it. May be private.",
    )
    llm_model: str = Field(default="", description="The language model's name at that address.")
    llm_key: SecretStr = Field(
        default=SecretStr(""), description="The key for that address, if it wants one."
    )
    llm_tokens: int = Field(
        default=200_000, ge=0, description="Tokens a day that the language model may take."
    )
    transformer: Path | None = Field(
        default=None,
        description="Folder of a classifier saved by transformers: `check --reader transformer`.",
    )

    embeddings: Path | None = Field(
        default=None,
        description="Folder of static embeddings saved by model2vec: `library QUERY` then finds"
        " synonyms too.",
    )

    @field_validator("feeds", mode="before")
    @classmethod
    def _split(cls, given: object) -> object:
        """A text of several addresses is what an environment can hold."""
        return tuple(given.split()) if isinstance(given, str) else given

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Command line over environment over file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def settings() -> Settings:
    """The settings of this machine. Raises BadArgument for a value that a setting cannot take.

    The value is not repeated: it may be a secret.
    """
    try:
        return Settings()
    except ValidationError as trouble:
        first = trouble.errors(include_input=False, include_url=False)[0]
        name = str(first["loc"][0]) if first["loc"] else "settings"
        raise BadArgument(
            f"the setting {name} has a value it cannot take",
            first["msg"][0].lower() + first["msg"][1:],
            f"ROTASCOPE_{name.upper()}, or {name} in {Settings.model_config['toml_file']}",
        ) from None
