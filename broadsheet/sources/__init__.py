"""Source files: what ops edit, validated. Cheap to import, so a DAG file may.

A source file is YAML, one per news site; `docs/adding-a-source.md` explains every key.
"""

from broadsheet.sources.folder import (
    SourceFile,
    find_source,
    load_file,
    load_folder,
    load_source,
    source_names,
    sources_dir,
)
from broadsheet.sources.source import Section, Source, zone
from broadsheet.sources.values import WebUrl, hostport

__all__ = [
    "Section",
    "Source",
    "SourceFile",
    "WebUrl",
    "find_source",
    "hostport",
    "load_file",
    "load_folder",
    "load_source",
    "source_names",
    "sources_dir",
    "zone",
]
