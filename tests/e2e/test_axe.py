"""Nothing that axe-core calls serious or critical on any page people work with, in light and dark, wide and narrow."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from statements.jobs.worker import Worker
from statements.models import Annotation
from tests.e2e.hands import form, open_text, path_of, press_in_bar, ready, select
from tests.make import make_annotation, make_edition, make_reply, make_theme
from tests.make_upload import make_draft

LOOKS = [
    pytest.param({"color_scheme": scheme, "viewport": {"width": width, "height": 900}}, id=f"{scheme}-{width}")
    for scheme in ("light", "dark")
    for width in (1440, 375)
]
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


@pytest.mark.parametrize("look", LOOKS)
def test_pages_of_an_analyst_have_no_serious_fault(new_page, serious_faults, alice, edition, notes, look):
    Worker().turn()
    page = new_page(alice, **look)
    uuid = notes[1].uuid
    paths = {
        "library": "/",
        "reading page": path_of(edition),
        "note form": path_of(edition, "notes/new/?at=2s1"),
        "search": "/search/?q=peace",
        "themes": "/themes/",
        "notebook": "/notebook/",
        "account": "/account/",
        "note": f"/annotations/{uuid}/",
        "wordings": f"/annotations/{uuid}/history/",
        "not found": "/nowhere/",
        "refused": "/uploads/",
    }
    faults = {}
    for name, path in paths.items():
        page.goto(path)
        ready(page)
        faults[name] = serious_faults(page)
    expect(page.get_by_text("403")).to_be_visible()
    assert faults == dict.fromkeys(paths, [])


@pytest.mark.parametrize("look", LOOKS)
def test_notes_in_the_margin_have_no_serious_fault(new_page, serious_faults, alice, edition, notes, look):
    page = new_page(alice, **look)
    open_text(page, edition, f"#n{notes[1].pk}")
    expect(page.locator(f"#n{notes[1].pk} .thread")).to_be_visible()
    assert serious_faults(page) == []
    select(page, "text speaks of peace")
    press_in_bar(page, "Note")
    expect(form(page).get_by_label("Note", exact=True)).to_be_focused()
    assert serious_faults(page) == []


@pytest.mark.parametrize("look", LOOKS)
def test_upload_desk_has_no_serious_fault(new_page, serious_faults, edith, live_server, look):
    draft = make_draft(by=edith)
    page = new_page(edith, **look)
    paths = ["/uploads/", "/uploads/new/", f"/uploads/{draft.pk}/", f"/uploads/{draft.pk}/preview/"]
    faults = {}
    for path in paths:
        page.goto(path)
        ready(page)
        faults[path] = serious_faults(page)
    assert faults == dict.fromkeys(paths, [])


@pytest.mark.parametrize("look", LOOKS)
def test_pages_for_strangers_have_no_serious_fault(new_page, serious_faults, edition, look):
    page = new_page(**look)
    paths = ["/", path_of(edition), path_of(edition, "cite/?at=1"), "/help/", "/accounts/login/", "/statements/none/"]
    faults = {}
    for path in paths:
        page.goto(path)
        ready(page)
        faults[path] = serious_faults(page)
    assert faults == dict.fromkeys(paths, [])
