import type { BrowserContextOptions } from "playwright-core";
import { describe, expect, it } from "vitest";
import { requireChromium } from "../support/chromium.ts";
import { openAll, violations } from "../support/page-audit.ts";
import { wordsOf } from "../support/page-procedure.ts";
import { pageStage } from "../support/page-stage.ts";
import { PageView } from "../support/page-view.ts";

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  "in the light": { colorScheme: "light" },
  "in the dark, on a screen of 360 px, with little motion": {
    colorScheme: "dark",
    reducedMotion: "reduce",
    viewport: { width: 360, height: 740 },
  },
};

describe.skipIf(!requireChromium()).concurrent("axe-core finds nothing wrong with the page", () => {
  const stage = pageStage();

  it.each(Object.entries(LOOKS))("%s", async (_, look) => {
    const plug = await stage.plug("--mqtt", "embedded");
    const view = await PageView.open(stage.browser, plug.address, look);
    const found: Record<string, readonly string[]> = {};
    const audit = async (stage: string) => {
      found[stage] = await violations(view);
    };

    await view.says(wordsOf("setup"));
    await audit("waits to be set up");
    const finger = await view.mouse();
    await finger.down();
    await view.says(wordsOf("armed"));
    await audit("held");
    await finger.up();
    await view.says(wordsOf("resetting"));
    await view.says(wordsOf("setup"));
    await view.part("setup").click();
    await view.says(wordsOf("dark"));
    await openAll(view);
    await audit("online, all open");
    await plug.end("SIGKILL");
    await view.contactSays(/does not answer/);
    await audit("contact lost");
    expect(found).toEqual({
      "waits to be set up": [],
      held: [],
      "online, all open": [],
      "contact lost": [],
    });
  });
});
