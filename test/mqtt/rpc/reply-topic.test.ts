import { describe, expect, it } from "vitest";
import { isReplyTopic } from "../../../src/mqtt/commands/reply-topic.ts";

const OWN = ["plugbench/plug-1", "shellyplusplugs-aabbccddeeff"];

describe("a topic for an answer", () => {
  it.each([
    "a",
    "me/x/rpc",
    "plugbench/plug-12",
    "plugbench/plug-1x/rpc",
    "Grüße/ü",
    "a//b",
    "x".repeat(256),
  ])("is %j", (topic) => {
    expect(isReplyTopic(topic, OWN)).toBe(true);
  });

  it.each([
    "",
    "$SYS/x",
    "$share/group/x",
    "a/+/b",
    "a/#",
    "a\0b",
    "a\ud800b",
    "x".repeat(257),
    "ü".repeat(129),
    "plugbench/plug-1",
    "plugbench/plug-1/rpc",
    "plugbench/plug-1/bench/power/set",
    "shellyplusplugs-aabbccddeeff/rpc",
  ])("is not %j", (topic) => {
    expect(isReplyTopic(topic, OWN)).toBe(false);
  });
});
