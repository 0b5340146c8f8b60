import { expect } from "vitest";
import { amazonSmartPlug, patternWords } from "../../firmware-sim/index.ts";
import type { PageFinger, PageView } from "./page-view.ts";

type Light = keyof typeof amazonSmartPlug.patterns;
export const wordsOf = (light: Light): string => patternWords(amazonSmartPlug.patterns[light].pattern);

/** More than two rounds of what blinks, ms. */
const SEEN = 2500;

/** Called while a light is to be seen. */
export type Look = (light: Light) => Promise<void>;

/**
 * The hold and release of seed article and manual alike: reads the lamp's words as they change, and in the end what its
 * colours were. The plug must be dark, or blink blue, before.
 */
export async function factoryReset(view: PageView, finger: PageFinger, look: Look = async () => {}) {
  await view.watch();
  await finger.down();
  for (const [light, next] of [
    ["mixed", "nothing is reset"],
    ["armed", "factory reset"],
  ] as const) {
    await view.says(wordsOf(light));
    await view.page.locator(`[data-test=hold][data-next="Let go now: ${next}."]`).waitFor({ timeout: 2000 });
    await look(light);
  }
  // Long enough to be seen as what blinks: nobody lets go at the first flash.
  await view.page.waitForTimeout(SEEN);
  await finger.up();
  for (const light of ["resetting", "setup"] as const) {
    await view.says(wordsOf(light));
    await look(light);
  }
  await view.page.waitForTimeout(SEEN);
  const [held, ready, done, after] = (await view.saw()).slice(1);
  expect(held).toMatchObject({ words: wordsOf("mixed"), colors: ["blue", "red"] });
  expect(ready).toMatchObject({ words: wordsOf("armed"), colors: ["off", "red"] });
  expect(done).toMatchObject({ words: wordsOf("resetting"), colors: ["red"] });
  expect(after).toMatchObject({ words: wordsOf("setup"), colors: ["blue", "off"] });
  // "Several seconds".
  expect(done?.ms).toBeGreaterThan(4000);
  expect(done?.ms).toBeLessThan(7000);
}
