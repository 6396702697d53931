import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { passageOf } from "../../static/js/text/passage.js";

const cases = JSON.parse(readFileSync(new URL("../data/offsets.json", import.meta.url), "utf8"));

function piece(text, words, start = 0) {
  const from = text.indexOf(words);
  return { text, start, from, to: from + words.length };
}

for (const { name, text, utf16, codepoints, exact } of cases.filter((one) => one.exact.trim() === one.exact && one.exact)) {
  test(`a passage counts in the edition's text: ${name}`, () => {
    const passage = passageOf([{ text, start: 1000, from: utf16[0], to: utf16[1] }]);
    assert.deepEqual(passage, { start: 1000 + codepoints[0], end: 1000 + codepoints[1], exact });
  });
}

test("paragraphs are joined by one blank line", () => {
  const first = "One 🕊 ends.";
  const second = "𠮷 begins";
  const passage = passageOf([
    { text: first, start: 10, from: first.indexOf("ends"), to: first.length },
    { text: second, start: 10 + [...first].length + 2, from: 0, to: 2 },
  ]);
  assert.deepEqual(passage, { start: 16, end: 24, exact: "ends.\n\n𠮷" });
  assert.equal([...`${" ".repeat(10)}${first}\n\n${second}`].slice(16, 24).join(""), passage.exact);
});

test("white space at the ends and empty pieces are left out", () => {
  const text = "  peace 🕊  and security";
  assert.deepEqual(passageOf([{ text, start: 5, from: 0, to: 11 }]), { start: 7, end: 14, exact: "peace 🕊" });
  const next = { text: "Next paragraph", start: 40, from: 0, to: 0 };
  assert.deepEqual(passageOf([piece(text, "security", 5), next]), { start: 20, end: 28, exact: "security" });
  assert.deepEqual(passageOf([{ ...next, text: "x ", start: 0, from: 1, to: 2 }, piece(text, "peace", 5)]), {
    start: 7,
    end: 12,
    exact: "peace",
  });
});

test("nothing but white space is no passage", () => {
  assert.equal(passageOf([]), null);
  assert.equal(passageOf([{ text: "a  b", start: 0, from: 1, to: 3 }]), null);
});

test("half of a character takes the whole of it", () => {
  assert.deepEqual(passageOf([{ text: "a🕊b", start: 0, from: 2, to: 2 }]), { start: 1, end: 2, exact: "🕊" });
});

test("one character", () => {
  assert.deepEqual(passageOf([piece("外空安全", "空", 3)]), { start: 4, end: 5, exact: "空" });
});
