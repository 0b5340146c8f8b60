import { afterEach, describe, expect, it } from "vitest";
import { amazonSmartPlug, matterPlug, millis } from "../../firmware-sim/index.ts";
import { LocalLink } from "../../src/page/one-file/local-link.ts";

const links: LocalLink[] = [];
afterEach(async () => {
  for (const link of links.splice(0)) await link.ask({ do: "power", to: "off" });
});

async function open(): Promise<LocalLink> {
  const makes = [amazonSmartPlug, matterPlug];
  const link = await LocalLink.open({ profile: amazonSmartPlug, makes, version: "1.2.3" });
  links.push(link);
  return link;
}

describe("a plug in the page itself", () => {
  it("is told of as it changes", async () => {
    const link = await open();
    let updates = 0;
    link.onUpdate(() => {
      updates += 1;
    });
    expect(await link.ask({ do: "power", to: "off" })).toMatchObject({ ok: true });
    expect(link.mirror.snapshot.power).toBe("off");
    expect(updates).toBeGreaterThan(0);
  });

  it("is asked under the rules of every other way in", async () => {
    const link = await open();
    expect(await link.ask({ do: "hold", ms: millis(-1) })).toMatchObject({ ok: false, code: "bad_value" });
    expect(await link.ask({ do: "stop" })).toMatchObject({ ok: false });
  });

  it("begins anew with nothing of the plug before it", async () => {
    const link = await open();
    const { id } = link.mirror.card;
    await link.ask({ do: "power", to: "off" });
    await link.beginAnew(matterPlug);
    const { card, profile, snapshot, events } = link.mirror;
    expect([profile.id, snapshot.profile.id, snapshot.power]).toEqual(["matter-plug", "matter-plug", "on"]);
    expect(card.id).not.toBe(id);
    expect(events.some((event) => event.kind === "power" && !event.on)).toBe(false);
    await link.ask({ do: "power", to: "off" });
    expect(link.mirror.snapshot.power).toBe("off");
  });
});
