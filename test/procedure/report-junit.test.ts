import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { junitReport } from "../../src/procedure/report/junit.ts";
import type { Verdict } from "../../src/procedure/verdict.ts";
import { PYTHON, requirePython } from "../support/tools.ts";
import { bad, good, hostile, partial } from "../support/verdicts.ts";

/** Reads XML as CI systems do: every suite with its numbers, properties, output and cases. */
const READER = `
import json, sys
from xml.etree import ElementTree
root = ElementTree.fromstring(sys.stdin.buffer.read())
def case(of):
    return dict(of.attrib,
        requirements=[each.get("value") for each in of.findall("properties/property")],
        outcome=[each.tag for each in of if each.tag != "properties"],
        said=[(each.get("message") or "") + "\\n" + (each.text or "") for each in of if each.tag != "properties"])
print(json.dumps(dict(name=root.get("name"), suites=[dict(suite.attrib,
    properties={each.get("name"): each.get("value") for each in suite.findall("properties/property")},
    output=suite.findtext("system-out"), cases=[case(each) for each in suite.findall("testcase")])
    for suite in root.findall("testsuite")])))
`;

interface Case {
  readonly name: string;
  readonly line: string;
  readonly requirements: readonly string[];
  readonly outcome: readonly string[];
  readonly said: readonly string[];
}

interface Suite {
  readonly [attribute: string]: unknown;
  readonly properties: Readonly<Record<string, string>>;
  readonly output: string;
  readonly cases: readonly Case[];
}

function suitesOf(...verdicts: Verdict[]): readonly Suite[] {
  const { stdout, stderr } = spawnSync(PYTHON, ["-c", READER], { input: junitReport(verdicts) });
  expect(stderr.toString()).toBe("");
  return JSON.parse(stdout.toString()).suites;
}

describe.skipIf(!requirePython("xml.etree"))("a report in JUnit XML", () => {
  it("has a suite for each procedure and a case for each step", () => {
    const suites = suitesOf(good, bad);
    expect(suites.map(({ name, tests, failures, errors }) => [name, tests, failures, errors])).toEqual([
      ["articles/reset.md: How to reset", "2", "0", "0"],
      ["articles/reset.md: How to reset", "2", "1", "0"],
    ]);
    expect(suites[0]!.cases).toMatchObject([
      { name: "Step 1: Plug it in.", file: "articles/reset.md", line: "4", time: "4.000", outcome: [] },
      { line: "5", time: "20.000", requirements: ["REQ-2", "REQ-3"], outcome: [] },
    ]);
  });

  it("says of a failure what the article says, what the plug did, when, and what would be right", () => {
    const [failed] = suitesOf(bad)[0]!.cases.filter(({ outcome }) => outcome.includes("failure"));
    expect(failed!.said.join()).toContain(
      [
        "line 6: The light glows solid orange for several seconds.",
        "the article says: solid orange, at least 2 s",
        "the plug did: solid red for 5 s, from 17 s",
        "this would pass: The light glows solid red for several seconds.",
      ].join("\n"),
    );
    expect(failed!.said.join()).toContain("RRRR");
  });

  it("is no green where a check was interrupted", () => {
    const [suite] = suitesOf(partial);
    expect(suite!["time"]).toBe((partial.steps[0]!.seen!.to / 1000).toFixed(3));
    expect(suite).toMatchObject({ tests: "3", failures: "0", errors: "1", skipped: "1" });
    expect(suite!.cases.map(({ outcome }) => outcome)).toEqual([[], ["skipped"], ["error"]]);
    expect(suite!.cases[2]!.said[0]).toContain("interrupted");
  });

  it("is no green where a procedure failed and no step did", () => {
    expect(suitesOf({ ...good, outcome: "fail" })[0]).toMatchObject({ failures: "0", errors: "1" });
  });

  it("tells the hashes, the basis of each pass, and every sentence that was not checked", () => {
    const { properties, output } = suitesOf(good)[0]!;
    expect(properties).toMatchObject({
      outcome: "pass",
      profile: "amazon-smart-plug",
      basis: "third-party",
      checked: "checked 3 of 4 sentences",
      "sha256.tool": good.hashes.tool,
      "sha256.article": good.hashes.article,
      "sha256.profile": good.hashes.profile,
    });
    expect(output).toMatch(/line 5: depends on .*third-party.*12 s/);
    expect(output).toContain("line 7: The plug is now ready for sale. (says nothing to do or to see)");
    expect(output).toContain("rungs.armed.at");
  });

  it("holds any text as it is, but for what XML cannot", () => {
    const text = "<b a='1'>&amp;\" ]]>\u0000\u001b[31m\ud800\uffff 😀\nsecond";
    const [suite] = suitesOf(hostile(text));
    const kept = "<b a='1'>&amp;\" ]]>\ufffd\ufffd[31m\ufffd\ufffd 😀\nsecond";
    expect(suite!["name"]).toBe(`${kept}: ${kept}`);
    expect(suite!.properties["observer.observed by"]).toBe(kept);
    expect(suite!.cases[1]!.said.join()).toContain(`the plug did: ${kept}`);
  });
});
