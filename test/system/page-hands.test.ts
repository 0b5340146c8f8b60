import { describe, expect, it } from "vitest";
import { requireChromium } from "../support/chromium.ts";
import { factoryReset, wordsOf } from "../support/page-procedure.ts";
import { pageStage } from "../support/page-stage.ts";
import { PageView } from "../support/page-view.ts";

describe.skipIf(!requireChromium()).concurrent("the page without a mouse", () => {
  const stage = pageStage();

  it("resets the plug by touch on a screen of 360 px, on which nothing sticks out", async () => {
    const { address } = await stage.plug("--provisioned");
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const view = await PageView.open(stage.browser, address, phone);
    await view.says(wordsOf("dark"));
    expect(await widthOf(view)).toBeLessThanOrEqual(360);
    await factoryReset(view, await view.fingertip());
    await view.part("setup").tap();
    await view.says(wordsOf("dark"));
    expect(await widthOf(view)).toBeLessThanOrEqual(360);
    expect(view.wrong).toEqual([]);
  });

  it("resets the plug, sets it up and switches it by the keyboard alone", async () => {
    const { address } = await stage.plug("--provisioned");
    const view = await PageView.open(stage.browser, address);
    await view.says(wordsOf("dark"));
    await view.tabTo("action");
    await factoryReset(view, view.spaceBar);
    await view.tabTo("setup");
    await view.page.keyboard.press("Enter");
    await view.says(wordsOf("dark"));
    await view.tabTo("action");
    await view.spaceBar.down();
    await view.page.waitForTimeout(100);
    await view.spaceBar.up();
    await view.says(wordsOf("on"));
    expect(view.wrong).toEqual([]);
  });

  it("lets the button go when the finger slides off it, or the page loses it", async () => {
    const { address } = await stage.plug("--provisioned");
    const view = await PageView.open(stage.browser, address);
    await view.says(wordsOf("dark"));
    await view.tabTo("action");
    await view.spaceBar.down();
    await view.says(wordsOf("mixed"));
    await view.page.keyboard.press("Tab");
    await view.says(wordsOf("dark"), 3000);
    const finger = await view.mouse();
    await finger.down();
    await view.says(wordsOf("mixed"));
    await view.page.mouse.move(2, 2);
    await view.page.mouse.up();
    await view.says(wordsOf("dark"), 3000);
  });
});

const widthOf = (view: PageView): Promise<number> =>
  view.page.locator("html").evaluate((html) => html.scrollWidth);
