"""What is known about a text: checked and corrected before it is published."""

import pytest

from statements.actions.edition import publish_upload
from statements.models import Draft, Upload
from tests.make_upload import make_draft
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(edith):
    return make_draft(by=edith)


def fields_of(browser, draft):
    """The form as the desk shows it, ready to be sent again."""
    form = browser.get(f"/uploads/{draft.pk}/").context["form"]
    return {field.name: field.value() for field in form if field.value() not in (None, False)}


def save(browser, draft, fields, **changed):
    return browser.post(f"/uploads/{draft.pk}/about/", {**fields, **changed})


def test_saving_keeps_what_was_typed(edith_browser, draft):
    fields = fields_of(edith_browser, draft)
    response = save(
        edith_browser,
        draft,
        fields,
        title="  Joint   Declaration of Moscow ",
        kind="communique",
        parties="Russian Federation (rus); ASEAN",
        topics="Security, security，外空",
        language="RU-x-mfa",
        source_url="https://example.org/a",
        retrieved_on="2026-05-04",
        digest_of_title="Charter",
        digest_of_date="1999-05-01",
        members_only="on",
    )
    assert (response.status_code, response["Location"]) == (303, f"/uploads/{draft.pk}/")
    upload = Upload.objects.get()
    assert upload.about == {
        **draft.about,
        "title": "Joint Declaration of Moscow",
        "kind": "communique",
        "parties": [{"name": "Russian Federation", "iso": "RUS"}, {"name": "ASEAN", "iso": ""}],
        "topics": ["Security", "外空"],
        "language": "ru-x-mfa",
        "digest_of": {"title": "Charter", "date": "1999-05-01", "url": ""},
        "members_only": True,
    }
    assert (upload.source_url, str(upload.retrieved_on)) == ("https://example.org/a", "2026-05-04")


def test_saving_the_form_as_it_is_changes_nothing(edith_browser, draft):
    assert save(edith_browser, draft, fields_of(edith_browser, draft)).status_code == 303
    assert Upload.objects.get().about == draft.about


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("title", " ", "This field is required."),
        ("language", "English", "is no language tag"),
        ("parties", "China (CHIN); ((", "is no party as this field takes it"),
        ("date_signed", "soon", "Enter a valid date."),
        ("statement", "not-held", "No statement is held at this address."),
        ("source_url", "javascript:alert(1)", "Enter a valid URL."),
        ("title", "a\0b", "Null characters are not allowed."),
    ],
)
def test_bad_values_are_told_beside_their_field_and_kept(edith_browser, draft, name, value, words):
    response = save(edith_browser, draft, fields_of(edith_browser, draft), **{name: value, "place": "Kept place"})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert 'value="Kept place"' in page
    assert 'aria-invalid="true"' in page
    assert Upload.objects.get().about == draft.about


def test_the_second_of_two_editors_sees_both_wordings(edith_browser, oscar_browser, draft):
    fields = fields_of(edith_browser, draft)
    save(edith_browser, draft, fields, place="Beijing")
    response = save(oscar_browser, draft, fields, place="Kazan")
    page = response.content.decode()
    assert response.status_code == 409
    assert response.context["differing"] == [("Place", "Beijing")]
    assert 'value="Kazan"' in page
    assert Upload.objects.get().about["place"] == "Beijing"
    again = {field.name: field.value() for field in response.context["form"] if field.value() not in (None, False)}
    assert save(oscar_browser, draft, again).status_code == 303
    assert Upload.objects.get().about["place"] == "Kazan"


def test_correcting_blocks_does_not_make_the_form_stale(edith_browser, draft):
    fields = fields_of(edith_browser, draft)
    edith_browser.post(f"/uploads/{draft.pk}/correct/", {"deed": "settle", "turn": 0, "place": 0})
    assert save(edith_browser, draft, fields, place="Beijing").status_code == 303


def test_statements_of_the_same_day_or_title_are_named(edith_browser, edith, draft):
    edith_browser.post(f"/uploads/{draft.pk}/publish/", fields_of(edith_browser, draft))
    other = make_draft(by=edith, text="Other words of the same day", title="Another title")
    response = edith_browser.get(f"/uploads/{other.pk}/")
    assert [statement.slug for statement in response.context["held"]] == ["2001-07-16-joint-declaration"]


def test_the_form_has_a_page_of_its_own(edith_browser, draft):
    response = edith_browser.get(f"/uploads/{draft.pk}/about/")
    assert response.status_code == 200
    assert 'id="columns"' not in response.content.decode()


@pytest.mark.parametrize("name", ["alice", "lena", "rita", "vera"])
def test_only_editors_save(name, request, draft, edith_browser):
    fields = fields_of(edith_browser, draft)
    assert save(signed_in(request.getfixturevalue(name)), draft, fields, place="Kazan").status_code == 403
    assert Upload.objects.get().about == draft.about


def test_signatures_are_corrected_and_published(edith_browser, edith, draft):
    fields = fields_of(edith_browser, draft)
    assert fields["signatories"] == "A. Ivanov; President; RUS"
    save(edith_browser, draft, fields, signatories=" A. Ivanov ;  Foreign   Minister; RUS\n\n; Witness\nB. Chen;;CHN")
    upload = Upload.objects.get()
    assert upload.draft == {
        **draft.draft,
        "signatories": [
            {"name": "A. Ivanov", "office": "Foreign Minister", "party": "RUS"},
            {"name": None, "office": "Witness", "party": None},
            {"name": "B. Chen", "office": None, "party": "CHN"},
        ],
    }
    shown = fields_of(edith_browser, draft)["signatories"]
    assert shown == "A. Ivanov; Foreign Minister; RUS\n; Witness\nB. Chen; ; CHN"
    edition = publish_upload(upload=upload, by=edith)
    assert [(row.name, row.party.iso if row.party else "") for row in edition.signatories.all()] == [
        ("A. Ivanov", "RUS"),
        ("", ""),
        ("B. Chen", "CHN"),
    ]


@pytest.mark.parametrize("words", ["A; B; RUS; more", "x" * 201])
def test_a_signature_of_another_shape_is_refused(edith_browser, draft, words):
    response = save(edith_browser, draft, fields_of(edith_browser, draft), signatories=words)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert Upload.objects.get().draft == draft.draft


def test_what_was_typed_and_not_saved_is_there_again_for_its_author_alone(edith_browser, oscar_browser, draft):
    typed = {**fields_of(edith_browser, draft), "place": "Beijing", "key": f"upload {draft.pk}"}
    assert edith_browser.post("/drafts/", typed).status_code == 200
    form = edith_browser.get(f"/uploads/{draft.pk}/").context["form"]
    assert (form["place"].value(), Upload.objects.get().about["place"]) == ("Beijing", "Moscow")
    assert "is filled in, and not saved yet" in edith_browser.get(f"/uploads/{draft.pk}/about/").content.decode()
    assert fields_of(oscar_browser, draft)["place"] == "Moscow"
    save(edith_browser, draft, fields_of(edith_browser, draft))
    assert Upload.objects.get().about["place"] == "Beijing"
    assert not Draft.objects.exists()


def test_a_draft_typed_before_someone_else_saved_does_not_overwrite_them(edith_browser, oscar_browser, draft):
    typed = {**fields_of(edith_browser, draft), "place": "Beijing"}
    edith_browser.post("/drafts/", {**typed, "key": f"upload {draft.pk}"})
    save(oscar_browser, draft, fields_of(oscar_browser, draft), place="Astana")
    response = save(edith_browser, draft, fields_of(edith_browser, draft))
    assert response.status_code == 409
    assert Upload.objects.get().about["place"] == "Astana"


def test_words_sent_after_signing_out_are_back_after_signing_in(edith, edith_browser, draft):
    typed = {**fields_of(edith_browser, draft), "place": "Beijing", "writer": edith.pk}
    edith_browser.logout()
    assert edith_browser.post(f"/uploads/{draft.pk}/about/", typed).status_code == 302
    kept = dict(edith_browser.session)
    edith_browser.force_login(edith)
    session = edith_browser.session
    session.update(kept)
    session.save()
    form = edith_browser.get(f"/uploads/{draft.pk}/about/").context["form"]
    assert (form["place"].value(), Upload.objects.get().about["place"]) == ("Beijing", "Moscow")
