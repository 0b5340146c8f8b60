import { describe, expect, it } from "vitest";
import { median } from "../bench/protocol.ts";
import { requireChromium } from "../support/chromium.ts";
import { wordsOf } from "../support/page-procedure.ts";
import { pageStage } from "../support/page-stage.ts";
import { PageView } from "../support/page-view.ts";

const HOUR = 3_600_000;
const GONE = /does not answer/;
const LIVE = /^\s*Live/;

describe.skipIf(!requireChromium()).concurrent("a page left to itself", () => {
  const stage = pageStage();

  it.each(["SIGINT", "SIGKILL"] as const)(
    "says that the program is gone after %s, and goes on by itself once it is back",
    async (signal) => {
      const plug = await stage.plug("--provisioned");
      const view = await PageView.open(stage.browser, plug.address);
      await view.says(wordsOf("dark"));
      await plug.end(signal);
      await view.contactSays(GONE);
      await plug.start();
      await view.contactSays(LIVE);
      await view.says(wordsOf("dark"));
      await view.part("mains").click();
      await view.page.getByRole("button", { name: /^Plug into/ }).waitFor();
      // That nobody listened is told on the console too; nothing else may be.
      expect(view.wrong.filter((line) => !/ERR_|Failed to load/.test(line))).toEqual([]);
    },
  );

  it("shows nothing of the plug to whoever has another token, and says what to do", async () => {
    const plug = await stage.plug();
    const origin = new URL(plug.address).origin;
    const view = await PageView.open(stage.browser, `${origin}/#${"0".repeat(32)}`);
    await view.page.getByText(/plugbench ctl page/).waitFor();
    expect(await view.lamp.count()).toBe(0);
    expect(await plug.ctl("page")).toContain(plug.address);
    await view.page.goto(plug.address);
    await view.says(wordsOf("setup"));
  });

  it("shows the lamp as it is after a sleep through which the plug went on", async () => {
    const plug = await stage.plug("--provisioned");
    const view = await PageView.open(stage.browser, plug.address);
    await view.says(wordsOf("dark"));
    const laptop = await view.devtools();
    await laptop.send("Page.setWebLifecycleState", { state: "frozen" });
    await plug.ctl("hold", "100ms");
    await view.page.waitForTimeout(6000);
    await plug.ctl("hold", "13s");
    await plug.ctl("wait", "lifecycle=setup");
    await laptop.send("Page.setWebLifecycleState", { state: "active" });
    await view.says(wordsOf("setup"), 5000);
    await view.contactSays(LIVE);
  });

  it("shows the lamp in time on a machine whose clock is hours off", async () => {
    const plug = await stage.plug();
    const right = await PageView.open(stage.browser, plug.address);
    const off = await PageView.open(stage.browser, plug.address, {}, (page) =>
      page.addInitScript(dateOff, 7 * HOUR),
    );
    expect(await off.page.evaluate<number>("Date.now()")).toBeGreaterThan(Date.now() + 6 * HOUR);
    for (const view of [right, off]) {
      await view.says(wordsOf("setup"));
      await view.watch();
    }
    await right.page.waitForTimeout(5000);
    const edges = async (view: PageView) => (await view.noted()).slice(1);
    const [ours, theirs] = [await edges(right), await edges(off)];
    expect(theirs.length).toBeGreaterThan(6);
    const apart = theirs.slice(1, -1).map(({ at, color }) => {
      const same = ours.filter((note) => note.color === color);
      return Math.min(...same.map((note) => Math.abs(note.at - at)));
    });
    // By chance it would be 250 ms: a round lasts a second.
    expect(median(apart)).toBeLessThan(100);
  });
});

/** Runs in the page before all of its own: its wall clock is `ms` ahead. */
function dateOff(ms: number): void {
  const now = Date.now;
  Date.now = () => now() + ms;
  globalThis.Date = new Proxy(Date, {
    construct: (Real, args: []) => (args.length === 0 ? new Real(now() + ms) : new Real(...args)),
  });
}
