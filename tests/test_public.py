"""Tests of the façade `ale_moderation`."""

from importlib.metadata import version
from inspect import ismodule
from pathlib import Path

import ale_moderation
from ale_moderation import errors, model

PACKAGE = Path(ale_moderation.__file__).parent


def test_all() -> None:
    """`__all__` names everything that is there but the modules, each once and in order."""
    there = {
        name
        for name, value in vars(ale_moderation).items()
        if not ismodule(value) and not (name.startswith("_") and name != "__version__")
    }

    assert sorted(there) == sorted(ale_moderation.__all__)
    assert len(set(ale_moderation.__all__)) == len(ale_moderation.__all__)


def test_every_error() -> None:
    """Every error of the library is public, and all but Problem belong to one tree."""
    raised = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, Exception)
    }

    assert raised <= set(ale_moderation.__all__)
    assert all(issubclass(getattr(errors, name), errors.ModerationError) for name in raised)


def test_every_value() -> None:
    """Every class that a decision is made of is public."""
    values = {
        name
        for name, value in vars(model).items()
        if isinstance(value, type) and value.__module__ == model.__name__
    }

    assert values <= set(ale_moderation.__all__)


def test_version() -> None:
    """The version is that of the distribution."""
    assert version("ale-moderation") == ale_moderation.__version__


def test_typed() -> None:
    """The package tells type checkers that it has types."""
    assert (PACKAGE / "py.typed").is_file()
