import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AIRS, millis } from "../../firmware-sim/index.ts";
import type { Command } from "../../src/runtime/command.ts";
import { isHouseholdFault } from "../../src/runtime/faults.ts";
import { HOUSEHOLD_WISHES, householdFault, REMEDIES } from "../../src/runtime/household/kinds.ts";
import { WIRE_FAULT_KINDS } from "../../src/runtime/wire-faults.ts";
import { gateRig, READERS } from "../support/gate-rig.ts";
import { ManualClock } from "../support/manual-clock.ts";

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
    case "profile":
      return /^[a-z0-9-]{1,64}$/.test(command.to);
    case "fault": {
      const { fault } = command;
      const { period, seed } = fault;
      if (period < 100 || period > 600_000 || seed !== seed >>> 0) return false;
      if (isHouseholdFault(fault)) return HOUSEHOLD_WISHES.includes(fault.kind);
      const { kind, chance, delay } = fault;
      return WIRE_FAULT_KINDS.includes(kind) && chance >= 0 && chance <= 1 && delay >= 1 && delay <= 60_000;
    }
    case "clearFault":
      return [...WIRE_FAULT_KINDS, ...HOUSEHOLD_WISHES, "all"].includes(command.kind);
    case "load": {
      const { load } = command;
      if (load === null) return true;
      const steps = load.kind === "steady" ? [{ watts: load.watts, for: 1000 }] : load.steps;
      const whole = steps.every(({ watts, for: span }) => watts >= 0 && watts <= 10_000 && span >= 500);
      return whole && steps.length > 0 && steps.every((step) => Number.isInteger(step.for));
    }
    case "air":
      return Object.hasOwn(AIRS, command.to);
    case "offerFirmware":
      return /^\d+\.\d+\.\d+$/.test(command.version) && typeof command.required === "boolean";
    case "schedules":
      return command.schedules.every(
        ({ id, to }) => /^[a-z0-9-]+$/.test(id) && ["on", "off", "toggle"].includes(to),
      );
    case "app":
      return /^[A-Za-z0-9-]{1,48}$/.test(command.action);
    case "voice":
      return ["factory reset", "yes", "no"].includes(command.says);
    case "remedy":
      return REMEDIES.includes(command.name);
    default:
      return [
        ...["press", "release", "identify", "restart", "removeFromAccount"],
        ...["resetEnergy", "installFirmware"],
      ].includes(command.do);
  }
}

const words = [
  "lamp",
  "open",
  "install",
  "07:00",
  "1.1.0",
  "yes",
  "on",
  "off",
  "toggle",
  "1",
  "0",
  "TRUE",
  "up",
  "down",
  "PRESS",
  "previous",
  "",
  " on\n",
];
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
  "kind",
  "clear",
  "remedy",
  "seed",
  "chance",
  "delay_ms",
  "__proto__",
  "x",
  ...["watts", "steps", "repeats", "offer", "required", "damage", "button", "to", "at", "in_s", "days", "id"],
];
const values = fc.oneof(
  fc.constantFrom(...words, "cut", "silent", "remove", "ghost", "random", "dns", "reseat", "all"),
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
  fc
    .array(fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 4 }), { maxLength: 3 })
    .map((given) => JSON.stringify(given)),
  fc.nat(6000).map((deep) => "[".repeat(deep) + "]".repeat(deep)),
);

describe("a command from the broker", () => {
  it("is sound or refused with one error, whatever the payload, and never throws", async () => {
    const topics = fc.constantFrom(...READERS.keys(), "light/set", "");
    await fc.assert(
      fc.asyncProperty(topics, payloads, async (topic, payload) => {
        const { take, obeyed, refused, faults } = gateRig();
        await take(topic, payload);
        expect(faults).toEqual([]);
        expect(obeyed.length + refused.length).toBe(1);
        expect(obeyed.every(sound)).toBe(true);
        expect(refused.every((error) => error.topic === `plug/${topic}` && error.message.length > 0)).toBe(
          true,
        );
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
        const { take, refused } = gateRig();
        await take("bench/provision", shape(text));
        expect(refused).toHaveLength(1);
        expect(JSON.stringify(refused).includes(text)).toBe(false);
      }),
    );
  });

  it("takes 4,096 bytes and not one more", async () => {
    const { take, obeyed, refused } = gateRig();
    await take("relay/set", "on".padEnd(4096, " "));
    await take("relay/set", "on".padEnd(4097, " "));
    expect(obeyed).toHaveLength(1);
    expect(refused.map(({ code }) => code)).toEqual(["too_large"]);
  });

  it("counts the depth of JSON without what its texts hold", async () => {
    const { take, refused } = gateRig();
    await take("bench/home/set", '{"wifi":"[[[[[[\\"[[[[[["}');
    await take("bench/home/set", "[[[[]]]]");
    await take("bench/home/set", "[[[[[]]]]]");
    expect(refused.map(({ code }) => code)).toEqual(["bad_value", "bad_value", "bad_json"]);
  });

  it("means what it says", async () => {
    const late = { kind: "late-ack", seed: 7, chance: 0.5, delay: 3000, period: 900 };
    const usual = { kind: "ghost", seed: 1, chance: 1, delay: 2000, period: 2000 };
    const meant: [string, string, object][] = [
      ["relay/set", '{"state":false,"for_s":2}', { do: "relay", to: "off", source: "mqtt", for: 2000 }],
      ["relay/set", "Toggle", { do: "relay", to: "toggle", source: "mqtt" }],
      ["start-up/set", "PREVIOUS", { do: "startUp", to: "previous" }],
      ["cmd/identify", "press", { do: "identify" }],
      ["cmd/restart", "{}", { do: "restart" }],
      ["cmd/reset-energy", "", { do: "resetEnergy" }],
      ["firmware/set", "Install", { do: "installFirmware" }],
      ["schedules/set", "[]", { do: "schedules", schedules: [] }],
      ["bench/button/set", '{"button":"mic-off","to":"down"}', { do: "press", button: "mic-off" }],
      ["bench/button/set", '{"button":"mic-off","to":"up"}', { do: "release", button: "mic-off" }],
      ["bench/load/set", "None", { do: "load", load: null }],
      ["bench/load/set", '{"watts":60}', { do: "load", load: { name: "custom", kind: "steady", watts: 60 } }],
      [
        "bench/load/set",
        '{"steps":[{"watts":9,"for_s":1.5}]}',
        {
          do: "load",
          load: { name: "custom", kind: "steps", steps: [{ watts: 9, for: 1500 }], repeats: false },
        },
      ],
      ["bench/air/set", "Confined", { do: "air", to: "confined" }],
      [
        "bench/firmware/set",
        '{"offer":"1.1.0","damage":"bit-flip"}',
        { do: "offerFirmware", version: "1.1.0", required: false, damage: "bit-flip" },
      ],
      ["bench/app/set", "remove", { do: "app", action: "remove" }],
      ["bench/voice/set", "Factory reset", { do: "voice", says: "factory reset" }],
      ["bench/button/set", "down", { do: "press" }],
      ["bench/button/set", "up", { do: "release" }],
      ["bench/power/set", "0", { do: "power", to: "off" }],
      ["bench/home/set", '{"wifi":"down"}', { do: "wifi", to: "down", how: "cut" }],
      ["bench/home/set", '{"account":"remove"}', { do: "removeFromAccount" }],
      ["bench/profile/set", "other-plug", { do: "profile", to: "other-plug" }],
      ["bench/provision", "", { do: "provision" }],
      [
        "bench/provision",
        '{"ssid":"bench","password":"x","account":null}',
        { do: "provision", wifi: { ssid: "bench", key: "bench/x" }, account: null },
      ],
      ["bench/fault/set", '{"kind":"ghost"}', { do: "fault", fault: usual }],
      [
        "bench/fault/set",
        '{"kind":"late-ack","seed":7,"chance":0.5,"delay_ms":3000,"period_ms":900,"for_s":1.5}',
        { do: "fault", fault: late, for: 1500 },
      ],
      ["bench/fault/set", '{"clear":"ghost"}', { do: "clearFault", kind: "ghost" }],
      [
        "bench/fault/set",
        '{"kind":"loose-connection","seed":7,"for_s":60}',
        { do: "fault", fault: householdFault("loose-connection", { seed: 7 }), for: 60_000 },
      ],
      [
        "bench/fault/set",
        '{"kind":"random","period_ms":60000}',
        { do: "fault", fault: householdFault("random", { period: millis(60_000) }) },
      ],
      ["bench/fault/set", '{"clear":"random"}', { do: "clearFault", kind: "random" }],
      ["bench/fault/set", '{"remedy":"reseat"}', { do: "remedy", name: "reseat" }],
    ];
    for (const [name, payload, command] of meant) {
      const { take, obeyed } = gateRig();
      await take(name, payload);
      expect(obeyed, `${name} ${payload}`).toEqual([command]);
    }
  });

  it("counts the bytes of a network's name, not its letters", async () => {
    const { take, obeyed, refused } = gateRig();
    for (const ssid of ["é".repeat(16), "é".repeat(17)])
      await take("bench/provision", JSON.stringify({ ssid, password: "x" }));
    expect([obeyed.length, refused.map(({ code }) => code)]).toEqual([1, ["bad_value"]]);
  });

  it("keeps for_s within 1 s and a day", async () => {
    const { take, obeyed, refused } = gateRig();
    for (const span of [1, 1.5, 86_400, 0.99, 86_401, -1])
      await take("relay/set", `{"state":"on","for_s":${span}}`);
    expect(obeyed).toMatchObject([{ for: 1000 }, { for: 1500 }, { for: 86_400_000 }]);
    expect(refused).toHaveLength(3);
  });

  it("is obeyed 20 times at once, then 10 times a second", async () => {
    const pace = new ManualClock();
    const { take, obeyed, refused } = gateRig({ pace });
    for (let i = 0; i < 50; i++) await take("relay/set", "on");
    expect([obeyed.length, refused.length]).toEqual([20, 1]);
    await pace.advance(500);
    for (let i = 0; i < 50; i++) await take("relay/set", "on");
    expect(obeyed).toHaveLength(25);
    await pace.advance(60_000);
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
      const { take, faults, refused } = gateRig({ keyOf });
      await take("bench/provision", '{"ssid":"bench","password":"x"}');
      expect(faults).toEqual([new Error("no memory")]);
      expect(refused).toEqual([]);
    }
  });
});
