import { describe, expect, it } from "vitest";
import { refused as no } from "../../src/runtime/command.ts";
import { gateRig } from "../support/gate-rig.ts";
import { ManualClock } from "../support/manual-clock.ts";

const correlation = Buffer.from([0, 255, 7]);
const reply = { topic: "me/answers", correlation };

describe("an answer to a command", () => {
  it("goes to the response topic with the correlation data, when the command has been obeyed", async () => {
    const { take, said } = gateRig();
    await take("relay/set", "on", reply);
    expect(said).toEqual([
      {
        topic: "me/answers",
        value: { text: '{"ok":true,"obeyed":1}', json: true, correlation },
        retain: false,
      },
    ]);
  });

  it("carries no correlation data where the command had none, and is not given where nobody asked", async () => {
    const { take, said } = gateRig();
    await take("relay/set", "on", { topic: "me/answers" });
    await take("relay/set", "on");
    expect(said.map(({ value }) => value)).toEqual([{ text: '{"ok":true,"obeyed":1}', json: true }]);
  });

  it("is the refusal too, beside the error for everybody", async () => {
    const reasons = [
      { rig: gateRig(), payload: "maybe", error: { code: "bad_value" } },
      {
        rig: gateRig({ outcome: no("busy", "a reset is going on") }),
        payload: "on",
        error: { code: "busy" },
      },
    ];
    for (const { rig, payload, error } of reasons) {
      await rig.take("relay/set", payload, reply);
      expect(rig.refused).toMatchObject([{ ...error, topic: "plug/relay/set" }]);
      const { code, message } = rig.refused[0]!;
      expect(rig.said).toEqual([
        {
          topic: "me/answers",
          value: { text: JSON.stringify({ error: { code, message } }), json: true, correlation },
          retain: false,
        },
      ]);
    }
  });

  it("waits for a reader that takes its time", async () => {
    let ready = (_key: string) => {};
    const key = new Promise<string>((resolve) => {
      ready = resolve;
    });
    const { take, said, obeyed } = gateRig({ keyOf: () => key });
    await take("bench/provision", '{"ssid":"bench","password":"x"}', reply);
    expect([obeyed, said]).toEqual([[], []]);
    ready("aa");
    await new Promise((resolve) => setImmediate(resolve));
    expect(said.map(({ value }) => value.text)).toEqual(['{"ok":true,"obeyed":1}']);
  });

  it("goes nowhere where an answer could be a command, and then nothing is obeyed", async () => {
    for (const topic of ["plug/relay/set", "plug", "me/+/x", "#", "$SYS/x", "", "x".repeat(257)]) {
      const { take, said, obeyed, refused } = gateRig();
      await take("relay/set", "on", { topic, correlation });
      expect([obeyed, said], topic).toEqual([[], []]);
      expect(refused).toMatchObject([{ code: "bad_value", topic: "plug/relay/set" }]);
      expect(refused[0]!.message).toContain("response topic");
    }
  });

  it("comes once a second to a flood", async () => {
    const pace = new ManualClock();
    const { take, said, refused } = gateRig({ pace });
    for (let i = 0; i < 200; i++) await take("relay/set", "on", reply);
    const last = () => JSON.parse(said.at(-1)!.value.text);
    expect([said.length, refused.length]).toEqual([21, 1]);
    expect(last()).toMatchObject({ error: { code: "rate_limited" } });
    await pace.advance(999);
    for (let i = 0; i < 200; i++) await take("relay/set", "on", { topic: "plug/relay/set" });
    expect(said).toHaveLength(21);
    await pace.advance(1);
    for (let i = 0; i < 200; i++) await take("relay/set", "on", { topic: "plug/relay/set" });
    expect([said.length, refused.at(-1)!.code]).toEqual([21, "rate_limited"]);
  });

  it("is whatever a call returns, within the same limits", async () => {
    const answer = { topic: "me/rpc", value: { text: "{}", json: true }, retain: false };
    const asked: string[] = [];
    const calls = new Map([
      [
        "rpc",
        ({ payload }: { payload: Buffer }) => {
          asked.push(payload.toString());
          return answer;
        },
      ],
    ]);
    const { take, said, refused } = gateRig({ calls });
    await take("rpc", "question");
    await take("rpc", "question", { topic: "plug/rpc" });
    expect([asked, said]).toEqual([["question"], [answer]]);
    await take("light/set", "on");
    expect(refused.map(({ code }) => code)).toEqual(["bad_value", "unknown_command"]);
    expect(refused[1]!.message).toMatch(/relay\/set.*rpc/);
    for (let i = 0; i < 30; i++) await take("rpc", "question");
    expect(asked).toHaveLength(18);
  });
});
