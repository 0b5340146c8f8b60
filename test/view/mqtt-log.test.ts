import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant } from "../../firmware-sim/index.ts";
import type { BenchEvent } from "../../src/view/batch.ts";
import { latestMessages, prettyPayload, subscribeCommand } from "../../src/view/mqtt-log.ts";

const message = (topic: string, payload = "{}"): BenchEvent => ({
  at: instant(0),
  kind: "mqtt",
  topic,
  payload,
  retain: false,
});
const topics = (events: readonly BenchEvent[], wanted: string, most = 10) =>
  latestMessages(events, wanted, most).map(({ topic }) => topic);

describe("the log of messages", () => {
  const events = [message("a/state", '{"on":true}'), { at: instant(1), kind: "power", on: true } as const];

  it("shows messages only, the newest first", () => {
    expect(topics([...events, message("b")], "")).toEqual(["b", "a/state"]);
  });

  it("shows no more than were asked for, and those are the newest", () => {
    expect(topics([message("1"), message("2"), message("3")], "", 2)).toEqual(["3", "2"]);
  });

  it("finds what is in topic or payload, whatever its case", () => {
    expect(topics([...events, message("b")], " STATE ")).toEqual(["a/state"]);
    expect(topics([...events, message("b")], "true")).toEqual(["a/state"]);
  });
});

describe("a payload", () => {
  it("is laid out when it is JSON, and left as it is when it is not", () => {
    expect(prettyPayload('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyPayload("online")).toBe("online");
    expect(prettyPayload('{"cut off":')).toBe('{"cut off":');
  });
});

describe("the command that shows a topic", () => {
  it("names broker and topic", () => {
    expect(subscribeCommand("mqtt://127.0.0.1:1883", "plugbench/p/state")).toBe(
      "mosquitto_sub -h 127.0.0.1 -p 1883 -v -t 'plugbench/p/state'",
    );
  });

  it("speaks TLS where the broker does, and takes an IPv6 address out of its brackets", () => {
    expect(subscribeCommand("mqtts://[::1]:8883", "a")).toBe(
      "mosquitto_sub -h ::1 -p 8883 --tls-use-os-certs -v -t a",
    );
  });

  it("hands any topic to the program as it is, and runs nothing that is in it", () => {
    const hostile = ["'; touch /tmp/x; '", "it's", "$(id)", "a\nid", "#", "", "-t"].map((text): [string] => [
      text,
    ]);
    fc.assert(
      fc.property(
        fc.string({ unit: "binary" }).filter((text) => !text.includes("\0")),
        (topic) => {
          const command = subscribeCommand("mqtt://host:1883", topic);
          const shown = command.replace(/^mosquitto_sub/, "printf '%s\\0'");
          const words = execFileSync("sh", ["-c", shown], { encoding: "utf8" }).split("\0");
          expect(words).toEqual(["-h", "host", "-p", "1883", "-v", "-t", topic, ""]);
        },
      ),
      { numRuns: 12, examples: hostile },
    );
  });
});
