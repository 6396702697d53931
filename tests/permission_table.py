"""Who gets what at which address: the table of DESIGN, section 7, spelled out. tests/test_permissions.py walks it.

Columns: a stranger in a room with PUBLIC = no, texts, texts+notes not yet confirmed, texts+notes confirmed; then vera
(no team), rita (reader of the desk), bob and alice (analysts of the desk), lena (its lead), carol (analyst elsewhere),
edith (editor), oscar (operator). Notes, replies and proposals in the rows are alice's unless they say otherwise.
"""

from __future__ import annotations

from typing import NamedTuple

ROOMS = ("no", "texts", "unconfirmed", "confirmed")
PEOPLE = ("vera", "rita", "bob", "alice", "lena", "carol", "edith", "oscar")
COLUMNS = (*ROOMS, *PEOPLE)


class Row(NamedTuple):
    """`place` names the address in the world of the tests; `statuses` has one for each column."""

    name: str
    place: str
    statuses: tuple[int, ...]
    method: str = "GET"
    data: dict[str, str] = {}


def columns(text: str) -> tuple[int, ...]:
    """ "302 200*3 | 200*8" as a tuple: `status*times`, the bar only parts strangers from people."""
    found: list[int] = []
    for word in text.replace("|", " ").split():
        status, _star, times = word.partition("*")
        found += [int(status)] * int(times or 1)
    assert len(found) == len(COLUMNS), text
    return tuple(found)


ANYONE = columns("200*4 | 200*8")
OPEN = columns("302 200*3 | 200*8")
GONE = columns("302 410*3 | 410*8")
MEMBERS = columns("302*4 | 200*8")
MEMBERS_ONLY = columns("302 404*3 | 200*8")  # an edition strangers may not read: not there for them
NOT_THERE = columns("302 404*3 | 404*8")
NOT_THERE_FOR_MEMBERS = columns("302*4 | 404*8")  # strangers are asked to sign in whether it exists or not
NOWHERE = columns("404*4 | 404*8")
WRITERS_DID = columns("302*4 | 403 403 303*4 403 403")
LEADS = columns("302*4 | 403*4 200 403*3")
LEADS_DID = columns("302*4 | 403*4 303 403*3")
EDITORS = columns("302*4 | 403*6 200 200")
EDITORS_DID = columns("302*4 | 403*6 303 303")
EDITORS_NOT_THERE = columns("302*4 | 403*6 404 404")
OPERATORS = columns("302*4 | 403*7 200")
OPERATORS_DID = columns("302*4 | 403*7 303")

PRIVATE_SEEN = columns("302*4 | 404*3 200 404*4")
PRIVATE_DONE = columns("302*4 | 404*3 303 404*4")
TEAM_SEEN = columns("302*4 | 404 200*4 404*3")
TEAM_AUTHOR = columns("302*4 | 404 403*2 200 403 404*3")
TEAM_AUTHOR_DID = columns("302*4 | 404 403*2 303 403 404*3")
TEAM_WRITERS = columns("302*4 | 404 403 200*3 404*3")
TEAM_WRITERS_DID = columns("302*4 | 404 403 303*3 404*3")
ROOM_SEEN = columns("302*3 200 | 200*8")
ROOM_AUTHOR = columns("302*4 | 403*3 200 403*4")
ROOM_AUTHOR_DID = columns("302*4 | 403*3 303 403*4")
ROOM_WRITERS = columns("302*4 | 403*2 200*3 403*3")
ROOM_WRITERS_DID = columns("302*4 | 403*2 303*3 403*3")
BOBS_REPLY = columns("302*4 | 404 403 200 403*2 404*3")
BOBS_REPLY_DONE = columns("302*4 | 404 403 303 403*2 404*3")

LIBRARY = [
    Row("library", "library", OPEN),
    Row("party_pairs", "party_pairs", OPEN),
    Row("robots", "robots", ANYONE),
    Row("search", "search", OPEN),
    Row("compare", "compare", OPEN),
    Row("compare", "compared compare", OPEN),
    Row("compare", "members compare", MEMBERS_ONLY),
    Row("compare", "withdrawn compare", GONE),
    Row("compare", "missing compare", NOT_THERE),
    Row("healthz", "healthz", ANYONE),
    Row("help", "help", OPEN),
]

READING = [
    *(
        Row(name, f"{prefix}{name}", statuses)
        for prefix, statuses in (("", OPEN), ("members ", MEMBERS_ONLY), ("missing ", NOT_THERE))
        for name in (
            *("statement", "statement_history", "statement_provenance", "statement_references", "statement_print"),
            *("statement_language", "edition", "edition_cite", "edition_notes"),
        )
    ),
    Row("statement_news", "statement_news", columns("302 204*2 200 | 200*8")),  # 204: nothing that one may see
    Row("statement_news", "members statement_news", columns("302 404*3 | 204*8")),
    Row("edition", "withdrawn edition", GONE),
    Row("edition_notes", "withdrawn edition_notes", GONE),
    Row("edition_correct", "edition_correct", EDITORS),
    Row("edition_correct", "edition_correct", EDITORS_DID, "POST", {"by_hand": "1"}),
    Row("edition_return", "edition_return", EDITORS_DID),  # the current one: there is nothing to bring back
    Row("edition_carried", "edition_carried", MEMBERS),
    Row("edition_carried", "missing edition_carried", NOT_THERE_FOR_MEMBERS),
    # Of one edition nothing can be paired; tests/views/test_alignment.py has two.
    Row("edition_alignment", "edition_alignment", columns("302*4 | 403*6 404 404")),
    Row("edition_withdraw", "edition_withdraw", EDITORS),
    Row("edition_withdraw", "edition_withdraw", EDITORS_DID, "POST", {"reason": "Wrong text."}),
]

NOTES = [
    Row("note_new", "note_new", MEMBERS),
    Row("note_new", "members note_new", MEMBERS),
    Row("note_new", "missing note_new", NOT_THERE_FOR_MEMBERS),
    Row(
        "note_new", "note_new", columns("302*4 | 303*8"), "POST", {"at": "1", "body": "Mine.", "visibility": "private"}
    ),
    Row("note_preview", "note_preview", MEMBERS, "POST", {"body": "*So.*"}),
    Row("draft", "draft", NOT_THERE_FOR_MEMBERS),
    Row("draft", "draft", MEMBERS, "POST", {"key": "note/1/whole", "body": "Half a"}),
    Row("notebook", "notebook", MEMBERS),
    Row("inbox", "inbox", MEMBERS),
    Row("inbox", "inbox", columns("302*4 | 303*8"), "POST"),
    # Never carried, so there is no place to decide about; tests/views/test_note_place.py has those that were.
    Row("annotation_place", "private annotation_place", NOT_THERE_FOR_MEMBERS),
    Row("annotation_place", "team annotation_place", columns("302*4 | 404 403*2 404*5")),
    Row("annotation_place", "room annotation_place", columns("302*4 | 403*3 404*2 403*3")),
    *(
        Row(name, f"{whose} {name}", seen)
        for name in ("annotation", "annotation_history")
        for whose, seen in (("private", PRIVATE_SEEN), ("team", TEAM_SEEN), ("room", ROOM_SEEN))
    ),
    Row("annotation", "missing annotation", NOT_THERE_FOR_MEMBERS),
    Row("annotation_history", "missing annotation_history", NOT_THERE_FOR_MEMBERS),
    *(
        Row(name, f"{whose} {name}", seen)
        for name in ("annotation_edit", "annotation_delete")
        for whose, seen in (("private", PRIVATE_SEEN), ("team", TEAM_AUTHOR), ("room", ROOM_AUTHOR))
    ),
    *(
        Row(name, f"{whose} {name}", seen)
        for name in ("annotation_reply", "annotation_resolve")
        for whose, seen in (("private", PRIVATE_SEEN), ("team", TEAM_WRITERS), ("room", ROOM_WRITERS))
    ),
    *(
        Row("annotation_reply", f"{whose} annotation_reply", done, "POST", {"body": "So it is."})
        for whose, done in (("private", PRIVATE_DONE), ("team", TEAM_WRITERS_DID), ("room", ROOM_WRITERS_DID))
    ),
    *(
        Row("annotation_resolve", f"{whose} annotation_resolve", done, "POST", {"state": "resolved"})
        for whose, done in (("private", PRIVATE_DONE), ("team", TEAM_WRITERS_DID), ("room", ROOM_WRITERS_DID))
    ),
    *(
        Row("annotation_delete", f"{whose} annotation_delete", done, "POST")
        for whose, done in (("private", PRIVATE_DONE), ("team", TEAM_AUTHOR_DID), ("room", ROOM_AUTHOR_DID))
    ),
    *(
        Row("annotation_restore", f"{whose} annotation_restore", done, "POST")
        for whose, done in (("private", PRIVATE_DONE), ("team", TEAM_AUTHOR_DID), ("room", ROOM_AUTHOR_DID))
    ),
    *(
        Row("annotation_history", f"{whose} annotation_history", done, "POST", {"number": "1", "wording": "1"})
        for whose, done in (("private", PRIVATE_DONE), ("team", TEAM_AUTHOR_DID), ("room", ROOM_AUTHOR_DID))
    ),
    Row(
        "annotation_edit",
        "private annotation_edit",
        PRIVATE_DONE,
        "POST",
        {"body": "New words.", "visibility": "private", "wording": "1"},
    ),
    Row("reply_edit", "reply_edit", BOBS_REPLY),
    Row("reply_edit", "reply_edit", BOBS_REPLY_DONE, "POST", {"body": "No.", "wording": "1"}),
    Row("reply_delete", "reply_delete", BOBS_REPLY),
    Row("reply_delete", "reply_delete", BOBS_REPLY_DONE, "POST"),
    Row("reply_restore", "reply_restore", BOBS_REPLY_DONE, "POST"),
    Row("reply_edit", "missing reply_edit", NOT_THERE_FOR_MEMBERS),
    Row("reply_edit", "private reply_edit", PRIVATE_SEEN),
    Row("reply_delete", "private reply_delete", PRIVATE_SEEN),
    Row("reply_restore", "private reply_restore", PRIVATE_DONE, "POST"),
]

THEMES = [
    Row("theme_list", "theme_list", OPEN),
    Row("theme_suggest", "theme_suggest", OPEN),
    Row("theme", "theme", OPEN),
    Row("theme", "missing theme", NOT_THERE),
    Row("theme", "proposed theme", columns("302 404*3 | 200*8")),
    Row("theme_propose", "theme_propose", WRITERS_DID, "POST", {"name": "Unheard of"}),
    Row("theme_edit", "theme_edit", LEADS),
    Row(
        "theme_edit",
        "theme_edit",
        LEADS_DID,
        "POST",
        {"name": "Peace", "definition": "", "parent": "", "hue": "2", "pattern": "dot"},
    ),
    Row("theme_accept", "proposed theme_accept", LEADS_DID, "POST"),
    Row("theme_merge", "theme_merge", LEADS_DID, "POST", {"into": "proposed"}),
    Row("theme_delete", "proposed theme_delete", LEADS_DID, "POST"),
]

UPLOADS = [
    Row("uploads", "uploads", EDITORS),
    Row("upload_new", "upload_new", EDITORS),
    Row("batch", "batch", EDITORS),
    Row("batch", "missing batch", EDITORS_NOT_THERE),
    Row("batch_stop", "batch_stop", EDITORS_DID, "POST"),
    Row("batch_go_on", "batch_go_on", EDITORS_DID, "POST"),
    Row("upload", "upload", EDITORS),
    Row("upload", "missing upload", EDITORS_NOT_THERE),
    Row("upload_preview", "upload_preview", EDITORS),
    Row("upload_correct", "upload_correct", columns("302*4 | 403*6 422 422"), "POST"),
    Row("upload_here", "upload_here", EDITORS, "POST"),
    Row("upload_about", "upload_about", EDITORS),
    Row("upload_publish", "upload_publish", EDITORS),
    Row("upload_dry_run", "upload_dry_run", EDITORS_DID),  # of a new statement: back to the desk
    # Alice's notes, which editors may not place; tests/views/test_upload_place.py has those that are their own.
    Row("upload_place", "private upload_place", EDITORS_NOT_THERE),
    Row("upload_place", "room upload_place", columns("302*4 | 403*8")),
    Row("upload_original", "upload_original", EDITORS),
    Row("upload_near_same", "upload_near_same", EDITORS),
    Row("upload_near_same", "upload_near_same", columns("302*4 | 403*6 422 422"), "POST"),
]

SIGN_IN = [
    Row("account_login", "account_login", columns("200*4 | 302*8")),
    Row("account_logout", "account_logout", columns("302*4 | 200*8")),
    Row("account_logout", "account_logout", columns("303*4 | 303*8"), "POST"),
    Row("account_inactive", "account_inactive", ANYONE),
    Row("demo_sign_in", "demo_sign_in", NOWHERE, "POST", {"username": "vera"}),
    Row("account_change_password", "account_change_password", MEMBERS),
    Row("account_reset_password_from_key_done", "account_reset_password_from_key_done", ANYONE),
    Row("account_reset_password_from_key", "account_reset_password_from_key", columns("302*4 | 302*8")),
    Row("account_reset_password_from_key", "forged account_reset_password_from_key", columns("410*4 | 410*8")),
    Row("account_reset_password", "account_reset_password", ANYONE),
    Row("account_reset_password_done", "account_reset_password_done", ANYONE),
]

ROOM = [
    Row("account", "account", MEMBERS),
    Row("account", "account", columns("302*4 | 303*8"), "POST", {"name": "Anybody"}),
    Row("team_list", "team_list", MEMBERS),
    Row("team_list", "team_list", OPERATORS_DID, "POST", {"name": "New team"}),
    Row("team", "team", columns("302*4 | 404 200*4 404 404 200")),
    Row("team", "missing team", NOT_THERE_FOR_MEMBERS),
    Row("team_add", "team_add", OPERATORS_DID, "POST", {"user": "vera", "role": "reader"}),
    Row("member_change", "member_change", OPERATORS_DID, "POST", {"role": "lead"}),
    Row("member_remove", "member_remove", OPERATORS_DID, "POST"),
    Row("invitation_new", "invitation_new", OPERATORS),
    Row("invitation_withdraw", "invitation_withdraw", OPERATORS_DID, "POST"),
    Row("invitation", "invitation", ANYONE),
    Row("invitation", "forged invitation", NOWHERE),
]

ADMIN = [
    Row("admin:index", "admin:index", EDITORS),
    *(
        Row(f"admin:{name}_changelist", f"admin:{name}_changelist", EDITORS)
        for name in (
            *("statements_statement", "statements_edition", "statements_party", "statements_instrument"),
            *("statements_upload", "taggit_tag"),
        )
    ),
    *(
        Row(f"admin:statements_{name}_changelist", f"admin:statements_{name}_changelist", OPERATORS)
        for name in ("user", "team", "membership", "invitation", "theme")
    ),
]

TABLE = [*LIBRARY, *READING, *NOTES, *THEMES, *UPLOADS, *SIGN_IN, *ROOM, *ADMIN]
