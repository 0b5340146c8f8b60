import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Watcher } from "../support/mqtt-watcher.ts";
import { MILL, millWith } from "../support/profile-file.ts";
import { until } from "../support/until.ts";
import { benches } from "./ctl-bench.ts";
import { runs } from "./in-process.ts";

const place = benches();
afterAll(place.remove);
const file = (name: string, content: string): string => {
  const path = join(place.path, name);
  writeFileSync(path, content);
  return path;
};
const wrong = millWith(["rungs", 1, "at"], 3000);

describe("a plug from a file", () => {
  const bench = place.bench("mill");
  const { ctl, ctlJson } = bench;
  beforeAll(async () => {
    await bench.stands("--provisioned", "--profile", MILL);
  });

  it("runs as the file says: let go at red, one press, and everything is erased", async () => {
    expect(await ctlJson("wait", "online")).toMatchObject({ exit: 0 });
    expect(await ctlJson("hold", "7s")).toMatchObject({ exit: 0, gestures: expect.anything() });
    expect(await ctlJson("wait", "led=confirm")).toMatchObject({ exit: 0, led: "confirm" });
    expect(await ctlJson("state")).toMatchObject({ provisioned: true, profile: { id: "mill-plug" } });
    await ctl("hold", "200ms");
    expect(await ctlJson("wait", "setup")).toMatchObject({ exit: 0 });
    expect(await ctlJson("state")).toMatchObject({ provisioned: false });
  });

  it("can be waited for by what its own lamp shows", async () => {
    expect(await ctl("hold", "4s")).toMatchObject({ code: 0 });
    expect(await ctlJson("wait", "led=confirm")).toMatchObject({ exit: 0, led: "confirm" });
    // Nobody presses: nothing is reset.
    expect(await ctlJson("wait", "led=setup")).toMatchObject({ exit: 0, afterMs: 10_000 });
  });
});

it("can be left for a make that comes along, and come back to", async () => {
  const flags = ["--mqtt", "embedded", "--id", "desk", "--profile", MILL];
  const plug = await place.bench("changes").run(flags, "Publishing to mqtt://127.0.0.1:");
  const port = Number(/mqtt:\/\/127\.0\.0\.1:(\d+)/.exec(plug.out + plug.err)![1]);
  const topic = "plugbench/desk/bench/profile";
  const watcher = await Watcher.open(port, 4, topic);
  const comes = (id: string): Promise<void> =>
    until(
      `the plug is a ${id}`,
      () => watcher.last(topic) === id,
      () => watcher.heard,
    );
  await comes("mill-plug");
  for (const id of ["amazon-smart-plug", "mill-plug"]) {
    await watcher.client.publishAsync(`${topic}/set`, id, { qos: 1 });
    await comes(id);
  }
  await watcher.client.endAsync(true);
});

describe("--profile", () => {
  it("takes a path from where it was said: a flag's from here, a configuration's from its folder", async () => {
    file("broken.json", '{"version": 1,\n}');
    const config = file("config.json", '{"profile": "./broken.json"}');
    const said = `${join(place.path, "broken.json")}:2:1: not valid JSON`;
    expect(await runs(["run", "--config", config])).toMatchObject({
      code: 2,
      err: expect.stringContaining(said),
    });
    const here = await runs(["run"], { PLUGBENCH_PROFILE: "my-plug.json" });
    expect(here).toMatchObject({
      code: 2,
      err: expect.stringContaining(`the profile ${join("/nowhere", "my-plug.json")}`),
    });
  });

  it.each([
    ["a file that is not there", () => "./none.json", "there is no such file; check the path"],
    [
      "a file with what lint calls an error",
      () => file("wrong.json", wrong),
      "rungs[1].at: 3000 ms is not after",
    ],
    [
      "the id of a make that comes along",
      () => file("id.json", millWith(["id"], "amazon-smart-plug")),
      "choose another name",
    ],
    ["nothing", () => "", "--profile: is empty"],
  ])("refuses %s", async (_, path, said) => {
    const { code, err } = await runs(["run", "--profile", path()]);
    expect([code, err]).toEqual([2, expect.stringContaining(said)]);
  });
});

describe("plugbench profile", () => {
  it("shows and draws a file as a make that comes along", async () => {
    const shown = await runs(["profile", "show", MILL]);
    expect(shown).toMatchObject({ code: 0, out: expect.stringMatching(/^Mill plug \(mill-plug\)/) });
    expect(shown.out).toMatch(
      /^hold\.red +6 s, factory reset once a press confirms it +assumed +MN: let go/m,
    );
    expect(shown.out).toMatch(/^button confirming +confirm$/m);
    expect(shown.out).toContain("\nMN: intercom-help.eu");
    expect((await runs(["profile", "chart", MILL])).out).toContain("confirming");
  });

  it("finds nothing to correct in the example, and says what its lamp does not tell apart", async () => {
    expect(await runs(["profile", "lint", MILL])).toEqual({
      code: 0,
      err: "",
      out: [
        "note     resets.factory: the account goes on listing the plug until somebody removes it there",
        "note     resets.matter: the account goes on listing the plug until somebody removes it there",
        "Nobody can tell by the lamp alone which of these states it is:",
        "  dark (supply off) | dark (otherwise)",
        "mill-plug: 0 errors, 0 warnings, 2 notes.",
        "",
      ].join("\n"),
    });
  });

  it("ends its lint with code 1 for an error, and not for a warning", async () => {
    const failed = await runs(["profile", "lint", file("wrong.json", wrong)]);
    expect(failed).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^error {4}rungs\[1\]\.at: 3000 ms/),
    });
    expect(failed.out).toContain("mill-plug: 1 error, 0 warnings, 2 notes.");
    const warned = await runs([
      "profile",
      "lint",
      file("warned.json", millWith(["startUpOnOff", "source"], "")),
    ]);
    expect(warned).toMatchObject({ code: 0, out: expect.stringMatching(/^warning {2}startUpOnOff: /) });
    expect(await runs(["profile", "lint", file("none.json", "{}")])).toMatchObject({ code: 2, out: "" });
  });

  it("tells two makes apart, row by row", async () => {
    const changed = JSON.parse(readFileSync(MILL, "utf8"));
    changed.rungs[0].at = 2500;
    changed.rungs[1].basis = "measured";
    changed.rungs[2].source = "another page";
    changed.patterns.extra = changed.patterns.dark;
    changed.indicator.splice(3, 2, changed.indicator[4], changed.indicator[3]);
    const { code, out } = await runs([
      "profile",
      "diff",
      MILL,
      file("changed.json", JSON.stringify(changed)),
    ]);
    expect(code).toBe(1);
    const cells = out
      .trim()
      .split("\n")
      .slice(2)
      .map((line) => line.split(/ {2,}/));
    expect(cells).toEqual([
      [
        "hold.orange",
        "3 s, soft reset once a press confirms it (assumed)",
        "2.5 s, soft reset once a press confirms it (assumed)",
      ],
      [
        "hold.red",
        "6 s, factory reset once a press confirms it (assumed)",
        "6 s, factory reset once a press confirms it (measured)",
      ],
      ["hold.yellow (source)", expect.stringContaining("MN: let go at yellow"), "another page"],
      ["led.extra", "-", "off (assumed)"],
      ["led.extra.timing", "-", "steady (assumed)"],
      [
        "order of the lamp's rules",
        expect.stringContaining("button orange; button red"),
        expect.stringContaining("button red; button orange"),
      ],
    ]);
  });

  it("finds no difference between a make and itself", async () => {
    expect(await runs(["profile", "diff", MILL, MILL])).toEqual({ code: 0, out: "", err: "" });
    const { code, out } = await runs(["profile", "diff", "amazon-smart-plug", MILL]);
    expect([code, out]).toEqual([1, expect.stringMatching(/^lamp, button mixed +mixed +-$/m)]);
  });

  it("prints the schema of a file", async () => {
    const { code, out } = await runs(["profile", "schema"]);
    expect([code, JSON.parse(out).properties.version]).toEqual([0, { const: 1 }]);
  });

  it.each(["show", "chart", "lint", "diff", "schema"])("has an example in the help of %s", async (name) => {
    const { code, out } = await runs(["profile", name, "--help"]);
    expect([code, out]).toEqual([0, expect.stringContaining(`Example: plugbench profile ${name}`)]);
  });
});
