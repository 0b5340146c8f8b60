import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { jsonReport, readJsonReport } from "../../src/procedure/report/json.ts";
import { traceability } from "../../src/procedure/report/traceability.ts";
import type { Verdict } from "../../src/procedure/verdict.ts";
import { alone, bad, blinking, good, hostile, partial } from "../support/verdicts.ts";

const folder = mkdtempSync(join(tmpdir(), "plugbench-report-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, "report.json");
function read(content: string): readonly Verdict[] {
  writeFileSync(path, content);
  return readJsonReport(path);
}

describe("a report in JSON", () => {
  it.each([
    ["a pass", [good]],
    ["a failure", [bad]],
    ["several procedures", [good, bad, partial]],
    ["strange words", [hostile("\u0000\u001b[31m\u009b\ud800 ümlaut 😀 </script>")]],
  ])("reads back as it was written: %s", (_, verdicts) => {
    expect(read(jsonReport(alone(verdicts)))).toEqual(verdicts);
  });

  it("says of all together pass, fail or incomplete", () => {
    const outcome = (...verdicts: Verdict[]): string => JSON.parse(jsonReport(alone(verdicts))).outcome;
    expect(outcome(good, good)).toBe("pass");
    expect(outcome(good, bad)).toBe("fail");
    expect(outcome(bad, partial, good)).toBe("incomplete");
  });

  it("tells a blink that goes on through many steps once", () => {
    const long = blinking("blue", 0, 5000);
    const steps = Array.from({ length: 1000 }, (_, i) => ({
      ...good.steps[0]!,
      seen: { from: i * 2500, to: (i + 1) * 2500, episodes: [long] },
    }));
    const [back] = read(jsonReport(alone([{ ...good, steps }])));
    const spans = back!.steps.map(({ seen }) => seen!.episodes[0]!.spans);
    expect(new Set(spans.flat().map(({ from }) => from)).size).toBe(long.spans.length);
    expect(spans.flat().length).toBeLessThanOrEqual(long.spans.length + steps.length);
  });

  it("holds nothing that steers a terminal", () => {
    expect(jsonReport(alone([hostile("\u001b[2J\u009b2J\u007f")]))).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("traces each requirement to its step and what came of it, by number", () => {
    const twelve: Verdict = JSON.parse(JSON.stringify(bad).replaceAll("REQ-1", "REQ-12"));
    expect(
      traceability([twelve]).map(({ requirement, step, line, outcome }) => [
        requirement,
        step,
        line,
        outcome,
      ]),
    ).toEqual([
      ["REQ-2", 2, 5, "fail"],
      ["REQ-3", 2, 5, "fail"],
      ["REQ-12", 1, 4, "pass"],
    ]);
    expect(JSON.parse(jsonReport(alone([twelve]))).requirements).toEqual(traceability([twelve]));
  });
});

describe("reading a report", () => {
  const changed = (change: (report: { verdicts: object[] }) => void): string => {
    const report = JSON.parse(jsonReport(alone([good])));
    change(report);
    return JSON.stringify(report);
  };

  it.each<[string, string, string]>([
    ["half of one", jsonReport(alone([good])).slice(0, 500), `${path}:`],
    ["another file", '{"version": 1}', "is no report of a procedure"],
    ["a list", "[]", "is no report of a procedure"],
    ["a later one", changed((report) => Object.assign(report, { version: 2 })), "has version 2"],
    [
      "an unknown outcome",
      changed((report) => Object.assign(report.verdicts[0]!, { outcome: "perhaps" })),
      "verdicts.0.outcome",
    ],
    [
      "a colour that there is not",
      jsonReport(alone([good])).replace('"color": "red"', '"color": "mauve"'),
      "spans.0.color",
    ],
    ["a hash that is none", jsonReport(alone([good])).replace("aaaa", "AAAA"), "verdicts.0.hashes.tool"],
  ])("refuses %s, and says where", (_, content, words) => {
    expect(() => read(content)).toThrow(words);
    expect(() => read(content)).toThrow(expect.objectContaining({ name: "UsageError" }));
  });
});
