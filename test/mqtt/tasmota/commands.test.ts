import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refused } from "../../../src/runtime/command.ts";
import { answered, CLIENT, POWER, RESULT, TasmotaRig, TOPIC, told } from "./tasmota-rig.ts";

const UNKNOWN = (input: string) => answered({ Command: "Unknown", Input: input });
const ERROR = answered({ Command: "Error" });

// Words, ranges and answers: https://tasmota.github.io/docs/Commands/ (Control, Management, MQTT).
describe("the Tasmota command POWER", () => {
  it.each([
    ["ON", "ON"],
    ["on", "ON"],
    ["1", "ON"],
    ["True", "ON"],
    ["TOGGLE", "ON"],
    ["2", "ON"],
    ["OFF", "OFF"],
    ["0", "OFF"],
    ["false", "OFF"],
  ] as const)("obeys %s", (word, state) => {
    const rig = TasmotaRig.greeted();
    if (state === "OFF") rig.switch(true);
    rig.said.length = 0;
    expect(rig.ask("POWER", word)).toEqual(told(state));
    expect(rig.commands).toMatchObject([{ do: "relay", source: "mqtt" }]);
  });

  it.each(["POWER", "power", "Power1", "POWER0"])("is heard as %s", (name) => {
    expect(TasmotaRig.greeted().ask(name, "ON")).toEqual(told("ON"));
  });

  it.each(["", "?", "nonsense", "7"])("is a question with payload %j", (payload) => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("POWER", payload)).toEqual(told("OFF"));
    expect(rig.commands).toEqual([]);
  });

  it("answers once when the relay is already so", () => {
    const rig = TasmotaRig.greeted();
    rig.ask("POWER", "ON");
    expect(rig.ask("POWER", "ON")).toEqual(told("ON"));
  });

  it("counts a refusal without effect as done, and any other as an error", () => {
    const rig = TasmotaRig.greeted();
    rig.refusal = refused("no_effect", "it is off");
    expect(rig.ask("POWER", "OFF")).toEqual(told("OFF"));
    rig.refusal = refused("busy", "the plug is resetting");
    expect(rig.ask("POWER", "ON")).toEqual(ERROR);
  });

  it.each([
    ["POWER", "BLINK"],
    ["POWER", "3"],
    ["POWER", "blinkoff"],
    ["POWER2", "ON"],
  ])("refuses %s %s, which this plug has not", (name, payload) => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask(name, payload)).toEqual(ERROR);
    expect(rig.commands).toEqual([]);
  });

  it.each([TOPIC, "tasmotas", `${CLIENT}_fb`])("is heard at cmnd/%s", (topic) => {
    const rig = TasmotaRig.greeted();
    expect(rig.dialect.subscriptions).toContain(`cmnd/${topic}/+`);
    expect(rig.ask("POWER", "ON", topic)).toEqual(told("ON"));
  });
});

describe("the other Tasmota commands", () => {
  it("State answers with the whole state", () => {
    const rig = TasmotaRig.greeted();
    rig.ask("STATE");
    expect(rig.said).toHaveLength(1);
    expect(rig.json(RESULT)).toMatchObject({ POWER: "OFF", UptimeSec: 0 });
  });

  it("PowerOnState is the start-up policy", () => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("PowerOnState")).toEqual(answered({ PowerOnState: 3 }));
    expect(rig.ask("PowerOnState", "0")).toEqual(answered({ PowerOnState: 0 }));
    expect(rig.now.startUp).toBe("off");
    expect(rig.ask("PowerOnState", "ON")).toEqual(answered({ PowerOnState: 1 }));
    expect(rig.now.startUp).toBe("on");
    expect(rig.ask("PowerOnState", "3")).toEqual(answered({ PowerOnState: 3 }));
    expect(rig.now.startUp).toBe("previous");
  });

  it.each(["2", "4", "5", "9", "-1", "x"])(
    "PowerOnState %s is not taken, and the answer says so",
    (payload) => {
      const rig = TasmotaRig.greeted();
      expect(rig.ask("PowerOnState", payload)).toEqual(answered({ PowerOnState: 3 }));
      expect(rig.commands).toEqual([]);
    },
  );

  it("Restart answers, and then restarts", async () => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("Restart", "1")).toEqual(answered({ Restart: "Restarting" }));
    expect(rig.commands).toEqual([]);
    await rig.clock.advance(1000);
    expect(rig.commands).toEqual([{ do: "restart" }]);
  });

  it("Restart asks for a 1, is refused in a reset, and does not outlive a power cut", async () => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("Restart")).toEqual(answered({ Restart: "1 to restart" }));
    expect(rig.ask("Restart", "99")).toEqual(answered({ Restart: "1 to restart" }));
    rig.ask("Restart", "1");
    rig.change({ lifecycle: "off", power: "off", network: "down" });
    await rig.clock.advance(5000);
    rig.change({ lifecycle: "resetting" });
    expect(rig.ask("Restart", "1")).toEqual(ERROR);
    await rig.clock.advance(5000);
    expect(rig.commands).toEqual([]);
  });

  it("tells what it is called", () => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("FriendlyName1")).toEqual(answered({ FriendlyName1: TOPIC }));
    expect(rig.ask("FriendlyName2")).toEqual(ERROR);
    expect(rig.ask("DeviceName", "another")).toEqual(answered({ DeviceName: TOPIC }));
    expect(rig.ask("Topic")).toEqual(answered({ Topic: TOPIC }));
    expect(rig.ask("FullTopic")).toEqual(answered({ FullTopic: "%prefix%/%topic%/" }));
    expect(rig.ask("GroupTopic")).toEqual(answered({ GroupTopic1: "tasmotas" }));
    expect(rig.ask("Module")).toEqual(answered({ Module: { "0": "plugbench" } }));
  });

  it("knows no others, and resets by its button alone", () => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("Timezone", "99")).toEqual(UNKNOWN("TIMEZONE"));
    expect(rig.ask("Status 0")).toEqual(UNKNOWN("STATUS 0"));
    expect(rig.ask("Reset", "1")).toEqual(UNKNOWN("RESET"));
    expect(rig.ask("x".repeat(5000))).toEqual(UNKNOWN("X".repeat(64)));
    expect(rig.ask("")).toEqual(UNKNOWN(""));
    expect(rig.commands).toEqual([]);
  });
});

describe("what no Tasmota client sends", () => {
  it.each([
    ["too long", Buffer.alloc(4097, "1")],
    ["not UTF-8", Buffer.from([0xff, 0xfe])],
  ])("is an error when %s", (_, payload) => {
    const rig = TasmotaRig.greeted();
    expect(rig.ask("POWER", payload)).toEqual(ERROR);
    expect(rig.commands).toEqual([]);
  });

  it("is answered once a second when it is a flood, and obeyed within the limit", async () => {
    const rig = TasmotaRig.greeted();
    for (let i = 0; i < 1000; i++) rig.ask("POWER", "TOGGLE");
    expect(rig.commands).toHaveLength(20);
    expect(rig.said.filter(({ topic }) => topic === POWER)).toHaveLength(20);
    expect(rig.said.filter(({ value }) => value.text.includes("Error"))).toHaveLength(1);
    await rig.pace.advance(1000);
    for (let i = 0; i < 100; i++) rig.ask("POWER", "TOGGLE");
    expect(rig.commands).toHaveLength(30);
  });

  it("is logged, not thrown, when it meets a fault of the program", () => {
    const rig = TasmotaRig.greeted();
    rig.refusal = new Error("broken");
    expect(rig.ask("POWER", "ON")).toEqual([]);
    expect(rig.logged).toMatchObject([{ level: "error", event: "command-fault" }]);
  });

  it("never throws, and is answered in the right form, whatever it is", async () => {
    const rig = TasmotaRig.greeted();
    const words = [
      "POWER",
      "Power1",
      "STATUS",
      "Status0",
      "State",
      "TelePeriod",
      "Backlog",
      "Delay",
      "__proto__",
    ];
    const word = fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary" }));
    const payload = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.string().map((text) => Buffer.from(text)),
      fc.integer().map((number) => Buffer.from(String(number))),
    );
    const property = fc.asyncProperty(word, payload, async (called, bytes) => {
      const answers = rig.ask(called, Buffer.from(bytes));
      for (const [topic, text] of answers) {
        if (topic === POWER) expect(text).toMatch(/^(ON|OFF)$/);
        else expect(Object.keys(JSON.parse(text))).not.toEqual([]);
        expect(topic).toMatch(/^stat\/plug-test\/(RESULT|POWER|STATUS\d*)$/);
      }
      rig.said.length = 0;
      await rig.pace.advance(100);
    });
    await fc.assert(property, { numRuns: 1000 });
    expect(rig.logged).toEqual([]);
  });
});
