import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readJsonReport } from "../../src/procedure/report/json.ts";
import { runs } from "./in-process.ts";
import { PlugProcess, temporaryDirectory } from "./plug-process.ts";

const temporary = temporaryDirectory();
afterAll(temporary.remove);
const at = (...names: string[]): string => join(temporary.path, ...names);
const article = (name: string, text: string): string => {
  writeFileSync(at(name), text);
  return at(name);
};

const CYCLE =
  "1. Plug it in. [REQ-7] The light blinks red several times and goes off.\n2. Unplug it for 20 seconds.\n";
const WRONG = CYCLE.replace("red", "orange");
const right = article("right.md", `# Power cycle\n\n${CYCLE}`);
const wrong = article("wrong.md", `# Power cycle\n\n${WRONG}`);
const held = article(
  "held.md",
  "1. Press and hold the Action button for 13 seconds, then release it.\n2. The light glows solid red.\n",
);
/** Wrong, for on what a pass rests takes long to find. */
const two = article(
  "two.md",
  `# Plug\n\n## Once – the short way\n\n${WRONG}\n## Twice\n\n${WRONG}3. Plug it in.\n`,
);
const check = (...args: string[]) => runs(["procedure", "check", ...args]);

describe("procedure check", () => {
  it("ends with 0 when all is as the article says, and gives the article again", async () => {
    const { code, out, err } = await check(right);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain(
      `${right}: Power cycle\nAmazon Smart Plug (amazon-smart-plug) on virtual, start unplugged\n`,
    );
    expect(out).toContain("  ✓ The light blinks red several times and goes off. (documented)\n");
    expect(out).toMatch(/\nPASSED: checked 3 of 3 sentences\. /);
    expect(out).toMatch(/\n✓ REQ-7: pass \(/);
  });

  it("ends with 1 when one of several is wrong, and tells of all", async () => {
    const { code, out } = await check(right, wrong);
    expect(code).toBe(1);
    expect(out).toContain("PASSED: checked 3 of 3 sentences");
    expect(out).toMatch(
      /✗ line 3: The light blinks orange several times and goes off\.\n +the article says .*orange/,
    );
    expect(out).toContain("1 of 2 procedures passed.\n");
  });

  it("does not call an article right of which nothing was checked", async () => {
    const excused = article("excused.md", "1. The light hums. <!-- not checked: nobody can hear it -->\n");
    const { code, out } = await check(excused);
    expect(code).toBe(1);
    expect(out).toContain("FAILED: checked 0 of 1 sentence");
  });

  it("refuses a procedure that would take minutes, before anything is done", async () => {
    const long = (steps: number) =>
      article(
        `long-${steps}.md`,
        Array.from({ length: steps }, (_, i) => `${i + 1}. Wait 1 second.\n`).join(""),
      );
    expect(await check(long(501))).toMatchObject({
      code: 2,
      err: expect.stringContaining("long-501.md:1: a procedure of 501 steps: at most 500 are checked"),
    });
    expect((await check(long(500), "--start", "online")).code).toBe(0);
  });

  it("tells nobody's writing direction to a terminal", async () => {
    const { out } = await check(article("turned.md", `# Plug \u202eylper\n\n${CYCLE}`));
    expect(out).not.toMatch(/\p{Bidi_Control}/u);
    expect(out).toContain("Plug \ufffdylper");
  });

  it("takes one procedure of several by its heading, or part of it, written anyhow", async () => {
    for (const heading of ["Once – the short way", "once - the SHORT way", "short"]) {
      const { code, out } = await check(two, "--procedure", heading);
      expect([code, out.match(/FAILED/g)], heading).toEqual([1, ["FAILED"]]);
    }
    expect((await check(two)).out).toContain("0 of 2 procedures passed.");
  });

  it.each([
    ["none", 'has no procedure under the heading "none"'],
    ["", 'has no procedure under the heading ""'],
    ["ce", 'has several procedures under the heading "ce"'],
  ])("refuses the heading %j with a list of those that there are", async (heading, said) => {
    const { code, out, err } = await check(two, "--procedure", heading);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(
      `${two} ${said}: name one of\n  "Once – the short way" (line 3)\n  "Twice" (line 8)\n`,
    );
  });

  it("reads all articles before it checks one, and says what is wrong in each", async () => {
    const { code, out, err } = await check(right, at("none.md"), article("empty.md", "# Nothing\n"), at());
    expect([code, out]).toEqual([2, ""]);
    for (const said of ["none.md cannot be read (ENOENT)", "empty.md:1: no steps", "is not a file"])
      expect(err).toContain(said);
  });

  it.each([
    [["--board", "uno"], '--board: "uno" is not one of virtual,'],
    [["--start", "on"], '--start: "on" is not one of boxed,'],
    [["--profile", "kasa"], "--profile: "],
    [["--require-basis", "assumed"], "--require-basis: "],
    [["--compare", "virtual"], "--compare: takes two boards or more"],
    [["--port", "/dev/null"], "--port is of a real Arduino"],
  ])("refuses %j", async (flags, said) => {
    expect(await check(right, ...flags)).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining(said),
    });
  });

  it("takes the make that the article names, its file beside the article, unless a flag names another", async () => {
    const named = (profile: string) => article("named.md", `---\nprofile: ${profile}\n---\n${CYCLE}`);
    const of = async (...args: string[]) => /\(([a-z-]+)\) on virtual/.exec((await check(...args)).out)?.[1];
    expect(await of(named("kasa-plug"))).toBe("kasa-plug");
    expect(await of(named("kasa-plug"), "--profile", "tuya-plug")).toBe("tuya-plug");
    expect(await check(named("./none.json"))).toMatchObject({
      code: 2,
      err: expect.stringContaining(`named.md: its profile: the profile ${at("none.json")} cannot be read`),
    });
  });

  it("fails what rests on less than is asked for", async () => {
    expect(await check(held)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/✓ The light glows solid red\.\n +depends on .*12 s/),
    });
    expect(await check(held, "--require-basis", "documented")).toMatchObject({
      code: 1,
      out: expect.stringMatching(/✗ line 2: The light glows solid red\.\n[^✗]*depends on .*12 s/),
    });
  });

  it("finds where the verdict turns", async () => {
    expect((await check(held, "--sweep")).out).toMatch(/rungs\.\w+\.at is 12 s .*: with 1[23]\.?\d* s/);
  });

  it("compares boards", async () => {
    const report = at("boards");
    const { code, out } = await check(right, "--compare", "virtual,mocked-firmata", "--report", report);
    expect(code).toBe(0);
    const text = /Compared with virtual.*\n(?:.*\n)*mocked-firmata.*:\n +patterns +the same \d.*/.exec(
      out,
    )?.[0];
    expect(text, out).toBeDefined();
    expect(readFileSync(join(report, "right.html"), "utf8")).toContain(text);
    expect(JSON.parse(readFileSync(join(report, "right.json"), "utf8")).comparisons).toMatchObject([
      { others: [{ board: "mocked-firmata", passed: true }] },
    ]);
  });

  it("writes every form of report, and the JSON reads back", async () => {
    const report = at("report");
    for (const _ of [1, 2]) expect((await check(right, wrong, "--report", report)).code).toBe(1);
    expect(readdirSync(report).sort()).toEqual(
      ["right", "wrong"].flatMap((name) =>
        ["html", "json", "junit.xml", "step-1.png", "step-2.png"].map((form) => `${name}.${form}`),
      ),
    );
    const written = JSON.parse(readFileSync(join(report, "wrong.json"), "utf8"));
    expect(readJsonReport(join(report, "wrong.json"))).toEqual(written.verdicts);
    const [verdict] = readJsonReport(join(report, "right.json"));
    expect(verdict).toMatchObject({ outcome: "pass", file: right, board: "virtual", heading: "Power cycle" });
    expect(new Set(Object.values(verdict!.hashes)).size).toBe(3);
  });

  it("prints the report alone as JSON", async () => {
    const { code, out } = await check(wrong, "--json", "--report", at("json-report"));
    expect(code).toBe(1);
    expect(out).toBe(readFileSync(at("json-report", "wrong.json"), "utf8"));
  });

  it("says when nothing can be written where the report is to go", async () => {
    const { code, err } = await check(right, "--report", right);
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(/Nothing can be written to .*right\.md \(EEXIST\)/),
    ]);
  });

  it("ends with 3 when the board is not there, and reports as incomplete what it did not come to", async () => {
    const report = at("no-board");
    const flags = ["--board", "arduino", "--port", at("no-such-port"), "--report", report];
    const { code, err } = await check(right, ...flags);
    expect(code).toBe(3);
    expect(err).toContain("no-such-port");
    expect(JSON.parse(readFileSync(join(report, "right.json"), "utf8"))).toMatchObject({
      outcome: "incomplete",
      verdicts: [
        { board: "arduino", checked: 0, steps: [{ outcome: "not reached" }, { outcome: "not reached" }] },
      ],
    });
  });

  it("steers no terminal by what an article says", async () => {
    const text =
      "# \u001b[2Jwipe\u009b2J\n\n1. Plug it in.\u001b]0;title\u0007 The light blinks red\u001b[31m.\n";
    mkdirSync(at("steering"), { recursive: true });
    const file = article("steering/\u001b[31mred.md", text);
    for (const flags of [[], ["--json"], ["--procedure", "none"]]) {
      const { out, err } = await check(file, ...flags);
      expect((out + err).length).toBeGreaterThan(50);
      expect(out + err).not.toMatch(/[^\P{Cc}\n]/u);
    }
  });
});

describe("Ctrl-C", () => {
  it("ends the check with 1 and a report marked incomplete, other articles not begun", async () => {
    const wait = Array.from({ length: 300 }, () => "Wait for 24 hours.").join(" ");
    const long = article("long.md", `1. Plug it in. [REQ-8]\n2. ${wait}\n3. Unplug it.\n`);
    const report = at("interrupted");
    const plug = new PlugProcess(["procedure", "check", right, long, two, "--report", report]);
    await plug.says("PASSED");
    const asked = Date.now();
    const { code, out } = await plug.stop();
    expect(Date.now() - asked).toBeLessThan(10_000);
    expect(code, out).toBe(1);
    expect(out).toMatch(/INCOMPLETE: the check was interrupted: checked \d+ of 302 sentences\./);
    expect(out).not.toContain(`${two}: Twice\n`);
    expect(out).toContain("1 of 4 procedures passed.");
    const outcome = (name: string) => JSON.parse(readFileSync(join(report, `${name}.json`), "utf8")).outcome;
    expect(["right", "long", "two"].map(outcome)).toEqual(["pass", "incomplete", "incomplete"]);
    expect(readFileSync(join(report, "long.junit.xml"), "utf8")).toContain("the check was interrupted");
  });
});

describe("procedure render", () => {
  it("never overwrites the article", async () => {
    const before = readFileSync(right, "utf8");
    const { code, err } = await runs(["procedure", "render", right, "--output", right]);
    expect([code, readFileSync(right, "utf8")]).toEqual([2, before]);
    expect(err).toContain("--output is the article itself");
  });

  it("prints the article with its pictures in it, as a pipe takes it", async () => {
    const { code, out, err } = await runs(["procedure", "render", right]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^ {3}!\[Light: .*\]\(data:image\/svg\+xml;base64,[\w+/=]+\)$/m);
  });

  it("writes it with pictures beside it, and what it writes passes", async () => {
    const output = at("out put", "rendered.md");
    expect(await runs(["procedure", "render", right, "--output", output])).toEqual({
      code: 0,
      out: "",
      err: "",
    });
    const names = readdirSync(at("out put")).sort();
    expect(names).toEqual(["rendered.md", "rendered.step-1.svg", "rendered.step-2.svg"]);
    for (const name of names.slice(1)) expect(readFileSync(output, "utf8")).toContain(`](<${name}>)`);
    expect(await check(output)).toMatchObject({ code: 0, out: expect.stringContaining("checked 3 of 5") });
  });

  it("says when the article is wrong, and renders it all the same", async () => {
    const { code, out, err } = await runs(["procedure", "render", wrong]);
    expect([code, err]).toEqual([1, "plugbench: FAILED; plugbench procedure check says where.\n"]);
    expect(out).toContain("![Light: ");
  });
});

describe("procedure new", () => {
  it("prints an article that passes on its make", async () => {
    const { code, out } = await runs(["procedure", "new", "--profile", "kasa-plug"]);
    expect(code).toBe(0);
    expect(await check(article("new.md", out))).toMatchObject({
      code: 0,
      out: expect.stringContaining("(kasa-plug) on virtual"),
    });
  });
});
