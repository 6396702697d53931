import assert from "node:assert/strict";
import { test } from "node:test";

import { NoteOrder, stepFrom } from "../../static/js/text/order.js";

test("notes stand in order of their first words, those on the whole statement first", () => {
  assert.deepEqual(new NoteOrder(["4", "4 2", "4 2", "7 4"]).keys(["9"]), ["9", "4", "2", "7"]);
});

test("each note is named once", () => {
  assert.deepEqual(new NoteOrder(["9 4", "4 9"]).keys(["9"]), ["9", "4"]);
});

test("a note knows all its segments, those of a second passage too", () => {
  const order = new NoteOrder(["4", "4 2", "2", "14 4", "4", "24"]);
  assert.deepEqual(order.places("4"), [0, 1, 3, 4]);
  assert.deepEqual(order.places("2"), [1, 2]);
  assert.deepEqual(order.places("24"), [5]);
  assert.deepEqual(order.places("5"), []);
});

test("built in turns it is the same", () => {
  const segments = Array.from({ length: 50 }, (_none, at) => `${at} ${at + 1} ${at % 7}`);
  let time = 0;
  const order = new NoteOrder(segments);
  let turns = 1;
  while (!order.turn(() => (time += 2))) turns += 1;
  assert.ok(turns > 5);
  const whole = new NoteOrder(segments);
  assert.deepEqual(order.keys(), whole.keys());
  assert.deepEqual(order.places("3"), whole.places("3"));
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
