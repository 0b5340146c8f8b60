import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { htmlReport } from "../../src/procedure/report/html.ts";
import type { Verdict } from "../../src/procedure/verdict.ts";
import { PYTHON, requirePython } from "../support/tools.ts";
import { alone, bad, good, hostile, partial } from "../support/verdicts.ts";

/** Reads a page as a browser does: its elements with their attributes, its text, and whether each is closed. */
const READER = `
import json, sys
from html.parser import HTMLParser
class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.elements, self.text, self.open, self.wrong = [], "", [], []
    def handle_starttag(self, tag, attributes):
        self.elements.append([tag, dict(attributes)])
        if tag not in ("meta", "img", "link", "br"): self.open.append(tag)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: self.wrong.append(tag)
    def handle_data(self, data): self.text += data
    def handle_comment(self, data): self.wrong.append(data)
reader = Reader()
reader.feed(sys.stdin.buffer.read().decode())
reader.close()
print(json.dumps([reader.elements, reader.text, reader.wrong + reader.open]))
`;

function pageOf(...verdicts: Verdict[]) {
  const page = htmlReport(alone(verdicts));
  const { stdout, stderr } = spawnSync(PYTHON, ["-c", READER], { input: page });
  expect(stderr.toString()).toBe("");
  const [elements, text, wrong] = JSON.parse(stdout.toString()) as [
    [string, Record<string, string>][],
    string,
    string[],
  ];
  expect(wrong).toEqual([]);
  const all = (tag: string) => elements.flatMap(([name, attributes]) => (name === tag ? [attributes] : []));
  return { page, elements, text, all };
}

describe.skipIf(!requirePython("html.parser"))("a report in HTML", () => {
  it("tells of a failure what the article says, what the plug did, and what would be right", () => {
    const { text } = pageOf(bad);
    expect(text).toContain("FAILED: checked 3 of 4 sentences");
    expect(text).toMatch(/✗ fail The light glows solid orange for several seconds\.the article says/);
    expect(text).toMatch(
      /the plug did solid red for 5 s, from 17 sthis would pass The light glows solid red/,
    );
  });

  it("tells on what each pass rests, where the verdict turns, and what was not checked", () => {
    const { text } = pageOf(good);
    expect(text).toMatch(/✓ pass Hold the Action button for 13 seconds\. depends on .*12 s/);
    expect(text).toContain("✓ pass Plug it in. documented");
    expect(text).toMatch(/Where the verdict turns\s*rungs\.armed\.at is 12 s .*13\.001 s/);
    expect(text).toMatch(/Not checked\s*line 7: The plug is now ready for sale\./);
    for (const hash of Object.values(good.hashes)) expect(text).toContain(hash);
  });

  it("marks what was interrupted", () => {
    expect(pageOf(good, partial).text).toContain("INCOMPLETE: the check was interrupted");
  });

  it("has the requirements in a table", () => {
    expect(pageOf(bad).text).toMatch(
      /REQ-2articles\/reset\.md: How to resetStep 2, line 5: Hold the Action .*✗ fail/,
    );
  });

  it("describes every picture in words", () => {
    const pictures = pageOf(bad).all("img");
    expect(pictures.length).toBeGreaterThan(2);
    for (const { src, alt } of pictures) {
      expect(src).toMatch(/^data:image\/svg\+xml;base64,/);
      expect(alt).toMatch(/red|orange|blue|off/);
    }
  });

  it("lets in no script, no link, and nothing from outside: its policy allows its own style alone", () => {
    const { page, elements, all } = pageOf(good, bad);
    const [policy] = all("meta").filter((each) => each["http-equiv"] === "Content-Security-Policy");
    const [style] = /(?<=<style>).*(?=<\/style>)/s.exec(page)!;
    const hash = createHash("sha256").update(style).digest("base64");
    expect(policy!["content"]!.split("; ").sort()).toEqual(
      [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'none'",
        "img-src data:",
        `style-src 'sha256-${hash}'`,
      ].sort(),
    );
    for (const [tag, attributes] of elements) {
      expect(tag).not.toMatch(/^(script|link|iframe|object|embed|form|a|base)$/);
      expect(Object.keys(attributes).join()).not.toMatch(/\bon|style|href/);
    }
  });

  it("shows hostile words as words", () => {
    const harmless = pageOf(hostile("x"));
    for (const text of [
      "</title></style><script>alert(1)</script>",
      `"><img src=x onerror=alert(1)>`,
      "<!-- &lt; ]]> '",
    ]) {
      const page = pageOf(hostile(text));
      expect(page.elements.map(([tag, attributes]) => [tag, Object.keys(attributes)])).toEqual(
        harmless.elements.map(([tag, attributes]) => [tag, Object.keys(attributes)]),
      );
      expect(page.text).toContain(`the plug did ${text}`);
    }
  });
});
