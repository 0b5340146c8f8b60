import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryDirectory } from "./plug-process.ts";
import { reportForm } from "./report-form.ts";
import { reportRig } from "./report-rig.ts";

const temporary = temporaryDirectory();
afterAll(() => temporary.remove());

describe("a report into a file", () => {
  let rig: Awaited<ReturnType<typeof reportRig>>;
  const root = join(temporary.path, "files");
  beforeAll(async () => {
    rig = await reportRig(root);
  });
  afterAll(() => rig.close());

  it("is what would have been printed, for its owner alone", async () => {
    const path = join(root, "plug.md");
    expect(await rig.ctl(`report ${path}`)).toEqual({ code: 0, out: `Written to ${path}.\n`, err: "" });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, "utf8")).toBe(await rig.text());
    const json = join(root, "plug.json");
    expect((await rig.ctl(`report ${json} --json`)).out).toBe(
      `${JSON.stringify({ ok: true, file: json })}\n`,
    );
    v.parse(reportForm, JSON.parse(readFileSync(json, "utf8")));
    expect(readdirSync(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("replaces nothing: a file or a link that exists stays, and so do the others of two at once", async () => {
    const path = join(root, "mine.md");
    writeFileSync(path, "mine");
    const refused = await rig.ctl(`report ${path}`);
    expect(refused).toEqual({ code: 2, out: "", err: expect.stringContaining(`${path} exists and is left`) });
    expect(readFileSync(path, "utf8")).toBe("mine");
    const link = join(root, "link.md");
    symlinkSync(join(root, "nowhere"), link);
    expect((await rig.ctl(`report ${link}`)).code).toBe(2);
    expect(existsSync(join(root, "nowhere"))).toBe(false);
    const both = await Promise.all([1, 2].map(() => rig.ctl(`report ${join(root, "both.md")}`)));
    expect(both.map(({ code }) => code).sort()).toEqual([0, 2]);
  });

  it("that cannot be written is refused with what to do, and leaves nothing", async () => {
    const { code, err } = await rig.ctl(`report ${join(root, "missing", "plug.md")}`);
    expect(code).toBe(2);
    expect(err).toContain("(ENOENT): name a file in a directory that you may write in.");
    expect((await rig.ctl(`report ${root}`)).code).toBe(2);
    expect(readdirSync(root).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  it("is not made when no plug answers, or the plug has none to give", async () => {
    const path = join(root, "absent.md");
    expect((await rig.ctl(`report ${path} --id other`)).code).toBe(3);
    Object.defineProperty(rig.mqtt, "busy", {
      get: () => {
        throw new Error("nothing to tell");
      },
    });
    const refusal = { ok: false, code: "failed", message: "nothing to tell" };
    expect(await rig.ctl(`report ${path} --json`)).toMatchObject({
      code: 1,
      out: `${JSON.stringify(refusal)}\n`,
    });
    expect(await rig.ctl(`report ${path}`)).toMatchObject({ code: 1, out: "" });
    expect(existsSync(path)).toBe(false);
  });
});
