import type { Browser, BrowserContextOptions, CDPSession, Locator, Page } from "playwright-core";
import type { ColorName } from "../../firmware-sim/index.ts";

/** Ample for a boot of the emulated Uno on a busy machine, ms. */
const PATIENCE = 20_000;

interface LampNote {
  readonly at: number;
  readonly color: ColorName;
  readonly words: string;
}

interface LampSeen {
  readonly words: string;
  /** All that it was meanwhile, in the order of the alphabet. */
  readonly colors: readonly ColorName[];
  readonly ms: number;
}

/** A finger on the page, whatever it is made of. */
export interface PageFinger {
  down(): Promise<void>;
  up(): Promise<void>;
}

/** The bench page in a browser of its own, as somebody looks at it. */
export class PageView {
  /** What ought not to be: errors on the console, refusals of the content policy, requests to other places. */
  readonly wrong: string[] = [];
  readonly page: Page;
  readonly #close: () => Promise<void>;

  private constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.#close = close;
  }

  static async open(
    browser: Browser,
    address: string,
    options: BrowserContextOptions = {},
    prepare: (page: Page) => Promise<unknown> = async () => {},
  ): Promise<PageView> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const view = new PageView(page, () => context.close());
    const { origin } = new URL(address);
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== origin)
        view.wrong.push(`asked ${request.url()}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error") view.wrong.push(message.text());
    });
    page.on("pageerror", (error) => view.wrong.push(String(error)));
    await prepare(page);
    await page.goto(address);
    return view;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** What is marked for tests; the first of them. */
  part(name: string): Locator {
    return this.page.locator(`[data-test=${name}]`).first();
  }

  get lamp(): Locator {
    return this.part("lamp");
  }

  /** Waits until the lamp is told in these words, both to programs and to people. */
  async says(words: string, timeout = PATIENCE): Promise<void> {
    await this.page.locator(`[data-test=lamp][data-words*="${words}"]`).waitFor({ timeout });
    await this.part("lamp-words").filter({ hasText: words, visible: true }).waitFor({ timeout: 2000 });
  }

  /** Waits until the page says so of its contact to the plug. */
  contactSays(words: RegExp): Promise<void> {
    return this.page.locator("pb-contact").getByText(words).waitFor({ timeout: PATIENCE });
  }

  /** Waits until the lamp has this colour. */
  async lights(color: ColorName, timeout = PATIENCE): Promise<void> {
    await this.page.locator(`[data-test=lamp][data-color=${color}]`).waitFor({ timeout });
  }

  /** Begins to note each change of the lamp, in ms of the machine's clock. */
  async watch(): Promise<void> {
    await this.lamp.evaluate((lamp) => {
      const { performance: time, MutationObserver: Observer } = lamp.ownerDocument.defaultView;
      const { color, words } = lamp.dataset;
      const noted = [{ at: time.timeOrigin + time.now(), color, words }];
      lamp.noted = noted;
      new Observer(() => {
        const { color, words } = lamp.dataset;
        const last = noted.at(-1);
        // It is told of what is set anew to what it was, too.
        if (last?.color !== color || last?.words !== words)
          noted.push({ at: time.timeOrigin + time.now(), color, words });
      }).observe(lamp, { attributeFilter: ["data-color", "data-words"] });
    });
  }

  /** What was noted from `watch` on; the first is what it was then. */
  noted(): Promise<readonly LampNote[]> {
    return this.lamp.evaluate((lamp) => lamp.noted);
  }

  /** The same, one for all that the lamp was told in the same words. */
  async saw(): Promise<readonly LampSeen[]> {
    const notes = await this.noted();
    const starts = notes.filter(({ words }, i) => words !== notes[i - 1]?.words);
    return starts.map(({ words, at }, i) => {
      const end = starts[i + 1]?.at ?? Date.now();
      const colors = notes.filter((note) => note.at >= at && note.at < end).map(({ color }) => color);
      return { words, colors: [...new Set(colors)].sort(), ms: end - at };
    });
  }

  /** The mouse, on the Action button. */
  async mouse(): Promise<PageFinger> {
    const { x, y } = await this.#middle();
    await this.page.mouse.move(x, y);
    return { down: () => this.page.mouse.down(), up: () => this.page.mouse.up() };
  }

  /** A fingertip on glass, on the Action button. */
  async fingertip(): Promise<PageFinger> {
    const point = await this.#middle();
    const session = await this.devtools();
    const touch = async (type: "touchStart" | "touchEnd", touchPoints: readonly (typeof point)[]) =>
      void (await session.send("Input.dispatchTouchEvent", { type, touchPoints: [...touchPoints] }));
    return { down: () => touch("touchStart", [point]), up: () => touch("touchEnd", []) };
  }

  /** The keyboard: goes on by Tab until what is marked `name` has the focus. */
  async tabTo(name: string): Promise<void> {
    const target = this.part(name);
    for (let i = 0; i < 200; i++) {
      await this.page.keyboard.press("Tab");
      if (await target.evaluate((element) => element.getRootNode().activeElement === element)) return;
    }
    throw new Error(`200 times Tab did not come to ${name}`);
  }

  get spaceBar(): PageFinger {
    const { keyboard } = this.page;
    return { down: () => keyboard.down("Space"), up: () => keyboard.up("Space") };
  }

  devtools(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page);
  }

  async #middle(): Promise<{ readonly x: number; readonly y: number }> {
    const action = this.part("action");
    await action.scrollIntoViewIfNeeded();
    const box = await action.boundingBox();
    if (box === null) throw new Error("the Action button is not to be seen");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
}
