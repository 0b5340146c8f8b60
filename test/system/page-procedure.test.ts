import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ColorName } from "../../firmware-sim/index.ts";
import { openChromium, requireChromium } from "../support/chromium.ts";
import { compareKept, photograph } from "../support/page-picture.ts";
import { PagePlug } from "../support/page-plug.ts";
import { factoryReset, wordsOf } from "../support/page-procedure.ts";
import { PageView } from "../support/page-view.ts";

/** The stages of the seed article; README.md shows them. `PLUGBENCH_DRAW=1` makes the pictures anew. */
const PICTURES = {
  boot: ["1-plugged-in.png", "red"],
  dark: ["2-lamp-off.png", "off"],
  mixed: ["3-held-red-and-blue.png", "blue"],
  armed: ["4-held-only-red.png", "red"],
  resetting: ["5-let-go-solid-red.png", "red"],
  setup: ["6-blinks-blue.png", "blue"],
} as const satisfies Record<string, readonly [file: string, color: ColorName]>;

describe.skipIf(!requireChromium())("a plug on the emulated Uno, its page and a mouse", () => {
  let browser: Browser;
  let plug: PagePlug;
  let view: PageView;
  beforeAll(async () => {
    [browser, plug] = await Promise.all([
      openChromium(),
      PagePlug.start("--board", "emulated-uno", "--provisioned"),
    ]);
    view = await PageView.open(browser, plug.address, { reducedMotion: "reduce", colorScheme: "light" });
  });
  afterAll(async () => {
    await browser?.close();
    await plug?.remove();
  });

  it("go through the factory reset of the article, each stage as on its pictures", async () => {
    const stale: string[] = [];
    const look = async (light: string, patience?: number): Promise<boolean> => {
      const [file, color] = PICTURES[light as keyof typeof PICTURES];
      const picture = await photograph(view, color, patience);
      if (picture === undefined) return false;
      expect(picture.png.length, file).toBeLessThan(60_000);
      const found = compareKept(file, picture);
      if (found !== undefined) stale.push(found);
      return true;
    };

    await view.says(wordsOf("dark"));
    // It flashes three times in 1.5 s: a busy machine may miss them once.
    let seen = false;
    for (let i = 0; !seen && i < 4; i++) {
      await view.part("mains").click();
      await view.page.getByRole("button", { name: /^Plug into/ }).waitFor();
      await view.watch();
      await view.part("mains").click();
      await view.says(wordsOf("boot"));
      seen = await look("boot", 1500);
      await view.says(wordsOf("dark"));
      await view.lights("off");
    }
    expect(seen, "boot").toBe(true);
    expect(await view.saw()).toMatchObject([
      { words: wordsOf("dark"), colors: ["off"] },
      { words: wordsOf("boot"), colors: ["off", "red"] },
      { words: wordsOf("dark"), colors: ["off"] },
    ]);
    expect(await look("dark"), "dark").toBe(true);
    const home = view.page.locator("pb-home");
    await home.getByText("✓ lists the plug").waitFor();

    await factoryReset(view, await view.mouse(), async (light) =>
      expect(await look(light), light).toBe(true),
    );
    await home.getByText("does not list it").waitFor();
    expect(stale, "PLUGBENCH_DRAW=1 npm run test:system -- page-procedure makes them anew").toEqual([]);
  });

  it("set it up again, and switch its outlet by a short press", async () => {
    await view.part("setup").click();
    await view.says(wordsOf("dark"));
    const finger = await view.mouse();
    for (const [light, color, outlet] of [
      ["on", "blue", /^on/],
      ["dark", "off", /^off/],
    ] as const) {
      await finger.down();
      await view.page.waitForTimeout(150);
      await finger.up();
      await view.says(wordsOf(light));
      await view.lights(color);
      await view.part("outlet").filter({ hasText: outlet }).waitFor();
    }
  });

  it("ask nobody else for anything, and break no rule of the page's content policy", () => {
    expect(view.wrong).toEqual([]);
  });
});
