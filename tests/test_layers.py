"""Imports run one way through the package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import ale_moderation

PACKAGE = Path(ale_moderation.__file__).parent


SHOWS_ITSELF = {
    "_repr_html_": {"ale_moderation.display"},
    "__repr__": {"ale_moderation.display"},
    "trace": {"ale_moderation.moderator"},
    "counterfactuals": {"ale_moderation.moderator"},
}
"""A value that is asked about itself asks what stands above it: these methods, and this only."""


def imports(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, but for values that show themselves."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in SHOWS_ITSELF:
            above = [n for n in node.body if isinstance(n, ast.ImportFrom)]
            assert {n.module for n in above} <= SHOWS_ITSELF[node.name], path
            node.body = [n for n in node.body if n not in above]
    typing_only = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and getattr(block.test, "id", "") == "TYPE_CHECKING"
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ale_moderation"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield (
                    inner
                    if (PACKAGE.parent / inner.replace(".", "/")).with_suffix(".py").is_file()
                    else node.module or ""
                )
        elif isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name.startswith("ale_moderation"))


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


GRAPH = {name_of(path): set(imports(path)) for path in PACKAGE.rglob("*.py")}


def test_no_cycles() -> None:
    """No module imports itself, however far round."""
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for imported in GRAPH.get(module, ()):
                visit(imported, (*path, module))
            done.add(module)

    for module in GRAPH:
        visit(module, ())


def test_only_the_engine_imports_durable() -> None:
    """durable stands behind one file."""
    using = {
        path.name for path in PACKAGE.rglob("*.py") if "import durable" in path.read_text("utf-8")
    }

    assert using == {"engine.py"}


def test_detectors_do_not_decide() -> None:
    """Detectors know neither facts, rules nor the engine."""
    above = {f"ale_moderation.{name}" for name in ("facts", "rulebook", "engine", "moderator")}
    for module, imported in GRAPH.items():
        if module.startswith("ale_moderation.detectors"):
            assert not imported & above, module
