"""Nothing that axe-core calls serious or critical on any page people work with, in light and dark, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from playwright.sync_api import Page, expect

from statements.jobs.worker import Worker
from statements.models import Annotation
from statements.models.index import index_edition
from tests.e2e.hands import form, open_text, path_of, press_in_bar, ready, select
from tests.make import make_annotation, make_edition, make_reply, make_theme
from tests.make_batch import make_batch
from tests.make_upload import make_draft

LOOKS = [(scheme, width) for width in (1440, 375) for scheme in ("light", "dark")]
SENTENCE = "Sentence {n} of this text speaks of peace and of space. "


@pytest.fixture
def edition(live_server):
    text = "\n\n".join("".join(SENTENCE.format(n=10 * block + n) for n in range(10)).strip() for block in range(20))
    return make_edition(text=text)


@pytest.fixture
def notes(alice, bob, desk, edition):
    """Two hundred notes on the text: some alone, some stacked, some with themes, an answer, a question."""
    make_theme("Peace", hue=3)
    make_theme("Space", hue=8)
    made = [
        make_annotation(
            by=(alice, bob)[n % 2],
            on=f"Sentence {n} of",
            edition=edition,
            team=desk,
            body=f"Note **{n}** on it, with a [link](https://example.org)." if n % 5 else "",
            themes=[["Peace"], ["Space", "Peace"], []][n % 3] or ([] if n % 5 else ["Space"]),
            motivation=("commenting", "questioning", "describing")[n % 3],
        )
        for n in range(190)
    ]
    made += [make_annotation(by=alice, on="Sentence 3 of", edition=edition, body=f"Again {n}") for n in range(10)]
    make_reply(made[1], by=bob)
    assert Annotation.objects.count() == 200
    return made


@pytest.fixture
def faults_of(serious_faults) -> Callable[..., dict[str, list[str]]]:
    """Faults by page and look: each page is loaded once and looked at in light and dark, wide and narrow."""

    def find(page: Page, paths: Sequence[str] = ()) -> dict[str, list[str]]:
        faults = {}
        for path in paths or [""]:
            if path:
                page.goto(path)
                ready(page)
            for scheme, width in LOOKS:
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                page.set_viewport_size({"width": width, "height": 900})
                found = serious_faults(page)
                if found:
                    faults[f"{path} {scheme} {width}"] = found
        page.set_viewport_size({"width": 1440, "height": 900})
        return faults

    return find


def test_pages_of_an_analyst_have_no_serious_fault(new_page, faults_of, alice, edition, notes):
    Worker().turn()
    index_edition(edition.pk)
    page = new_page(alice)
    note = f"/annotations/{notes[1].uuid}/"
    text, writing = path_of(edition), path_of(edition, "notes/new/?at=2s1")
    rooms = ["/", "/pairs/", "/search/?q=peace", "/themes/", "/notebook/", "/account/", "/nowhere/", "/uploads/"]
    assert faults_of(page, [text, writing, note, f"{note}history/", *rooms]) == {}
    expect(page.get_by_text("403")).to_be_visible()


def test_notes_in_the_margin_have_no_serious_fault(new_page, faults_of, alice, edition, notes):
    page = new_page(alice)
    open_text(page, edition, f"#n{notes[1].pk}")
    expect(page.locator(f"#n{notes[1].pk} .thread")).to_be_visible()
    assert faults_of(page) == {}
    select(page, "text speaks of peace")
    press_in_bar(page, "Note")
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()
    assert faults_of(page) == {}


def test_upload_desk_has_no_serious_fault(new_page, faults_of, edith, live_server):
    draft = f"/uploads/{make_draft(by=edith).pk}/"
    batch = f"/uploads/batches/{make_batch(by=edith, one=b'One.', photo=b'GIF89a').pk}/"
    assert faults_of(new_page(edith), ["/uploads/", "/uploads/new/", draft, f"{draft}preview/", batch]) == {}


def test_compare_pages_have_no_serious_fault(new_page, faults_of, edition):
    slug = edition.statement.slug
    changed = "\n\n".join(p.text.replace("peace", "calm") for p in edition.paragraphs.all()[1:])
    make_edition(statement=edition.statement, text=changed)
    other = make_edition(text=SENTENCE.format(n=33).replace("peace", "war") + "Words are ours.")
    compare, second = f"/compare/?a={slug}/en/1", f"{slug}/en/2"
    pages = ["/compare/", f"{compare}&b={second}", f"{compare}&b={other.statement.slug}", f"{compare}&b=nosuch"]
    assert faults_of(new_page(), pages) == {}


def test_pages_for_strangers_have_no_serious_fault(new_page, faults_of, edition):
    cite = path_of(edition, "cite/?at=1")
    paths = ["/", path_of(edition), cite, "/help/", "/accounts/login/", "/statements/none/"]
    assert faults_of(new_page(), paths) == {}
