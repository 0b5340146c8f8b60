import { readFileSync } from "node:fs";
import type { Browser, Download } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChromium, requireChromium } from "../support/chromium.ts";
import { animations } from "../support/page-audit.ts";
import { PagePlug } from "../support/page-plug.ts";
import { wordsOf } from "../support/page-procedure.ts";
import { PageView } from "../support/page-view.ts";

describe.skipIf(!requireChromium()).concurrent("the page as its reader wants it", () => {
  let browser: Browser;
  let plug: PagePlug;
  beforeAll(async () => {
    [browser, plug] = await Promise.all([openChromium(), PagePlug.start("--board", "virtual")]);
  });
  afterAll(async () => {
    await browser?.close();
    await plug?.remove();
  });

  it("moves nothing but the lamp for whoever wants little motion", async () => {
    const view = await PageView.open(browser, plug.address, { reducedMotion: "reduce" });
    await view.says(wordsOf("setup"));
    await view.watch();
    for (let i = 0; i < 20; i++) {
      await view.page.waitForTimeout(100);
      expect(await animations(view)).toBe(0);
    }
    await view.page.waitForTimeout(1500);
    expect(await view.saw()).toMatchObject([{ words: wordsOf("setup"), colors: ["blue", "off"] }]);
  });

  it("tells the lamp in words where a reader chooses the colours", async () => {
    const view = await PageView.open(browser, plug.address, { forcedColors: "active" });
    await view.says(wordsOf("setup"));
    const { color, behind } = await view.part("lamp-words").evaluate((words) => {
      const { getComputedStyle: styleOf } = words.ownerDocument.defaultView;
      return {
        color: styleOf(words).color,
        behind: styleOf(words.ownerDocument.documentElement).backgroundColor,
      };
    });
    expect(color).not.toBe(behind);
    expect(await view.part("action").evaluate((button) => button.checkVisibility())).toBe(true);
  });

  it.each([
    ["VCD", /^\$/, /\$enddefinitions/],
    ["SVG", /^<svg/, /<\/svg>\s*$/],
  ])("gives the timeline away as %s", async (kind, begins, has) => {
    const view = await PageView.open(browser, plug.address);
    await view.says(wordsOf("setup"));
    const [file] = await Promise.all([
      view.page.waitForEvent("download"),
      view.page.getByRole("button", { name: kind }).click(),
    ]);
    const text = await textOf(file);
    expect(text).toMatch(begins);
    expect(text).toMatch(has);
    expect(view.wrong).toEqual([]);
  });
});

const textOf = async (file: Download): Promise<string> => readFileSync(await file.path(), "utf8");
