"""Safe YAML that refuses a key written twice instead of keeping the last."""

from __future__ import annotations

from typing import Any

import yaml


def load(text: str) -> Any:
    """The document's value; yaml.YAMLError and what else bad YAML comes to."""
    return yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a SafeLoader


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    pass


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for key, (key_node, _) in zip(keys, node.value, strict=True):
        if keys.count(key) > 1:
            raise yaml.constructor.ConstructorError(None, None, f"key {key!r} twice", key_node.start_mark)
    loader.flatten_mapping(node)
    return dict(loader.construct_pairs(node, deep=True))


_StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
