import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { BadCommand } from "../../../src/mqtt/commands/payload.ts";
import { METHODS, type Rpc } from "../../../src/mqtt/rpc/rpc.ts";
import { ManualClock } from "../../support/manual-clock.ts";
import { ID, OWN, rpcOf, take } from "./rpc-rig.ts";
import { StubPlug } from "./stub-plug.ts";

describe("a frame that comes to the plug", () => {
  let plug: StubPlug;
  let clock: ManualClock;
  let rpc: Rpc;

  beforeEach(() => {
    plug = new StubPlug();
    clock = new ManualClock();
    rpc = rpcOf(plug, clock);
  });

  const refusal = (frame: unknown, reply?: { topic: string }) => {
    try {
      take(rpc, frame, reply);
    } catch (error) {
      return error instanceof BadCommand ? error.code : error;
    }
    return "answered";
  };

  const good = { id: 1, src: "me", method: "Switch.Toggle", params: { id: 0 } };
  it.each([
    ["an id that is null", { ...good, id: null }],
    ["no id", { ...good, id: undefined }],
    ["no src", { ...good, src: undefined }],
    ["an empty src", { ...good, src: "" }],
    ["a src of 129 letters", { ...good, src: "x".repeat(129) }],
    ["no method", { ...good, method: undefined }],
    ["an unknown key", { ...good, extra: 1 }],
    ["a wrong version", { ...good, jsonrpc: "1.0" }],
    ["a list", [good]],
    ["an answer", { id: 1, src: "me", dst: ID, result: { was_on: false } }],
    ["an error", { id: 1, src: "me", dst: ID, error: { code: 404, message: "" } }],
    ["an answer that names a method", { ...good, result: {} }],
  ])("takes no frame with %s", (_, frame) => {
    expect(refusal(frame)).toBe("bad_value");
    expect(plug.commands).toEqual([]);
  });

  it("takes neither text that is no JSON, nor too much of it, nor too deep", () => {
    expect(refusal("on")).toBe("bad_json");
    expect(refusal({ ...good, params: { id: 0, a: { b: { c: {} } } } })).toBe("bad_json");
    expect(refusal({ ...good, dst: "x".repeat(5000) })).toBe("too_large");
  });

  it("does nothing whose answer would go where none may", () => {
    for (const src of ["a/#", "+/x", "$SYS", "a\0", OWN, `${OWN}/bench`])
      expect(refusal({ ...good, src })).toBe("forbidden");
    for (const topic of ["#", "$SYS/x", `${OWN}/relay/set`, "x".repeat(257)])
      expect(refusal(good, { topic })).toBe("forbidden");
    expect(plug.commands).toEqual([]);
    expect(refusal({ ...good, jsonrpc: "2.0", dst: ID, auth: { realm: "x" } })).toBe("answered");
  });

  it("answers whatever comes in one legal place or refuses it, and no answer is ever answered", () => {
    const other = rpcOf(new StubPlug(), clock, "plug-2");
    const frame = fc.record(
      {
        id: fc.oneof(fc.integer(), fc.string(), fc.jsonValue()),
        src: fc.oneof(fc.string(), fc.constantFrom("plugbench/plug-2", OWN, "me")),
        method: fc.oneof(fc.constantFrom(...Object.keys(METHODS)), fc.string()),
        params: fc.oneof(
          fc.record({ id: fc.constantFrom(0, 1, "0"), on: fc.boolean() }, { requiredKeys: [] }),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: [] },
    );
    let answered = 0;
    const property = fc.property(fc.oneof({ weight: 4, arbitrary: frame }, fc.jsonValue()), (given) => {
      try {
        const { topic, value } = take(rpc, given);
        answered++;
        expect(topic).not.toMatch(/[+#\0]|^\$|^plugbench\/plug-1(\/|$)/);
        const message = { topic: "plugbench/plug-2/rpc", payload: Buffer.from(value.text) };
        expect(() => other.answer(message)).toThrow(BadCommand);
      } catch (error) {
        if (!(error instanceof BadCommand)) throw error;
      }
    });
    fc.assert(property, { numRuns: 2000 });
    expect(answered).toBeGreaterThan(100);
  });
});
