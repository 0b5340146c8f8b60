import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Page } from "playwright-core";
import { openChromium, requireChromium } from "../support/chromium.ts";
import { bundle, ROOT } from "./child.ts";
import type { LampAt } from "./page-lag/child.ts";
import { quantile, sample } from "./protocol.ts";
import { type Limit, type Line, number, type Skipped, times } from "./table.ts";

/** Farther from an edge of its colour than this, ms, a change on the page is none of that edge: the shortest light lasts 250. */
const FAR = 125;
/** Of the changes on the page, so many may be of no edge. */
const STRAY = 0.05;

/**
 * P14: how far the lamp on the page is from the pin of the emulated Uno, over a boot, a hold, a reset and set-up; against
 * a bare page of its own that is told each edge as it happens. Both sides stamp with performance.timeOrigin +
 * performance.now(), which is this machine's wall clock as each process first saw it; what the two differ by from Date.now()
 * is taken out. The page's moment is that of the lamp's attribute: paint follows with the next frame.
 */
export async function pageLag(): Promise<readonly (Line | Skipped)[]> {
  if (!requireChromium()) return [{ id: "P14", skipped: "its browser is not here: install chromium" }];
  const child = await bundle("page-lag/child.ts", "page-lag.mjs");
  const { value, foreign } = await sample(() => watch(child));
  const { ours, bare } = value;
  const apart = (lags: readonly number[]) => lags.map(Math.abs);
  const told = (lags: readonly number[]) =>
    `${number(quantile(apart(lags), 0.95))} ms (p50 ${number(quantile(apart(lags), 0.5))}, ${number(
      Math.min(...lags),
    )} to ${number(Math.max(...lags))})`;
  const [mine, floor] = [quantile(apart(ours), 0.95), quantile(apart(bare), 0.95)];
  return [
    {
      id: "P14",
      what: `lamp on the page to pin, p95 of ${ours.length} changes`,
      ours: told(ours),
      against: `each edge pushed to a bare page ${told(bare)}`,
      ratio: times(mine / floor),
      gate: within(mine, 50),
      goal: within(mine, 25),
      foreign,
    },
  ];
}

interface Lags {
  /** Change on the page less edge of the pin, ms. */
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

async function watch(program: string): Promise<Lags> {
  const plug = spawn(process.execPath, [program, join(ROOT, "dist/page")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(plug, "close");
  const lines = createInterface({ input: plug.stdout })[Symbol.asyncIterator]();
  const browser = await openChromium();
  try {
    const { page, bare } = JSON.parse((await lines.next()).value as string) as { page: string; bare: string };
    const pages = [await browser.newPage(), await browser.newPage()] as const;
    await Promise.all([pages[0].goto(page), pages[1].goto(bare)]);
    await Promise.all(pages.map(note));
    await pages[1].evaluate(FOLLOW);
    plug.stdin.write("begin\n");
    const edges = JSON.parse((await lines.next()).value as string) as readonly LampAt[];
    const [ours, floor] = await Promise.all(pages.map(noted));
    return { ours: lagsOf(ours!, edges), bare: lagsOf(floor!, edges) };
  } finally {
    await browser.close();
    plug.kill("SIGKILL");
    await ended;
  }
}

/** The bare page does what it is told. */
const FOLLOW = `new EventSource("/edges").onmessage = ({ data }) => {
  document.querySelector("[data-test=lamp]").dataset.color = data;
}`;

const lampOf = (page: Page) => page.locator("[data-test=lamp]").first();

const note = (page: Page): Promise<void> =>
  lampOf(page).evaluate((lamp) => {
    const { performance: time, MutationObserver: Observer } = lamp.ownerDocument.defaultView;
    lamp.noted = [];
    new Observer(() => {
      const { color } = lamp.dataset;
      // It is told of what is set anew to what it was, too.
      if (lamp.noted.at(-1)?.color !== color) lamp.noted.push({ at: time.timeOrigin + time.now(), color });
    }).observe(lamp, { attributeFilter: ["data-color"] });
  });

const noted = (page: Page): Promise<readonly LampAt[]> =>
  lampOf(page).evaluate((lamp) => {
    const { performance: time } = lamp.ownerDocument.defaultView;
    // Date.now() is cut to whole ms: the greatest of many differences is nearly the whole.
    let ahead = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < 20_000; i++) ahead = Math.max(ahead, Date.now() - time.timeOrigin - time.now());
    return lamp.noted.map(({ at, color }: LampAt) => ({ at: at + ahead, color }));
  });

/** @throws Error when changes are of no edge, or edges brought none: then these lags are not of this lamp */
function lagsOf(changes: readonly LampAt[], edges: readonly LampAt[]): readonly number[] {
  const lags = changes.flatMap(({ at, color }) => {
    const near = edges
      .filter((edge) => edge.color === color)
      .map((edge) => at - edge.at)
      .sort((a, b) => Math.abs(a) - Math.abs(b))[0];
    return near !== undefined && Math.abs(near) <= FAR ? [near] : [];
  });
  if (lags.length < Math.max(changes.length, edges.length) * (1 - STRAY))
    throw new Error(
      `${changes.length} changes on the page, ${edges.length} edges, ${lags.length} belong together`,
    );
  return lags;
}

/** 50 ms are three frames of a screen; the shortest light lasts 250. */
const within = (ms: number, limit: number): Limit => ({ text: `≤ ${limit} ms`, met: ms <= limit });
