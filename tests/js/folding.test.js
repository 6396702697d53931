import assert from "node:assert/strict";
import { test } from "node:test";

import { fold, spansOf } from "../../static/js/text/folding.js";

function found(text, needle) {
  return spansOf(fold(needle).folded, fold(text)).map(([from, to]) => text.slice(from, to));
}

test("case and accents do not matter", () => {
  assert.deepEqual(found("L’État, l'ÉTAT, etat", "état"), ["État", "ÉTAT", "etat"]);
  assert.deepEqual(found("МИР и мир", "мир"), ["МИР", "мир"]);
});

test("vowel signs do not matter", () => {
  assert.deepEqual(found("وَالْحُكُومَةُ", "الحكومة"), ["الْحُكُومَةُ"]);
});

test("kinds of space and of quotation mark do not matter", () => {
  assert.deepEqual(found("peace\u00a0\nand security", "peace and"), ["peace\u00a0\nand"]);
  assert.deepEqual(found("each other’s “affairs”", "other's \"affairs\""), ["other’s “affairs”"]);
});

test("characters of two units keep their places", () => {
  assert.deepEqual(found("🕊 𠮷野家 🕊", "野家"), ["野家"]);
  assert.deepEqual(spansOf("𠮷", fold("🕊 𠮷野")), [[3, 5]]);
});

test("letters that grow when folded are found whole", () => {
  assert.deepEqual(found("the ﬁnal text", "final"), ["ﬁnal"]);
});

test("finds do not overlap, and nothing finds nothing", () => {
  assert.deepEqual(found("aaaa", "aa"), ["aa", "aa"]);
  assert.deepEqual(found("aaaa", ""), []);
});
