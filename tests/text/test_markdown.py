"""Bodies of notes: what Markdown makes of them, that nothing live gets in, and that no input is slow."""

import re
import sys
import threading
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from statements.text.markdown import MAX_BRACKETS, MAX_LENGTH, VERSION, TooLong, plain, render, stored

REL = 'rel="noopener noreferrer nofollow ugc"'


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("", ""),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>"),
        ("# Head\n\n## Second", "<h3>Head</h3>\n<h4>Second</h4>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("```py\n<b>[x]\n```", "<pre><code>&lt;b&gt;[x]\n</code></pre>"),
        ('[a](http://a.b/c "T")', f'<p><a href="http://a.b/c" title="T" {REL}>a</a></p>'),
        ("[a](/statements/x/#p5.4)", f'<p><a href="/statements/x/#p5.4" {REL}>a</a></p>'),
        ("<https://a.b>", f'<p><a href="https://a.b" {REL}>https://a.b</a></p>'),
        ("[m](mailto:a@b.c)", f'<p><a href="mailto:a@b.c" {REL}>m</a></p>'),
        ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
        ("AT&T &lt;b&gt;", "<p>AT&amp;T &lt;b&gt;</p>"),
        ("snake_case_word", "<p>snake_case_word</p>"),
    ],
)
def test_render_makes_html_of(body, html):
    assert render(body) == html


def test_render_makes_tables_without_style():
    assert re.sub(r"\s", "", render("|a|b|\n|-|:-:|\n|1|2|")) == (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        (
            '<b hx-get="/x" data-a="1" id="i" class="c" style="s" onclick="o">w</b>',
            '<p>&lt;b hx-get="/x" data-a="1" id="i" class="c" style="s" onclick="o"&gt;w&lt;/b&gt;</p>',
        ),
        ("<!-- c -->", "<p>&lt;!-- c --&gt;</p>"),
        ("<div>\n\n*a*\n\n</div>", "<p>&lt;div&gt;</p>\n<p><em>a</em></p>\n<p>&lt;/div&gt;</p>"),
        ("[a](javascript:alert(1))", f"<p><a {REL}>a</a></p>"),
        ("[a](JaVaScRiPt&#58;alert)", f"<p><a {REL}>a</a></p>"),
        ("[a](data:text/html,x)", f"<p><a {REL}>a</a></p>"),
        ("<javascript:alert(1)>", "<p>&lt;javascript:alert(1)&gt;</p>"),
        ("![a](http://x/y.png)", "<p>![a](http://x/y.png)</p>"),
        (
            '[a](http://x "\\" onclick=\\"y")',
            f'<p><a href="http://x" title="\\&quot; onclick=\\&quot;y" {REL}>a</a></p>',
        ),
        ("a {: #id .class onclick=x }", "<p>a {: #id .class onclick=x }</p>"),
        ("\x02wzxhzdk:0\x03", "<p>wzxhzdk:0</p>"),
    ],
)
def test_render_lets_nothing_live_in(body, html):
    assert render(body) == html


LIVE = [
    "<script>",
    "<b hx-get='/x' ",
    "data-a=1 ",
    "id=i ",
    "class=c ",
    "style=s ",
    "onload=o ",
    "<img src=x>",
    "<svg/",
]
SIGNS = st.sampled_from([*"*_`[]()<>!#|-\\\n \"'&;:", "```\n", "    ", "1. ", "javascript:", "http://a", *LIVE])
ALLOWED = re.compile(
    r"</?(?:p|br|em|strong|del|code|pre|blockquote|ul|ol|li|a|h[3-6]|hr|table|thead|tbody|tr|th|td|sup|sub)"
    r'(?: (?:href="(?:https?:|mailto:|(?!\w*:))[^"<>]*"|title="[^"]*"|start="\d+"|rel="[a-z ]+"))*>'
)


@given(st.one_of(st.lists(SIGNS, max_size=50).map("".join), st.text(max_size=80)))
@example("``` {.py hx-get=/x}\n<b>\n```")
@example('[a]: http://x "\n\n[a]')
def test_render_leaves_only_the_elements_and_attributes_of_its_list(body):
    html = render(body)
    assert "<" not in ALLOWED.sub("", html)
    assert not re.search(r"<[^>]*\s(?:hx-|data-|id=|class=|style=|on\w+=|src=)", re.sub(r'"[^"]*"', '""', html))


def test_render_refuses_what_is_too_long():
    assert render("a" * MAX_LENGTH) == f"<p>{'a' * MAX_LENGTH}</p>"
    with pytest.raises(TooLong):
        render("a" * (MAX_LENGTH + 1))


def test_stored_html_is_used_only_while_its_version_is_ours():
    kept = render("*old*")
    assert stored("*new*", html=kept, version=VERSION) == "<p><em>old</em></p>"
    assert stored("*new*", html=kept, version=VERSION - 1) == "<p><em>new</em></p>"


def test_render_takes_brackets_literally_when_there_are_too_many():
    link = "[a](/b)."
    assert render(link * MAX_BRACKETS).count("<a ") == MAX_BRACKETS
    assert render(link * (MAX_BRACKETS + 1)) == f"<p>{link * (MAX_BRACKETS + 1)}</p>"
    assert render("[" * 20 + " *x*") == "<p>" + "[" * 20 + " <em>x</em></p>"
    assert render("[" * 21 + "a](/b)") == "<p>" + "[" * 21 + "a](/b)</p>"


def test_render_shows_too_deep_a_nesting_as_typed_and_is_itself_again_afterwards():
    deep = "1. " * 3_000
    room = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000)
    try:
        assert render(deep) == f"<p>{deep}</p>"
    finally:
        sys.setrecursionlimit(room)
    assert render("> a") == "<blockquote>\n<p>a</p>\n</blockquote>"


def test_render_serves_threads_at_once():
    bodies = [f"[a]: /{number}\n\n*{number}* [a]" for number in range(8)]
    expected = [render(body) for body in bodies]
    results = {}

    def work(number):
        results[number] = {render(bodies[number]) for _ in range(30)}

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: {html} for number, html in enumerate(expected)}


UNITS = [
    *["[", "![", "](", "[](", "[a](<", "[a][b] ", "(", "<", "<a>", "<a@b", "<!--", "<http://a", "`", "`a", "|"],
    *["*", "*a ", "**a", "***a", "_", "_a ", "__a", "*_", "**_a", "~~a", "#", "\\", "&", "&#"],
]
LINES = [
    "> ",
    ">",
    "- a\n",
    "1. ",
    "1. a\n",
    "- ",
    "a\n===\n",
    "---\n",
    "===\n",
    "a|b\n",
    "```\n",
    "- a\n\n    b\n\n",
    "    a\n",
]
HOSTILE = {unit: (unit * MAX_LENGTH)[:MAX_LENGTH] for unit in [*UNITS, *LINES, "[a]: b\n", "> - ", " ", "\n"]} | {
    "brackets at the start": ("[" * 20 + "a") * (MAX_BRACKETS // 20) + "](" * 4_500,
    "half open links": ("[a](" + "(" * 90) * MAX_BRACKETS,
    "ticks in a table": "a|b\n-|-\n" + "`|" * 990 + "b|" * 4_000,
    "rules": "---\n" * 990 + "a" * 5_000,
    "wide table": "|".join("a" * 400) + "\n" + "|".join("-" * 400) + "\n" + ("|".join("a" * 400) + "\n") * 10,
    "nested lists": "".join("    " * depth + "- a\n" for depth in range(68)),
    "nested quotes": "".join(">" * depth + " a\n" for depth in range(138)),
    "ticks of all lengths": " ".join("`" * length for length in range(138)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_render_is_not_slow_on(name):
    # Without the guards several of these take seconds, one a quarter of a minute; with them 0.2 s where this was
    # written. The limit is generous because machines differ; what it must catch is ten times slower.
    body = HOSTILE[name][:MAX_LENGTH]
    began = process_time()
    html = render(body)
    plain(body, 200)
    assert process_time() - began < 1.5
    assert len(html) < 20 * MAX_LENGTH


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", ""),
        ("One *two* **three** `four`", "One two three four"),
        ("# Head\n\n- a\n- b\n\n> c\n\n3. d", "Head a b c d"),
        ('See [the text](/a "T") and <https://a.b>', "See the text and https://a.b"),
        ("snake_case stays, _this_ not, 2 \\* 3", "snake_case stays, this not, 2 * 3"),
        ("```py\ncode\n```\nafter", "code after"),
        ("<b>typed</b>", "<b>typed</b>"),
    ],
)
def test_plain_shows_the_words_without_the_signs(body, words):
    assert plain(body, 100) == words


def test_plain_ends_at_a_word_and_says_so():
    assert plain("one two three four", 14) == "one two three…"
    assert plain("one two three four", 13) == "one two…"
    assert plain("one two three", 13) == "one two three"
    assert plain("a" * 50, 10) == "a" * 9 + "…"
    assert plain("中俄两国重申双方同意", 6) == "中俄两国重…"


@given(body=st.one_of(st.lists(SIGNS, max_size=80).map("".join), st.text(max_size=120)), limit=st.integers(1, 60))
def test_plain_is_one_line_within_its_limit(body, limit):
    line = plain(body, limit)
    assert len(line) <= limit
    assert line == " ".join(line.split())
