import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readImage } from "../../src/firmware-image/image.ts";
import { benches } from "./ctl-bench.ts";
import { runs } from "./in-process.ts";

const place = benches();
afterAll(place.remove);

describe("ctl firmware", () => {
  const bench = place.bench("firmware");
  const { ctl, ctlJson } = bench;
  const file = (...path: string[]) => join(bench.state, "desk", ...path);
  beforeAll(async () => {
    await bench.stands("--provisioned");
  });

  it("says that nothing is on offer", async () => {
    expect((await ctl("firmware", "show")).out).toBe("Firmware 1.0.0.\n");
    expect(await ctlJson("firmware", "install")).toMatchObject({ exit: 1, code: "no_update" });
  });

  it("offers an image at once to a plug that is online, later to one that is not", async () => {
    const early = await ctl("firmware", "offer", "1.1.0", "--damage", "bit-flip");
    expect(early.out).toBe("Firmware 1.1.0 is on offer. The plug hears of it as soon as it is online.\n");
    await ctl("wait", "online");
    await ctl("advance", "1s");
    expect((await ctl("firmware", "show")).out).toBe("Firmware 1.0.0; 1.1.0 is on offer.\n");
    const now = await ctl("firmware", "offer", "1.1.0", "--required", "--damage", "bit-flip");
    expect(now.out).toBe("Firmware 1.1.0 is on offer. plugbench ctl firmware install installs it.\n");
    expect((await ctl("state")).out).toMatch(/^firmware +1\.0\.0; 1\.1\.0 is required$/m);
  });

  it("downloads a bad image, and refuses it before anything of it is kept", async () => {
    const begun = await ctl("firmware", "install");
    expect(begun.out).toMatch(/^Firmware 1\.1\.0 is being downloaded\. Do not unplug the plug;/);
    await ctl("advance", "16s");
    expect((await ctl("firmware", "show")).out).toMatch(
      /^Firmware 1\.0\.0; 1\.1\.0 is required: downloading \d\d %, do not unplug\.\n$/,
    );
    await ctl("advance", "30s");
    expect(await ctlJson("firmware", "show")).toMatchObject({
      version: "1.0.0",
      update: "required",
      progress: 0,
    });
    expect(existsSync(file("plug", "firmware.1"))).toBe(false);
  });

  it("installs a good one, and keeps it in the other slot", async () => {
    await ctl("firmware", "offer", "1.1.0");
    await ctl("firmware", "install");
    await ctl("advance", "60s");
    expect((await ctl("firmware", "show")).out).toBe(
      "Firmware 1.1.0: new firmware on trial, do not unplug.\n",
    );
    await ctl("advance", "60s");
    expect(await ctlJson("firmware", "show")).toMatchObject({
      version: "1.1.0",
      update: "none",
      offered: null,
    });
    expect(await ctlJson("state")).toMatchObject({ lifecycle: "online", provisioned: true, account: "home" });
    expect(readImage(readFileSync(file("plug", "firmware.1")))).toMatchObject({
      ok: true,
      image: { model: "amazon-smart-plug", version: "1.1.0" },
    });
  });

  it("keeps the maker's private key out of all that it prints", async () => {
    const { body } = JSON.parse(readFileSync(file("maker", "state.0"), "utf8"));
    for (const args of [["state"], ["report"], ["firmware", "show"]])
      for (const json of [[], ["--json"]])
        expect((await ctl(...args, ...json)).out).not.toContain(body.private);
  });

  it("refuses what is no version", async () => {
    const refused = await ctl("firmware", "offer", "1.1");
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining("it is x.y.z")]);
    expect((await ctl("firmware", "offer", "1.".repeat(50))).code).not.toBe(0);
  });

  it("ends with code 2 for an unknown damage, and says what there is", async () => {
    const { code, err } = await runs(["ctl", "firmware", "offer", "1.1.0", "--damage", "bit-filp"]);
    expect([code, err]).toEqual([2, expect.stringContaining('Did you mean "bit-flip"?')]);
    expect(err).toContain("unsigned");
  });
});
