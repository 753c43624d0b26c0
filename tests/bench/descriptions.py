"""A description cut to a part of its paths, or doubled: to see how cost grows with size."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

Json = Any
SECOND = "Second"


def read(path: Path) -> Json:
    """Reads a description in JSON."""
    return json.loads(path.read_text())


def cut(description: Json, parts: int) -> Json:
    """Every `parts`-th path, with the components that those paths lead to."""
    kept = copy.deepcopy(description)
    paths = kept.get("paths", {})
    kept["paths"] = {path: item for at, (path, item) in enumerate(paths.items()) if at % parts == 0}
    kept.pop("webhooks", None)
    kept.pop("x-webhooks", None)
    _drop_unreached(kept)
    return kept


def whole(description: Json) -> Json:
    """All paths, cut in the same way."""
    return cut(description, 1)


def doubled(description: Json) -> Json:
    """Every path a second time, under another prefix and with components of its own."""
    first = whole(description)
    second = _renamed(copy.deepcopy(first))
    for path, item in second["paths"].items():
        first["paths"][f"/second{path}"] = item
    for kind, components in second.get("components", {}).items():
        for name, component in components.items():
            first["components"][kind].setdefault(name, component)
    return first


def _drop_unreached(description: Json) -> None:
    components = description.get("components", {})
    reached: set[tuple[str, str]] = set()
    waiting = [description["paths"], components.get("securitySchemes", {})]
    while waiting:
        for kind, name in _references(waiting.pop()):
            if (kind, name) not in reached and name in components.get(kind, {}):
                reached.add((kind, name))
                waiting.append(components[kind][name])
    for kind in [kind for kind in components if kind != "securitySchemes"]:
        components[kind] = {
            name: part for name, part in components[kind].items() if (kind, name) in reached
        }


def _references(value: Json) -> list[tuple[str, str]]:
    """The components that a value leads to, by kind and name."""
    found = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            reference = one.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/components/"):
                kind, name = reference.split("/")[2:4]
                found.append((kind, name.replace("~1", "/").replace("~0", "~")))
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return found


def _renamed(value: Json) -> Json:
    """The same with other names for operations and for all components but ways to authenticate."""
    components = value.get("components", {})
    for kind in [kind for kind in components if kind != "securitySchemes"]:
        components[kind] = {f"{name}{SECOND}": part for name, part in components[kind].items()}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            reference = one.get("$ref")
            if isinstance(reference, str) and reference.startswith("#/components/"):
                start, kind, name, *rest = reference.removeprefix("#/").split("/")
                one["$ref"] = "/".join(["#", start, kind, f"{name}{SECOND}", *rest])
            if isinstance(one.get("operationId"), str):
                one["operationId"] += f"/{SECOND}"
            mapping = one.get("mapping")
            if isinstance(mapping, dict):
                one["mapping"] = {key: f"{target}{SECOND}" for key, target in mapping.items()}
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    return value
