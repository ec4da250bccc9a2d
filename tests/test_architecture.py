"""The one direction of ARCHITECTURE.md, and what must never be imported."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "converter" / "guestcore"

LAYERS = (
    {"sentence", "lazy", "__init__"},
    {"errors", "model", "progress", "text"},
    {"files"},
    {"checkpoint"},
    {"guest"},
    {"machines"},
    {"sources", "demo"},
    {"insight"},
    {"core"},
    {"validation"},
    {"choices"},
    {"pipeline"},
    {"examination"},
    {"engines"},
    {"capture"},
    {"report"},
    {"cli_arguments", "cli_output"},
    {"cli"},
    {"__main__"},
)
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

MODULES = sorted(PACKAGE.rglob("*.py"))


def area(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imported_names(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            if node.module == "guestcore":
                names |= {f"guestcore.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def test_every_module_has_a_layer():
    folders = {
        path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in MODULES
    }
    assert folders <= set(RANK)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    for name in imported_names(path):
        if not name.startswith("guestcore.") or area(name) not in RANK:
            continue
        other = area(name)
        assert RANK[other] < RANK[own] or other == own, f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_names_qt(path):
    assert not {name for name in imported_names(path) if name.startswith("PySide")}


def test_the_validator_does_not_use_the_writer():
    for path in (PACKAGE / "validation").rglob("*.py"):
        assert not {n for n in imported_names(path) if n.startswith("guestcore.core")}


def test_the_whole_program_imports_with_qt_absent():
    program = (
        "import sys, pkgutil, importlib\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('PySide6', 'shiboken6'):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "import guestcore\n"
        "for module in pkgutil.walk_packages(guestcore.__path__, 'guestcore.'):\n"
        "    if not module.name.endswith('__main__'):\n"
        "        importlib.import_module(module.name)\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_block_decoder_starts_without_heavy_imports():
    program = (
        "import sys\n"
        "import guestcore.__main__, guestcore.files.decode_worker\n"
        "print(*(m for m in ('numpy', 'construct', 'elftools') if m in sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""


def test_packaging_is_no_package():
    # it would hide PyPI's "packaging" from every build tool started here
    assert not (ROOT / "packaging" / "__init__.py").exists()
