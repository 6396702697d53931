import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { outside, toCodePoints, toUnits } from "../../static/js/text/code-points.js";

const cases = JSON.parse(readFileSync(new URL("../data/offsets.json", import.meta.url), "utf8"));

for (const { name, text, utf16, codepoints, exact } of cases) {
  test(`positions of the same passage: ${name}`, () => {
    assert.deepEqual(utf16.map((units) => toCodePoints(text, units)), codepoints);
    assert.deepEqual(codepoints.map((points) => toUnits(text, points)), utf16);
    assert.equal(text.slice(...utf16), exact);
    assert.equal([...text].slice(...codepoints).join(""), exact);
  });
}

test("positions past the end are the end", () => {
  assert.equal(toCodePoints("a🕊", 99), 2);
  assert.equal(toUnits("a🕊", 99), 3);
});

test("a position inside a character of two units belongs to the character", () => {
  assert.equal(toCodePoints("a🕊b", 2), 1);
  assert.equal(outside("a🕊b", 2, { end: false }), 1);
  assert.equal(outside("a🕊b", 2, { end: true }), 3);
  assert.deepEqual([0, 1, 3, 4].map((units) => outside("a🕊b", units, { end: true })), [0, 1, 3, 4]);
});

test("half a pair alone counts as one", () => {
  assert.equal(toCodePoints("\ud83da", 2), 2);
  assert.equal(toCodePoints("a\udd4a", 2), 2);
});
