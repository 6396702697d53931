import assert from "node:assert/strict";
import { test } from "node:test";

import { inOrder, stepFrom } from "../../static/js/text/order.js";

test("notes stand in order of their first words, those on the whole statement first", () => {
  assert.deepEqual(inOrder(["9"], ["4", "4 2", "4 2", "7 4"]), ["9", "4", "2", "7"]);
});

test("each note is named once", () => {
  assert.deepEqual(inOrder(["9"], ["9 4", "4 9"]), ["9", "4"]);
});

test("one walks on and back and stops at the ends", () => {
  const keys = ["1", "2", "3"];
  assert.equal(stepFrom(keys, "2", 1), "3");
  assert.equal(stepFrom(keys, "3", 1), "3");
  assert.equal(stepFrom(keys, "2", -1), "1");
  assert.equal(stepFrom(keys, "1", -1), "1");
});

test("from nowhere one begins at the place that is in view", () => {
  const keys = ["1", "2", "3"];
  assert.equal(stepFrom(keys, null, 1, 1), "2");
  assert.equal(stepFrom(keys, null, -1, 1), "1");
  assert.equal(stepFrom([], null, 1), null);
});
