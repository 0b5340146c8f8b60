import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openChromium, requireChromium } from "../support/chromium.ts";
import { violations } from "../support/page-audit.ts";
import { PagePlug } from "../support/page-plug.ts";
import { PageView } from "../support/page-view.ts";

const PUPILS = 20;

describe.skipIf(!requireChromium())("run --classroom, in a browser", () => {
  let browser: Browser;
  let plug: PagePlug;
  let teacher: PageView;
  let ada: PageView;

  beforeAll(async () => {
    browser = await openChromium();
    plug = await PagePlug.start("--board", "virtual", "--provisioned", "--classroom");
    teacher = await PageView.open(browser, plug.address);
    await teacher.says("dark");
    await teacher.page.goto(new URL("/overview.html", plug.address).href);
  });
  afterAll(async () => {
    await browser?.close();
    await plug?.remove();
  });

  const origin = () => new URL(plug.address).origin;
  const code = () => teacher.part("code").innerText();
  const seats = () => teacher.page.locator("[data-test=seat]");

  it("lets a pupil in by the code on the wall, and by no other", async () => {
    ada = await PageView.open(browser, `${origin()}/class`);
    const { page } = ada;
    const wall = await code();
    const fill = async (given: string) => {
      await page.locator("input[name=code]").fill(given);
      await page.locator("input[name=name]").fill("<i>Ada</i>");
      await page.getByRole("button", { name: "Join" }).click();
    };
    expect(await violations(ada)).toEqual([]);
    await fill(String((Number(wall) + 1) % 1_000_000).padStart(6, "0"));
    await expect.poll(() => page.getByRole("alert").innerText()).toContain("not this class's code");
    await fill(wall);
    await ada.says("dark");
    await expect.poll(() => seats().allInnerTexts()).toEqual([expect.stringContaining("<i>Ada</i>")]);
  });

  it("shows twenty plugs on one overview", async () => {
    const joined = await Promise.all(
      Array.from({ length: PUPILS - 1 }, async (_, i) => {
        const body = JSON.stringify({ code: await code(), name: `Pupil ${i + 2}` });
        const headers = { "content-type": "application/json", origin: origin() };
        return (await fetch(`${origin()}/class/join`, { method: "POST", headers, body })).status;
      }),
    );
    expect(new Set(joined)).toEqual(new Set([204]));
    await expect.poll(() => seats().count()).toBe(PUPILS);
    expect(await violations(teacher)).toEqual([]);
  });

  it("shows a pupil's hold and light on the wall while the pupil holds", async () => {
    const own = seats().filter({ hasText: "Ada" });
    const mouse = await ada.mouse();
    await mouse.down();
    await ada.says("alternating red and blue");
    await own
      .filter({ hasText: "alternating red and blue" })
      .filter({ hasText: /held \d+ s/ })
      .waitFor();
    const lamp = own.locator("pb-seat-lamp");
    for (const color of ["red", "blue"])
      await expect.poll(() => lamp.getAttribute("data-color"), { interval: 20, timeout: 5000 }).toBe(color);
    await mouse.up();
    await own.filter({ hasText: "the outlet is off" }).waitFor();
    expect(await seats().filter({ hasText: "the outlet is off" }).count()).toBe(PUPILS);
  });

  it("is read from the back of a room, on a projector", async () => {
    await teacher.part("projector").click();
    const { page } = teacher;
    await page.setViewportSize({ width: 1920, height: 1080 });
    const size = (place: string) =>
      page
        .locator(place)
        .first()
        .evaluate((element) =>
          Number.parseFloat(element.ownerDocument.defaultView.getComputedStyle(element).fontSize),
        );
    expect(await size(".code")).toBeGreaterThan(96);
    expect(await size(".address")).toBeGreaterThan(48);
    expect(await violations(teacher)).toEqual([]);
  });

  it("brings a pupil back to the way in once the class has begun anew, and the wall by itself", async () => {
    await plug.end();
    await teacher.page.getByRole("status").filter({ hasText: "does not answer" }).waitFor();
    await plug.start();
    await ada.page.getByRole("button", { name: "Join" }).waitFor({ timeout: 30_000 });
    await expect.poll(() => seats().count(), { timeout: 30_000 }).toBe(0);
  });

  it("has asked no other place for anything", () => {
    const elsewhere = [...teacher.wrong, ...ada.wrong].filter((each) => each.startsWith("asked"));
    expect(elsewhere).toEqual([]);
  });
});
