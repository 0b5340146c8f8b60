import { expect as jests } from "expect";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Seen } from "../../src/testing/index.ts";
import { benchOf, edgesOf, failureOf, times } from "./fake-bench.ts";

const blinking = times(20, ["blue", 300], ["off", 700]);
const seen: Seen = {
  from: 0,
  to: 20_000,
  fromEdge: true,
  edges: edgesOf(blinking),
  published: [{ at: 10, topic: "a/b", payload: `{"on":true,"n":5}`, retain: false, qos: 1 }],
};

describe("plugbench/jest", () => {
  beforeAll(async () => {
    vi.stubGlobal("expect", jests);
    await import("../../src/testing/jest.ts");
  });
  afterAll(() => {
    vi.unstubAllGlobals();
  });

  it("gives jest's expect the matchers", async () => {
    await jests(benchOf(blinking)).toShow("blinking blue");
    await jests(benchOf(blinking)).not.toShow("red", { within: "5s" });
    jests(seen).toBlink({ periodMs: 1000 });
    jests(seen).not.toShowSequence(["red", "blue"]);
    jests(seen).toHavePublished("a/+", { n: jests.any(Number) });
    jests(seen).not.toHavePublished("a/+", { n: jests.any(String) });
  });

  it("lets them fail with the same words", async () => {
    expect(await failureOf(() => jests(benchOf(blinking)).toShow("red", { within: "2s" }))).toMatch(
      /^Expected the light to show red within 2 s\. It did not\./,
    );
    expect(await failureOf(() => jests(seen).toHavePublished("a/b", { n: jests.any(String) }))).toMatch(
      /^Expected a message on a\/b with JSON that has \{"n":"Any<String>"\} in the 20 s of watching\. None came\./,
    );
  });

  it("is typed for jest", () => {
    const wellTyped = () => {
      // @ts-expect-error: no such colour
      jests(seen).toShow("solid bleu");
      // @ts-expect-error: a number has no light
      jests(5).toShow("red");
    };
    expect(wellTyped).toBeTypeOf("function");
  });
});

it("says where jest's expect is missing", async () => {
  vi.resetModules();
  vi.stubGlobal("expect", undefined);
  await expect(import("../../src/testing/jest.ts")).rejects.toThrow(
    "found no global expect: import it in a test",
  );
  vi.unstubAllGlobals();
});
