import { chmodSync, mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { amazonSmartPlug, compile, drawChart, factoryRecord, homeRecord } from "../../firmware-sim/index.ts";
import { controlAddress } from "../../src/cli/control/address.ts";
import { parseHomeRecord, parseNvmRecord } from "../../src/store/record-schema.ts";
import { temporaryDirectory } from "./plug-process.ts";

const temporary = temporaryDirectory();
afterAll(temporary.remove);
const key = "0123456789abcdef".repeat(4);

describe("a record from the disk", () => {
  const plug = {
    ...factoryRecord("previous"),
    wifi: { ssid: "home", key },
    account: "anna",
    intent: { kind: "factory", linkUp: true, goodbyeTopics: ["a/b"] },
    owedGoodbye: ["c"],
  };
  const home = homeRecord({ ssid: "home", key }, "anna");

  it("is taken as it was saved", () => {
    for (const record of [plug, factoryRecord("on")])
      expect(parseNvmRecord(structuredClone(record))).toEqual(record);
    expect(parseHomeRecord(structuredClone(home))).toEqual(home);
  });

  it.each([
    ["a key too many", { ...plug, password: "x" }],
    ["a key too few", { ...plug, startUp: undefined }],
    ["another version", { ...plug, version: 2 }],
    ["a password in place of its key", { ...plug, wifi: { ssid: "home", key: "geheim" } }],
    ["a wrong type", { ...plug, relayClosed: "yes" }],
    ["a topic that is none", { ...plug, owedGoodbye: [1] }],
    ["a list", []],
    ["nothing", null],
  ])("is refused with %s", (_, value) => {
    expect(() => parseNvmRecord(value)).toThrow();
  });

  it.each([
    ["no account", { ...home, accounts: [] }],
    ["too many accounts", { ...home, accounts: Array(17).fill(home.accounts[0]) }],
    ["an unknown state of the router", { ...home, router: "sideways" }],
  ])("of a home is refused with %s", (_, value) => {
    expect(() => parseHomeRecord(value)).toThrow();
  });
});

describe.skipIf(process.platform === "win32")("the control address", () => {
  const long = join(temporary.path, "x".repeat(100));
  const runtime = join(temporary.path, "run");
  mkdirSync(long);
  mkdirSync(runtime);

  it("is in the state directory", () => {
    expect(controlAddress(temporary.path, {})).toBe(join(temporary.path, "control.sock"));
  });

  it("is in a private runtime directory when that path is too long for a socket", () => {
    const address = controlAddress(long, { XDG_RUNTIME_DIR: runtime });
    expect(dirname(address)).toBe(join(runtime, "plugbench"));
    expect(statSync(dirname(address)).mode & 0o777).toBe(0o700);
    expect(controlAddress(long, { XDG_RUNTIME_DIR: runtime })).toBe(address);
  });

  it("is refused when others may enter that directory", () => {
    controlAddress(long, { XDG_RUNTIME_DIR: runtime });
    chmodSync(join(runtime, "plugbench"), 0o755);
    expect(() => controlAddress(long, { XDG_RUNTIME_DIR: runtime })).toThrow(/for this user alone/);
  });

  it("is a named pipe on Windows", () => {
    expect(controlAddress(temporary.path, {}, "win32")).toMatch(/^\\\\\.\\pipe\\plugbench-ctl-[0-9a-f]{64}$/);
  });
});

describe("the drawn chart", () => {
  const drawing = drawChart(amazonSmartPlug);

  it("has every region, every state, and an arrow or a line for every row", () => {
    const { chart, states } = compile(amazonSmartPlug);
    for (const [region, names] of Object.entries(states)) {
      expect(drawing).toContain(`  state ${region} {`);
      for (const name of names)
        expect(drawing).toContain(`state "${name}" as ${region}_${name.replaceAll("-", "_")}`);
    }
    const drawn = drawing.split("\n").filter((line) => / : /.test(line)).length;
    const counted = chart.rows.map(({ from, region }) =>
      from === "*" ? states[region].length : [from].flat().length,
    );
    expect(drawn).toBe(counted.reduce((sum, count) => sum + count, 0));
  });

  it("says how long a timer is, and uses no character that Mermaid takes for its own", () => {
    expect(drawing).toContain("lifecycle_connecting --> lifecycle_offline : connectTimeout after 10 s");
    for (const line of drawing.split("\n")) expect(line.split(" : ")[1] ?? "").not.toMatch(/[:;{}"]/);
  });
});
