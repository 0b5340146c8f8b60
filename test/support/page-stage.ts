import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openChromium } from "./chromium.ts";
import { PagePlug } from "./page-plug.ts";

/** One browser and the plugs of a whole block of tests, taken away at its end. */
export interface PageStage {
  readonly browser: Browser;
  /** On a virtual board, unless the flags name another. */
  plug(...flags: readonly string[]): Promise<PagePlug>;
}

export function pageStage(): PageStage {
  let browser: Browser;
  const plugs: PagePlug[] = [];
  beforeAll(async () => {
    browser = await openChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all(plugs.map((plug) => plug.remove()));
  });
  return {
    get browser() {
      return browser;
    },
    async plug(...flags) {
      const plug = await PagePlug.start("--board", "virtual", ...flags);
      plugs.push(plug);
      return plug;
    },
  };
}
