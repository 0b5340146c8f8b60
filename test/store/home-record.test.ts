import { describe, expect, it } from "vitest";
import { homeRecord } from "../../firmware-sim/index.ts";
import { parseHomeRecord } from "../../src/store/record-schema.ts";

const wifi = { ssid: "bench", key: "a".repeat(64) };
const earlier = {
  version: 1,
  wifi,
  router: "up",
  cloud: "up",
  accounts: [{ name: "home", listsPlug: false }],
};

describe("a home's record on a disk", () => {
  it("of an earlier version is one in which all is well", () => {
    expect(parseHomeRecord(earlier)).toEqual(homeRecord(wifi, "home"));
  });

  it("keeps every trouble", () => {
    const record = {
      ...homeRecord(wifi, "home"),
      formerKey: "b".repeat(64),
      signal: "weak",
      signalSeed: 2 ** 32 - 1,
      dhcp: "down",
      dns: "down",
      firewall: "blocks",
      owesRemoval: true,
    };
    expect(parseHomeRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it.each([
    { formerKey: "not a key" },
    { signal: "gone" },
    { signalSeed: -1 },
    { signalSeed: 2 ** 32 },
    { signalSeed: 1.5 },
    { dhcp: "broken" },
    { dns: null },
    { firewall: true },
    { owesRemoval: 1 },
    { smoke: "up" },
  ])("is refused with %o", (change) => {
    expect(() => parseHomeRecord({ ...earlier, ...change })).toThrow();
  });
});
