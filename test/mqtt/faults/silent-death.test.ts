import { afterEach, describe, expect, it } from "vitest";
import { requireTool } from "../../support/tools.ts";
import { until } from "../../support/until.ts";
import { AVAILABILITY, BENCH, Integrator, RELAY, RESET } from "./integrator.ts";

/** s. */
const KEEPALIVE = 2;

describe.skipIf(!requireTool("mosquitto"))("an integrator whose plug died silently", () => {
  let me: Integrator;
  const begin = async (keepalive?: number) => {
    me = await Integrator.open(keepalive);
    await me.raise("silent-death");
  };
  afterEach(() => me.close());

  const isGone = () => me.watcher.shows(AVAILABILITY, "offline");
  const isBack = async () => {
    await me.watcher.shows(AVAILABILITY, "online");
    await me.allIsRight();
  };

  it("hears of it only when the keep-alive is over, and of all that happened when it is undone", async () => {
    await begin(KEEPALIVE);
    me.ask("on");
    await me.rig.hold(100);
    await me.allHeard();
    expect(me.outlet).toBe("on");
    expect(await me.newcomer()).toMatchObject({ relay: "off", availability: "online" });
    await isGone();
    expect(me.rig.lifecycle).toBe("online");
    expect(me.rig.events("broker-lost")).toEqual([]);
    await me.clear("silent-death");
    await me.watcher.shows(RELAY, "on");
    await isBack();
  });

  it("has it back for good when it is undone before the keep-alive is over", async () => {
    await begin(KEEPALIVE);
    me.watcher.heard.length = 0;
    await me.clear("silent-death");
    await me.watcher.shows(AVAILABILITY, "online");
    await new Promise((resolve) => setTimeout(resolve, KEEPALIVE * 2000));
    expect(me.watcher.last(AVAILABILITY)).toBe("online");
    await me.allIsRight();
  });

  it("hears at once that its Wi-Fi was cut, and nothing when that is back", async () => {
    await begin();
    me.rig.host.command({ do: "wifi", to: "down", how: "cut" });
    await isGone();
    me.rig.host.command({ do: "wifi", to: "up", how: "cut" });
    await me.rig.clock.advance(6000);
    expect(me.rig.lifecycle).toBe("online");
    await me.allHeard();
    expect(me.watcher.last(AVAILABILITY)).toBe("offline");
    await me.clear("silent-death");
    await isBack();
  });

  it("hears nothing of Wi-Fi that goes silently", async () => {
    await begin();
    me.rig.host.command({ do: "wifi", to: "down", how: "silent" });
    await me.clear("silent-death");
    await me.allHeard();
    expect(me.watcher.texts(AVAILABILITY)).toEqual(["online"]);
    me.rig.host.command({ do: "wifi", to: "up", how: "cut" });
    me.watcher.heard.length = 0;
    await me.rig.clock.advance(6000);
    await isBack();
  });

  it("is told of its reset when it is undone", async () => {
    await begin();
    await me.rig.hold(RESET);
    await me.rig.clock.advance(10_000);
    await until("the reset is done", () => me.rig.lifecycle === "setup");
    await isGone();
    expect(me.rig.store.record?.owedGoodbye).toContain(RELAY);
    expect(await me.newcomer()).toMatchObject({ relay: "off" });
    await me.clear("silent-death");
    await me.watcher.shows(AVAILABILITY, "");
    await until("nothing is owed any more", () => me.rig.store.record?.owedGoodbye.length === 0);
    expect(await me.newcomer()).toEqual({});
  });

  it("can be freed of what the plug left there, once it is unplugged", async () => {
    await begin();
    expect(await me.rig.mqtt.forget()).toMatchObject({ code: "busy" });
    await me.watcher.publish(`${BENCH}/power/set`, "off");
    await isGone();
    expect(await me.rig.mqtt.forget()).toEqual({ ok: true });
    expect(await me.newcomer()).toEqual({});
    expect(await me.announced()).toBeUndefined();
  });

  it("is told at once when the program ends, which does not wait", async () => {
    await begin();
    const begun = performance.now();
    await me.rig.close();
    expect(performance.now() - begun).toBeLessThan(2000);
    await isGone();
  });
});
