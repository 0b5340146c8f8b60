import { describe, expect, it } from "vitest";
import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { readArticle } from "../../src/procedure/article/read.ts";
import type { Article } from "../../src/procedure/plan.ts";
import { rehearse } from "../../src/procedure/rehearse.ts";
import { renderArticle } from "../../src/procedure/render.ts";
import type { StepVerdict } from "../../src/procedure/verdict.ts";

interface Seen {
  readonly board: string;
  readonly profile: typeof amazonSmartPlug;
  readonly steps: readonly StepVerdict[];
}

/** What came of each procedure; on what it rests is not asked, for that takes long. */
async function seenOf({ procedures }: Article): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const procedure of procedures) {
    const steps = await rehearse(procedure, { profile: amazonSmartPlug, start: "unplugged" });
    seen.push({ board: "virtual", profile: amazonSmartPlug, steps });
  }
  return seen;
}

async function rendered(text: string) {
  const article = readArticle(text, "a.md");
  const verdicts = await seenOf(article);
  const out = renderArticle(text, verdicts, (_, procedure, step) => `picture-${procedure}-${step}.svg`);
  return { article, verdicts, out };
}

const LAYOUTS: Readonly<Record<string, string>> = {
  "a list": `# Reset

1. Plug it in. The light blinks red several times and goes off.
2. Press and hold the Action button until the light blinks only red.
3. Release the button.
   The light glows solid red for several seconds.

   Then the light blinks blue.
`,
  "a list that its paragraphs cut in pieces": `## How to

1. Connect the plug to AC power
Plug it in. The light blinks red several times and goes off.

![the plug](plug.png)

2. Press and hold the button
Press and hold the Action button until the light blinks only red.

You should see no blue in the light.

3. Release the button
Release the button. The light glows solid red for several seconds.

4. The reset is now complete
The reset is complete.

## References

- Nothing.
`,
  "a list without a blank line": `1. Plug it in.
The light blinks red several times and goes off.
2. Press and hold the Action button until the light blinks only red.
3. Release the button.
`,
  headings: `# Reset

### Step 1: Plug in

Plug it in. The light blinks red several times and goes off.

### Step 2

> Press and hold the Action button until the light blinks only red.

### Step 3

- Release the button.
- The light glows solid red for several seconds.
`,
  "code, a table and a list within steps": `1. Plug it in. The light blinks red several times and goes off.

   \`\`\`
   5 GHz is not used.
   \`\`\`

2. Press and hold the Action button until the light blinks only red.

   - You should see no blue in the light.

3. Release the button.

   | now |
   |---|
   | The light glows solid red for several seconds. |
`,
  "two procedures": `## Once

1. Plug it in. The light blinks red several times and goes off.
2. Unplug it.

## Twice

1. Plug it in. The light blinks red several times and goes off.
2. Unplug it for 20 seconds.
`,
};

const ENDS: Readonly<Record<string, (text: string) => string>> = {
  "line feeds": (text) => text,
  "carriage returns too": (text) => text.replaceAll("\n", "\r\n"),
  "a byte order mark": (text) => `\ufeff${text}`,
  "no line end at the end": (text) => text.trimEnd(),
};

const cases = Object.keys(LAYOUTS).flatMap((layout) =>
  Object.keys(ENDS).map((ends) => [layout, ends] as const),
);

/** Lines of the author that are not there any more, and lines that are new. */
function difference(text: string, out: string) {
  const left = text.trimEnd().split(/\r?\n/);
  const added = out
    .trimEnd()
    .split(/\r?\n/)
    .filter((line) => line !== left[0] || left.shift() === undefined);
  return { left, added };
}

describe("an article that is rendered", () => {
  it.each(cases)("keeps its text byte for byte, and is checked as before: %s, %s", async (layout, ends) => {
    const text = ENDS[ends]!(LAYOUTS[layout]!);
    const { article, verdicts, out } = await rendered(text);
    const { left, added } = difference(text, out);
    expect(left).toEqual([]);
    const ours =
      /^ *(?:!\[Light: .*\]\(picture-\d-\d\.svg\)|\*Amazon Smart Plug on virtual: .*\* <!-- .* -->)?$/;
    expect(added.filter((line) => !ours.test(line))).toEqual([]);
    expect(added.filter((line) => line !== "").length).toBeGreaterThan(2);
    if (ends === "carriage returns too") expect(out).not.toMatch(/[^\r]\n/);

    const again = readArticle(out, "a.md");
    const told = ({ procedures }: Article) =>
      procedures.map(({ heading, steps }) => ({
        heading,
        steps: steps.map(({ number, sentences }) => ({
          number,
          sentences: sentences
            .filter(({ reading }) => reading.kind !== "excused")
            .map(({ text: own, reading }) => ({ own, reading })),
        })),
      }));
    expect(told(again)).toEqual(told(article));
    const outcomes = (of: readonly Seen[]) => of.map(({ steps }) => steps.map(({ outcome }) => outcome));
    expect(outcomes(await seenOf(again))).toEqual(outcomes(verdicts));
  });

  it("tells behind each step what the light did, and when", async () => {
    const { out, verdicts } = await rendered(LAYOUTS["a list"]!);
    expect(verdicts[0]!.steps.map(({ outcome }) => outcome)).toEqual(["pass", "pass", "pass"]);
    expect(out).toMatch(
      /^ {3}!\[Light: [^\n]*solid red for 5 s[^\n]*\]\(picture-1-3\.svg\)\n\n {3}\*Amazon Smart Plug on virtual: .*from [\d.]+ s solid red for 5 s; from [\d.]+ s blinking blue/m,
    );
  });

  it("has nothing behind a step that was not reached", async () => {
    const wrong = LAYOUTS["a list"]!.replace("Action", "Reset");
    const { out } = await rendered(wrong);
    expect(out).toContain("picture-1-1.svg");
    expect(out).not.toContain("picture-1-3.svg");
  });
});
