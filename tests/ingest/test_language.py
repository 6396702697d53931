"""Languages that are near to each other: right or unknown."""

from __future__ import annotations

import pytest

from statements.ingest.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Statsministrene er enige om at det er viktig å styrke samarbeidet mellom de to landene etter møtet.", "no"),
        ("Statsministrene er enige om at styrke samarbejdet mellem de to lande efter mødet, og det er en del af", "da"),
        ("Kedua-dua pemimpin bersetuju untuk meningkatkan kerjasama dalam bidang pertanian dan pendidikan", "ms"),
        ("Kedua pemimpin sepakat untuk meningkatkan kerja sama dalam bidang pertanian dan yang lain", "id"),
        ("Para pemimpin akan meningkatkan yang ini dan yang itu dalam bidang pertanian dan yang lain", None),
        ("दोनों देश आणि हा करार आहे. तो महत्त्वाचा आहे आणि राहील.", "mr"),
        ("दोनों पक्षों ने सहयोग का स्वागत किया है और वे फिर मिलेंगे।", "hi"),
        ("دواړه هېوادونه پر دې هوکړه وکړه چې د سوداګرۍ اړيکې پراخې کړي", "ps"),
    ],
)
def test_near_languages_are_right_or_unknown(text: str, language: str | None) -> None:
    assert language_of(text) == language
