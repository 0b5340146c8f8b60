import { describe, expect, it } from "vitest";
import { planBroker } from "../../src/cli/run/open-broker.ts";
import { parseDiscovery } from "../../src/config/discovery-prefix.ts";
import { UsageError } from "../../src/usage-error.ts";
import { runs } from "./in-process.ts";

describe("--discovery", () => {
  it.each(["homeassistant", "ha/discovery", "Zuhause-2_x.y", "haus/küche"])(
    "takes the prefix %s",
    (prefix) => {
      expect(parseDiscovery(prefix)).toBe(prefix);
    },
  );

  it("takes off for none", () => {
    expect(parseDiscovery("off")).toBeNull();
  });

  it.each([
    ...[
      "",
      "/",
      "/ha",
      "ha/",
      "a//b",
      "ha/#",
      "#",
      "+",
      "a/+/b",
      "$SYS",
      "a/$b",
      "a b",
      " ha",
      "ha\n",
      "ha\0",
      "\u200b",
    ],
    "a".repeat(129),
  ])("refuses the prefix %j", (prefix) => {
    expect(() => parseDiscovery(prefix)).toThrow(UsageError);
  });

  it("tells which prefix is wrong, and how to write one", async () => {
    const { code, err } = await runs(["run", "--discovery", "ha/#"]);
    expect(code).toBe(2);
    expect(err).toContain('--discovery: "ha/#" is no discovery prefix');
    expect(err).toContain("homeassistant");
  });

  it("refuses to be off while the bench is to be discovered", async () => {
    const asked = planBroker({ discovery: null, discoveryBench: true }, () => {}, {});
    await expect(asked).rejects.toThrow(UsageError);
  });
});
