"""The rules of the house that a program can hold. Each test names every place that breaks its rule."""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import unmarked_text

PROJECT = Path(__file__).resolve().parent.parent
OWN_FOLDERS = ("reading_room", "statements", "scripts", "templates", "static", "tests", "requirements", ".ci")
FOREIGN = ("static/vendor", "tests/e2e/vendor", "tests/data", "statements/samples", "statements/migrations")
TEXT_SUFFIXES = {".py", ".html", ".css", ".js", ".json", ".md", ".toml", ".txt", ".yaml", ".svg", ""}
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 40
ROOMS_NOBODY_OWNS = {"utils", "util", "helpers", "helper", "common", "mixins", "signals", "services", "misc", "tools"}
MAY_MARK_SAFE = {"statements/text/markdown.py", "statements/text/marks.py"}
HTMX_ATTRIBUTES = {"get", "post", "target", "swap", "trigger", "push-url", "swap-oob", "confirm"}


def name_of(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def own_files(*suffixes: str, folders: tuple[str, ...] = OWN_FOLDERS) -> Iterator[Path]:
    """Files of the project that are its own work; without `suffixes` every text file, those of the root included."""
    paths = [*PROJECT.iterdir()] if folders == OWN_FOLDERS else []
    for folder in folders:
        paths += (PROJECT / folder).rglob("*")
    for path in sorted(paths):
        wanted = path.suffix in (suffixes or TEXT_SUFFIXES)
        if path.is_file() and wanted and "__pycache__" not in path.parts and not name_of(path).startswith(FOREIGN):
            yield path


def lines_that_match(pattern: str, paths: Iterator[Path], flags: int = 0) -> list[str]:
    found = re.compile(pattern, flags)
    return [
        f"{name_of(path)}:{number}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if found.search(line)
    ]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def templates() -> Iterator[Path]:
    return own_files(".html", folders=("templates", "statements"))


def scripts() -> Iterator[Path]:
    return own_files(".js", folders=("static",))


# --- HTML ----------------------------------------------------------------------------------------------------------


def test_templates_switch_no_escaping_off() -> None:
    assert lines_that_match(r"\|\s*safe(seq)?\b|autoescape\s+off", templates()) == []


def test_safe_strings_are_made_in_two_modules_only() -> None:
    makers = {
        name_of(path)
        for path in own_files(".py", folders=("statements", "reading_room"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("mark_safe", "SafeString", "SafeData")
    }
    assert makers <= MAY_MARK_SAFE, makers


def test_format_html_has_a_constant_format() -> None:
    loose = [
        f"{name_of(path)}:{node.lineno}"
        for path in own_files(".py", folders=("statements", "reading_room"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("format_html", "format_html_join")
        and not all(isinstance(argument, ast.Constant) for argument in node.args[: _formats(node)])
    ]
    assert loose == []


def _formats(call: ast.Call) -> int:
    return 2 if getattr(call.func, "id", getattr(call.func, "attr", "")) == "format_html_join" else 1


def test_templates_hold_no_inline_style_or_script() -> None:
    inline = r"<style\b|\sstyle\s*=|<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=|javascript:|\bhx-on\b"
    assert lines_that_match(inline, templates(), re.IGNORECASE) == []


def test_templates_use_the_small_subset_of_htmx() -> None:
    attributes = re.compile(r"\s(?:data-)?hx-([a-z-]+)(?::inherited)?(?=[\s=>])")
    found = {
        f"{name_of(path)}: hx-{name}"
        for path in templates()
        for name in attributes.findall(path.read_text(encoding="utf-8"))
        if name not in HTMX_ATTRIBUTES
    }
    assert found == set()


def test_no_idiom_of_htmx_2_is_left() -> None:
    old_events = r"htmx:[a-z]+[A-Z]|hx-ext\b|hx-disable\b|hx-vars\b|hx-sse\b|hx-ws\b"
    assert lines_that_match(old_events, templates()) + lines_that_match(old_events, scripts()) == []


def test_fragments_extend_nothing() -> None:
    fragments = (path for path in templates() if path.name.startswith("_"))
    assert lines_that_match(r"{%\s*extends\b", fragments) == []


def test_static_files_that_templates_name_are_there() -> None:
    # The hashed storage knows only files that were collected: a missing one ends as a server error.
    named = re.compile(r"{%\s*static\s+[\"']([^\"']+)[\"']")
    missing = {
        f"{name_of(path)}: {file}"
        for path in templates()
        for file in named.findall(path.read_text(encoding="utf-8"))
        if not (PROJECT / "static" / file).is_file() and not file.startswith("admin/")
    }
    assert missing == set()


# --- Text for people -----------------------------------------------------------------------------------------------


def test_templates_mark_every_text_for_translation() -> None:
    unmarked = [
        f"{name_of(path)}:{line}: {text}"
        for path in templates()
        for line, text in unmarked_text.in_template(path.read_text(encoding="utf-8"))
    ]
    assert unmarked == []


def test_python_marks_every_text_for_translation() -> None:
    unmarked = [
        f"{name_of(path)}:{line}: {text}"
        for path in own_files(".py", folders=("statements", "reading_room"))
        if "management" not in path.parts
        for line, text in unmarked_text.in_python(path.read_text(encoding="utf-8"))
    ]
    assert unmarked == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p>{% translate "Notes" %} {{ count }} · 3</p>', []),
        ("<p>{% blocktranslate count n=n %}one\n note{% plural %}notes{% endblocktranslate %}</p>", []),
        ('{% block main_class %}frame{% endblock %}<a aria-label="{{ at }}s{{ n }}">{{ at }}</a>', []),
        ("{# a remark #}{% comment %}another{% endcomment %}<br>", []),
        ('<p class="a {% if b %}c{% endif %}" id="x">{{ words }}</p>', []),
        ('<kbd>j</kbd><code>a b</code><span translate="no">Ctrl</span>', []),
        ('<use href="#i"/><input type="hidden" value="abc">', []),
        ("<p>\nNotes\n</p>", [(1, "Notes")]),
        ("<p>{% if a %}Заметки{% endif %}</p>", [(1, "Заметки")]),
        ('<code>x</code>\n<b aria-label="Close">×</b>', [(2, "Close")]),
        ('<input type="submit" value="Save">', [(1, "Save")]),
        ('<input placeholder="Quote {{ n }}">', [(1, "Quote")]),
        ('<div data-empty-message="Nothing yet"></div>', [(1, "Nothing yet")]),
        ('<span translate="no"><i>Ctrl</i></span>then', [(1, "then")]),
    ],
)
def test_template_scanner_tells_marked_from_unmarked(source: str, found: list[tuple[int, str]]) -> None:
    assert unmarked_text.in_template(source) == found


def test_python_scanner_tells_marked_from_unmarked() -> None:
    source = 'CharField(label="Quote", help_text=_("As printed"))\nlog.info("x")\nraise ValidationError("Too long")'
    assert sorted(unmarked_text.in_python(source)) == [(1, "Quote"), (3, "Too long")]


# --- Scripts -------------------------------------------------------------------------------------------------------

COMMENTS = re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL)
# From the keyword to the closing quote, then whatever follows on that line.
IMPORTS = re.compile(r"\b(?:import|export)\b(?!\.)\s*(?:[^;\"'`()]*?\bfrom\s*)?([\"'])([^\"']+)\1([^\n]?)")


def test_module_imports_are_relative_and_end_in_a_semicolon() -> None:
    loose = [
        f"{name_of(path)}: {match[0]}"
        for path in scripts()
        for match in IMPORTS.finditer(COMMENTS.sub("", path.read_text(encoding="utf-8")))
        if match[3] != ";" or not match[2].startswith((".", "/"))
    ]
    assert loose == []


def test_no_import_is_quoted_in_a_comment() -> None:
    # collectstatic would take it for a real one, look for the file and fail.
    quoted = [
        f"{name_of(path)}: {comment}"
        for path in scripts()
        for comment in COMMENTS.findall(path.read_text(encoding="utf-8"))
        if re.search(r"\b(?:import|export)\b[^\n]*[\"'][./]", comment) or "sourceMappingURL" in comment
    ]
    assert quoted == []


def test_scripts_write_no_html_and_run_no_text() -> None:
    pattern = r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b|new Function\b|\.style\.cssText"
    assert lines_that_match(pattern, scripts()) == []


def test_no_test_is_left_out() -> None:
    scripts_of_tests = own_files(".js", folders=("tests",))
    assert lines_that_match(r"\b(?:test|it|describe|suite)\.(?:skip|only|todo)\b|\bskip: *true", scripts_of_tests) == []
    marked = re.compile(r"@pytest\.mark\.(?:skip|skipif|xfail)\b")
    own = [path for path in own_files(".py", folders=("tests",)) if marked.search(path.read_text(encoding="utf-8"))]
    assert [name_of(path) for path in own if path != Path(__file__).resolve()] == []


# --- Files ---------------------------------------------------------------------------------------------------------


def test_no_room_that_nobody_owns() -> None:
    named = {
        name_of(path)
        for path in own_files(".py", ".js")
        if {path.stem, *path.relative_to(PROJECT).parts} & ROOMS_NOBODY_OWNS
    }
    assert named == set()


def test_files_stay_short() -> None:
    long = {
        name_of(path): lines
        for path in own_files(".py", ".html", ".css", ".js")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_functions_stay_short() -> None:
    long = {
        f"{name_of(path)}: {node.name}": lines
        for path in own_files(".py", folders=("reading_room", "statements", "scripts"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and (lines := _lines_of_code(node)) > MOST_LINES_OF_A_FUNCTION
    }
    assert long == {}


def _lines_of_code(function: ast.FunctionDef) -> int:
    """Lines of the body alone: neither the signature nor the docstring makes a function hard to follow."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_vendored_files_are_the_ones_that_were_checked_in() -> None:
    for root in (PROJECT / "static/vendor", PROJECT / "tests/e2e/vendor"):
        kept = {
            name: checksum
            for checksum, name in (line.split("  ", 1) for line in (root / "CHECKSUMS").read_text().splitlines())
        }
        there = {
            path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in root.rglob("*")
            if path.is_file() and path.name not in ("CHECKSUMS", "README.md")
        }
        assert there == kept
        assert {folder.name for folder in root.iterdir() if folder.is_dir()} == {
            name.split("/")[0] for name in kept if name.endswith("/LICENSE")
        }


def test_fonts_of_an_english_reader_stay_light() -> None:
    fonts = [path for path in (PROJECT / "static/vendor").rglob("*-latin-wght-*.woff2") if "naskh" not in path.name]
    assert len(fonts) == 3
    assert sum(path.stat().st_size for path in fonts) <= 135_000


def test_no_registry_address_and_no_path_of_a_machine() -> None:
    hosts = r"pypi\.(?:org|python)|python(?:hosted)\.org|registry\.(?:npm|yarn)|npm(?:js)\.(?:org|com)"
    paths = r"(?<![\w.])/(?:home|root|Users|work)/\w|/tmp/(?!\.)\w"
    own = (path for path in own_files() if path != Path(__file__).resolve())
    assert lines_that_match(f"{hosts}|{paths}", own) == []
