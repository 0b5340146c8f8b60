import "../../src/testing/vitest.ts";
import { describe, expect, it } from "vitest";
import type { Published, Seen } from "../../src/testing/index.ts";
import { topicFilter } from "../../src/testing/matchers/topic.ts";
import { benchOf, failureOf } from "./fake-bench.ts";

const message = (at: number, topic: string, payload: string, retain = false): Published => ({
  at,
  topic,
  payload,
  retain,
  qos: 1,
});

const MESSAGES: readonly Published[] = [
  message(0, "plugbench/desk/relay", "off", true),
  message(1000, "plugbench/desk/button", `{"event":"press","heldMs":90,"by":{"who":"finger","n":1}}`),
  message(1020, "plugbench/desk/relay", "on", true),
  message(5000, "plugbench/desk/availability", "offline", true),
];
const benchAt = (now: number) => benchOf([["off", 100_000]], now, MESSAGES);
const seen: Seen = {
  from: 0,
  to: 6000,
  fromEdge: false,
  edges: [{ at: 0, color: "off" }],
  published: MESSAGES,
};

describe("toHavePublished", () => {
  it("waits for the message from now on, and no longer than until it comes", async () => {
    const plug = benchAt(500);
    await expect(plug).toHavePublished("plugbench/+/relay");
    expect(plug.now).toBe(1020);
    await expect(plug).not.toHavePublished("plugbench/+/relay", "off", { within: "1m" });
    expect(plug.now).toBe(61_020);
  });

  it("takes what came in this very millisecond", async () => {
    await expect(benchAt(1020)).toHavePublished("plugbench/desk/relay", "on");
  });

  it.each([
    ["text", "plugbench/desk/availability", "offline"],
    ["an expression", "plugbench/#", /^off(line)?$/g],
    ["a part of an object", "+/+/button", { event: "press", by: { who: "finger" } }],
    ["what expect knows", "+/+/button", { heldMs: expect.any(Number) }],
    ["a function", "+/+/button", (payload: string, { qos }: Published) => payload.length > 9 && qos === 1],
  ])("compares the payload with %s", (_, topic, match) => {
    expect(seen).toHavePublished(topic, match);
    expect(seen).not.toHavePublished(`${topic}/x`.replace("#/x", "x"), match);
  });

  it.each([
    ["other text", "plugbench/desk/relay", "ON"],
    ["an expression that is not found", "#", /^line/],
    ["another value", "+/+/button", { event: "press", by: { who: "app" } }],
    ["text that is no JSON", "plugbench/desk/relay", { event: "press" }],
    ["a function that says no", "#", () => false],
  ])("takes no payload for %s", (_, topic, match) => {
    expect(seen).not.toHavePublished(topic, match);
  });

  it("tells retained messages from others, and early ones from late ones", () => {
    expect(seen).toHavePublished("#", "on", { retained: true });
    expect(seen).not.toHavePublished("#", "on", { retained: false });
    expect(seen).toHavePublished("#", "offline", { within: "5s" });
    expect(seen).not.toHavePublished("#", "offline", { within: 4999 });
  });

  it("fails when the message does not come", async () => {
    const failing = () =>
      expect(benchAt(0)).toHavePublished("plugbench/+/relay", "toggled", { within: "2s" });
    expect(await failureOf(failing)).toMatchInlineSnapshot(`
      "Expected a message on plugbench/+/relay with the payload "toggled" within 2 s. None came.

      Published on it:
        at 0 ms, retained: plugbench/desk/relay off
        at 1.02 s, retained: plugbench/desk/relay on"
    `);
  });

  it("fails when it is not retained, or is no such object", async () => {
    expect(
      await failureOf(() =>
        expect(seen).toHavePublished("+/+/button", { event: "hold" }, { retained: true }),
      ),
    ).toMatchInlineSnapshot(`
      "Expected a retained message on +/+/button with JSON that has {"event":"hold"} in the 6 s of watching. None came.

      Published on it:
        at 1 s: plugbench/desk/button {"event":"press","heldMs":90,"by":{"who":"finger","n":1}}"
    `);
  });

  it("fails when nothing comes on the topic, or at all", async () => {
    expect(
      await failureOf(() => expect(seen).toHavePublished("plugbench/dsek/relay")),
    ).toMatchInlineSnapshot(`
      "Expected a message on plugbench/dsek/relay in the 6 s of watching. None came.

      Nothing was published on it, but on:
        plugbench/desk/relay
        plugbench/desk/button
        plugbench/desk/availability"
    `);
    expect(await failureOf(() => expect(benchAt(6000)).toHavePublished("#", /on/))).toMatchInlineSnapshot(`
      "Expected a message on # with a payload that matches /on/ within 10 s. None came.

      Nothing was published at all."
    `);
  });

  it("with .not fails when it comes", async () => {
    const failing = () =>
      expect(benchAt(900)).not.toHavePublished("plugbench/+/relay", "on", { within: "2s" });
    expect(await failureOf(failing)).toMatchInlineSnapshot(`
      "Expected no message on plugbench/+/relay with the payload "on" within 2 s. One came.

      Published on it:
        at 1.02 s, retained: plugbench/desk/relay on <- this"
    `);
    expect(
      await failureOf(() => expect(seen).not.toHavePublished("plugbench/+/relay")),
    ).toMatchInlineSnapshot(`
      "Expected no message on plugbench/+/relay in the 6 s of watching. One came.

      Published on it:
        at 0 ms, retained: plugbench/desk/relay off <- this
        at 1.02 s, retained: plugbench/desk/relay on <- this"
    `);
  });

  it("shortens what is long", async () => {
    const many = Array.from({ length: 100 }, (_, i) => message(i, "t", "x".repeat(i === 99 ? 5000 : 1)));
    const text = await failureOf(() => expect({ ...seen, published: many }).toHavePublished("t", "y"));
    expect(text.split("\n")).toHaveLength(3 + 13);
    expect(text).toContain("  … 88 more …\n");
    expect(text).toContain(`${"x".repeat(200)}…`);
    expect(text.length).toBeLessThan(1000);
  });

  it.each([
    [() => expect({ ...seen, published: null }).toHavePublished("#"), /this bench has no broker; open it by/],
    [() => expect({ ...seen, published: null }).not.toHavePublished("#"), /this bench has no broker/],
    [
      () => expect(seen).not.toHavePublished("a/#/b"),
      /^"a\/#\/b" is no topic filter: \+ stands for one whole/,
    ],
    [() => expect(seen).not.toHavePublished(""), /^"" is no topic filter/],
    [() => expect(benchAt(0)).not.toHavePublished("#"), /^With .not, say how long to watch the plug/],
  ])("tells who uses it badly: %s", async (use, words) => {
    expect(await failureOf(use)).toMatch(words);
  });
});

describe("a topic filter", () => {
  it.each([
    ["a/b", "a/b", true],
    ["a/b", "a/b/c", false],
    ["a/+/c", "a/b/c", true],
    ["a/+/c", "a//c", true],
    ["a/+", "a", false],
    ["a/+", "a/b/c", false],
    ["+/+", "/a", true],
    ["a/#", "a", true],
    ["a/#", "a/b/c", true],
    ["a/#", "ab", false],
    ["#", "a/b", true],
    ["#", "$SYS/uptime", false],
    ["+/uptime", "$SYS/uptime", false],
    ["$SYS/#", "$SYS/uptime", true],
  ])("%s and %s: %s", (filter, topic, fits) => {
    expect(topicFilter(filter)(topic)).toBe(fits);
  });

  it.each(["a/b#", "a/#/b", "a+/b", ""])("is none: %s", (filter) => {
    expect(() => topicFilter(filter)).toThrow("is no topic filter");
  });
});
