import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChromium, requireChromium } from "../support/chromium.ts";
import { openAll, violations } from "../support/page-audit.ts";
import { PageView } from "../support/page-view.ts";

const FILE = join(import.meta.dirname, "..", "..", "dist", "plugbench.html");

describe.skipIf(!requireChromium())("plugbench.html, opened from the disk", () => {
  let browser: Browser;
  let view: PageView;
  const asked: string[] = [];

  beforeAll(async () => {
    browser = await openChromium();
    view = await PageView.open(browser, pathToFileURL(FILE).href, {}, async (page) => {
      page.on("request", (request) => asked.push(request.url()));
      await page.context().setOffline(true);
    });
  });
  afterAll(() => browser?.close());

  const dark = async (why: string) => {
    await view.says("dark");
    await view.part("lamp-words").filter({ hasText: why }).waitFor();
  };

  it("says how large it is", () => {
    const bytes = readFileSync(FILE);
    const kB = (size: number): string => `${(size / 1000).toFixed(0)} kB`;
    const [zipped, brotli] = [gzipSync(bytes).length, brotliCompressSync(bytes).length];
    console.log(`plugbench.html: ${kB(bytes.length)}; ${kB(zipped)} as gzip, ${kB(brotli)} as brotli`);
    expect(bytes.length).toBeLessThan(1_000_000);
  });

  it("goes through the whole reset with the mouse, without a network", async () => {
    await dark("the outlet is off");
    await view.part("mains").click();
    await dark("unplugged");
    await view.part("mains").click();
    await view.says("flashing red 3 times");
    await dark("the outlet is off");

    const mouse = await view.mouse();
    const next = () => view.part("hold").getAttribute("data-next");
    const pressed = Date.now();
    await mouse.down();
    await view.says("alternating red and blue");
    expect(Date.now() - pressed).toBeGreaterThan(2900);
    expect(await next()).not.toMatch(/factory reset/);
    await view.says("blinking red");
    expect(Date.now() - pressed).toBeGreaterThan(11_900);
    await expect.poll(next).toMatch(/factory reset/);
    await mouse.up();
    await view.says("solid red");
    await view.lights("red");
    await view.says("blinking blue");
    await view.lights("blue");
  });

  it("sees that the plug was let go too early, and says what that means", async () => {
    const { page } = view;
    await view.part("anew").click();
    await dark("the outlet is off");
    const exercise = page.locator("[data-exercise=too-early]");
    await exercise.click();
    const mouse = await view.mouse();
    await mouse.down();
    await view.says("alternating red and blue");
    await mouse.up();
    // Sooner, the press would be a bounce of the release.
    await page.waitForTimeout(300);
    await mouse.down();
    await page.waitForTimeout(100);
    await mouse.up();
    await expect.poll(() => view.part("found").innerText()).toContain("Nothing was erased");
    expect(await exercise.innerText()).toContain("done");
  });

  it("takes the right answer about lights that look alike, and no other", async () => {
    const { page } = view;
    await page.locator("[data-exercise=lookalikes]").click();
    const verdict = page.locator("pb-lookalikes [role=status]");
    await page.locator("input[name=boot]").check();
    await view.part("judge").click();
    expect(await verdict.innerText()).toContain("Not yet");
    await page.locator("input[name=armed]").check();
    await view.part("judge").click();
    expect(await verdict.innerText()).toContain("Right: boot, armed");
  });

  it("can be used by everyone, as far as axe-core can tell", async () => {
    for (const name of ["lookalikes", "router-off"]) {
      if (name !== "lookalikes") await view.page.locator(`[data-exercise=${name}]`).click();
      await openAll(view);
      expect(await violations(view)).toEqual([]);
    }
  });

  it("puts a plug of another make in the place", async () => {
    await view.page.locator("#make").selectOption("matter-plug");
    await view.part("anew").click();
    await expect.poll(() => view.page.locator("h1").innerText()).toBe("Matter plug");
  });

  it("has asked for nothing but itself, and nothing went wrong in it", () => {
    expect(asked.filter((address) => !address.startsWith("data:"))).toEqual([pathToFileURL(FILE).href]);
    expect(view.wrong).toEqual([]);
  });
});
