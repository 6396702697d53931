"""Language tags: direction, script, the attribute and the name."""

import pytest

from statements.text.languages import direction, html_lang, is_tag, language_name, script_class


@pytest.mark.parametrize(
    ("tag", "way", "script", "attribute", "name"),
    [
        ("en", "ltr", "latin", "en", "English"),
        ("en-x-mfa", "ltr", "latin", "en", "English (mfa)"),
        ("ru", "ltr", "cyrillic", "ru", "Russian"),
        ("sr-latn", "ltr", "latin", "sr-Latn", "Serbian (Latin)"),
        ("ar", "rtl", "arabic", "ar", "Arabic"),
        ("fa", "rtl", "arabic", "fa", "Persian"),
        ("he", "rtl", "other", "he", "Hebrew"),
        ("az-arab", "rtl", "arabic", "az-Arab", "az-arab"),
        ("zh", "ltr", "cjk", "zh-Hans", "Chinese"),
        ("zh-x-mfa", "ltr", "cjk", "zh-Hans", "Chinese (mfa)"),
        ("zh-hant", "ltr", "cjk", "zh-Hant", "Chinese (traditional)"),
        ("zh-tw", "ltr", "cjk", "zh-Hant-TW", "Chinese (TW)"),
        ("zh-cn", "ltr", "cjk", "zh-Hans-CN", "Chinese (CN)"),
        ("zh-hans-hk", "ltr", "cjk", "zh-Hans-HK", "Chinese (simplified, HK)"),
        ("ja", "ltr", "cjk", "ja", "Japanese"),
        ("ko", "ltr", "cjk", "ko", "Korean"),
        ("hi", "ltr", "other", "hi", "Hindi"),
        ("pt-br", "ltr", "latin", "pt-BR", "Portuguese (BR)"),
        ("tlh", "ltr", "latin", "tlh", "tlh"),
    ],
)
def test_a_language_tag_says(tag, way, script, attribute, name):
    assert is_tag(tag)
    assert (direction(tag), script_class(tag), html_lang(tag), language_name(tag)) == (way, script, attribute, name)


@pytest.mark.parametrize("tag", ["", "e", "EN", "engl", "en_gb", "en-", "en-123456789", "en\n", "-en", "en--x"])
def test_is_tag_refuses(tag):
    assert not is_tag(tag)


def test_language_name_knows_tags_in_any_case():
    assert (language_name("zh-Hans"), language_name("EN-GB")) == ("Chinese (simplified)", "English (GB)")
