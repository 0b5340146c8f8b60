import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CommandError, CommandGate } from "../../src/mqtt/command-gate.ts";
import * as readers from "../../src/mqtt/command-schemas.ts";
import { type Command, done } from "../../src/runtime/command.ts";
import { ManualClock } from "../support/manual-clock.ts";

const TOPICS = new Map<string, readers.Reader>([
  ["relay/set", readers.readOutlet],
  ["start-up/set", readers.readStartUp],
  ["cmd/identify", readers.readIdentify],
  ["button/set", readers.readFinger],
  ["power/set", readers.readMains],
  ["home/set", readers.readHome],
  ["provision", readers.readProvision((ssid, password) => `${ssid}/${password}`)],
]);

function gate(options: { clock?: ManualClock; keyOf?: readers.KeyOf } = {}) {
  const obeyed: Command[] = [];
  const refused: CommandError[] = [];
  const faults: unknown[] = [];
  const own =
    options.keyOf === undefined
      ? TOPICS
      : new Map(TOPICS).set("provision", readers.readProvision(options.keyOf));
  const commands = new CommandGate({
    clock: options.clock ?? new ManualClock(),
    readers: own,
    obey: (command) => {
      obeyed.push(command);
      return done;
    },
    refuse: (error) => refused.push(error),
    onFault: (error) => faults.push(error),
  });
  const take = async (topic: string, payload: string | Uint8Array) => {
    commands.take({ topic, payload: Buffer.from(payload as string) });
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { take, obeyed, refused, faults };
}

/** What a plug may be asked for, said a second time and without the code under test. */
function sound(command: Command): boolean {
  switch (command.do) {
    case "relay":
      return (
        ["on", "off", "toggle"].includes(command.to) &&
        (command.for === undefined ||
          (Number.isInteger(command.for) && command.for >= 1000 && command.for <= 86_400_000))
      );
    case "startUp":
      return ["off", "on", "previous"].includes(command.to);
    case "power":
      return command.to === "on" || command.to === "off";
    case "wifi":
      return ["up", "down"].includes(command.to) && ["cut", "silent"].includes(command.how);
    case "cloud":
      return ["up", "down"].includes(command.to);
    case "provision": {
      const { wifi, account } = command;
      const named = account == null || (account.length >= 1 && account.length <= 64);
      return named && (wifi === undefined || (wifi.ssid.length >= 1 && wifi.key.startsWith(`${wifi.ssid}/`)));
    }
    default:
      return ["press", "release", "identify", "removeFromAccount"].includes(command.do);
  }
}

const words = ["on", "off", "toggle", "1", "0", "TRUE", "up", "down", "PRESS", "previous", "", " on\n"];
const keys = [
  "state",
  "for_s",
  "source",
  "wifi",
  "how",
  "cloud",
  "account",
  "ssid",
  "password",
  "__proto__",
  "x",
];
const values = fc.oneof(
  fc.constantFrom(...words, "cut", "silent", "remove"),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.jsonValue(),
);
const payloads = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: "binary" }),
  fc.uint8Array({ maxLength: 6000 }),
  fc.json(),
  fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 4 }).map((given) => JSON.stringify(given)),
  fc.nat(6000).map((deep) => "[".repeat(deep) + "]".repeat(deep)),
);

describe("a command from the broker", () => {
  it("is sound or refused with one error, whatever the payload, and never throws", async () => {
    const topics = fc.constantFrom(...TOPICS.keys(), "light/set", "");
    await fc.assert(
      fc.asyncProperty(topics, payloads, async (topic, payload) => {
        const { take, obeyed, refused, faults } = gate();
        await take(topic, payload);
        expect(faults).toEqual([]);
        expect(obeyed.length + refused.length).toBe(1);
        expect(obeyed.every(sound)).toBe(true);
        expect(refused.every((error) => error.topic === topic && error.message.length > 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("is never quoted in the refusal", async () => {
    const secret = fc.string({ unit: fc.constantFrom("Q", "Z", "7"), minLength: 12, maxLength: 40 });
    const shapes = fc.constantFrom(
      (s: string) => s,
      (s: string) => `{"ssid":"bench","password":"${s}"`,
      (s: string) => `{"ssid":"bench","password":["${s}"]}`,
      (s: string) => `{"ssid":"bench","password":"x","${s}":1}`,
    );
    await fc.assert(
      fc.asyncProperty(secret, shapes, async (text, shape) => {
        const { take, refused } = gate();
        await take("provision", shape(text));
        expect(refused).toHaveLength(1);
        expect(JSON.stringify(refused).includes(text)).toBe(false);
      }),
    );
  });

  it("takes 4,096 bytes and not one more", async () => {
    const { take, obeyed, refused } = gate();
    await take("relay/set", "on".padEnd(4096, " "));
    await take("relay/set", "on".padEnd(4097, " "));
    expect(obeyed).toHaveLength(1);
    expect(refused.map(({ code }) => code)).toEqual(["too_large"]);
  });

  it("counts the depth of JSON without what its texts hold", async () => {
    const { take, refused } = gate();
    await take("home/set", '{"wifi":"[[[[[[\\"[[[[[["}');
    await take("home/set", "[[[[]]]]");
    await take("home/set", "[[[[[]]]]]");
    expect(refused.map(({ code }) => code)).toEqual(["bad_value", "bad_value", "bad_json"]);
  });

  it("keeps for_s within 1 s and a day", async () => {
    const { take, obeyed, refused } = gate();
    for (const span of [1, 1.5, 86_400, 0.99, 86_401, -1])
      await take("relay/set", `{"state":"on","for_s":${span}}`);
    expect(obeyed).toMatchObject([{ for: 1000 }, { for: 1500 }, { for: 86_400_000 }]);
    expect(refused).toHaveLength(3);
  });

  it("is obeyed 20 times at once, then 10 times a second", async () => {
    const clock = new ManualClock();
    const { take, obeyed, refused } = gate({ clock });
    for (let i = 0; i < 50; i++) await take("relay/set", "on");
    expect([obeyed.length, refused.length]).toEqual([20, 1]);
    await clock.advance(500);
    for (let i = 0; i < 50; i++) await take("relay/set", "on");
    expect(obeyed).toHaveLength(25);
    await clock.advance(60_000);
    for (let i = 0; i < 50; i++) await take("relay/set", "on");
    expect(obeyed).toHaveLength(45);
    expect(refused.every(({ code }) => code === "rate_limited")).toBe(true);
  });

  it("survives a fault of the program behind it, in the same turn or later", async () => {
    for (const keyOf of [
      () => Promise.reject(new Error("no memory")),
      () => {
        throw new Error("no memory");
      },
    ]) {
      const { take, faults, refused } = gate({ keyOf });
      await take("provision", '{"ssid":"bench","password":"x"}');
      expect(faults).toEqual([new Error("no memory")]);
      expect(refused).toEqual([]);
    }
  });
});
