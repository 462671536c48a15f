"""The dependency direction of the contract, read from the syntax tree."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("broadsheet", "dags", "plugins", "spiders", "pipelines")
FOREIGN = {
    "broadsheet": {"scrapy", "twisted", "airflow", "dags", "plugins", "spiders", "pipelines"},
    "dags": {"scrapy", "twisted", "plugins", "spiders", "pipelines"},
    "plugins": {"scrapy", "twisted", "dags", "spiders", "pipelines"},
    "spiders": {"airflow", "dags", "plugins", "pipelines"},
    "pipelines": {"airflow", "dags", "plugins", "spiders"},
}
OWNERS = {
    "boto3": "broadsheet/rawstore.py",
    "botocore": "broadsheet/rawstore.py",
    "psycopg2": "broadsheet/articledb/",
    "alembic": "broadsheet/articledb/",
}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@cache
def imports(path: Path) -> set[str]:
    """Top-level names of all imports, those inside functions included."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def test_the_tree_has_modules_to_read() -> None:
    """The rules below would hold for an empty tree too."""
    assert all(modules(package) for package in PACKAGES if package != "plugins")


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_only_what_lies_below_them(package: str) -> None:
    """dags, plugins, spiders and pipelines know broadsheet, never each other; it knows none."""
    broken = {
        str(path.relative_to(ROOT)): sorted(imports(path) & FOREIGN[package]) for path in modules(package)
    }
    assert {path: names for path, names in broken.items() if names} == {}


@pytest.mark.parametrize(("library", "owner"), OWNERS.items())
def test_slow_clients_have_one_owner(library: str, owner: str) -> None:
    """One module imports boto3, one package holds all SQL."""
    users = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in modules(package)
        if library in imports(path)
    }
    assert {user for user in users if not user.startswith(owner)} == set()
    assert users, f"nothing imports {library}: has its owner moved?"


def test_the_reader_is_pure() -> None:
    """Extraction knows no network, clock, database, environment or framework."""
    forbidden = {
        "socket",
        "urllib3",
        "requests",
        "httpx",
        "os",
        "time",
        "psycopg2",
        "boto3",
        "asyncio",
        "logging",
    }
    used = {path.name: sorted(imports(path) & forbidden) for path in modules("broadsheet/extraction")}
    assert {name: names for name, names in used.items() if names} == {}


@pytest.mark.parametrize(
    "package", ["broadsheet/discovery", "broadsheet/extraction", "broadsheet/siteprofile", "spiders"]
)
def test_the_map_of_a_package_names_every_file_once(package: str) -> None:
    """Who adds a file says in the package's docstring which question it answers."""
    text = ast.get_docstring(ast.parse((ROOT / package / "__init__.py").read_text(encoding="utf-8"))) or ""
    lines = re.findall(r"^    (\w+(?:, \w+)*)  +\S", text, re.MULTILINE)
    named = [name for line in lines for name in line.split(", ")]
    parts = [
        path for path in (ROOT / package).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    ]
    assert sorted(named) == sorted(path.stem for path in parts if path.stem != "__init__")


def test_stages_are_small() -> None:
    """One stage per file, each short enough to be read at once."""
    long = {
        path.name: count
        for path in modules("pipelines")
        if (count := len(path.read_text().splitlines())) > 120
    }
    assert long == {}
