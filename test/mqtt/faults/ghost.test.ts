import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requireTool } from "../../support/tools.ts";
import { until } from "../../support/until.ts";
import { AVAILABILITY, BENCH, Integrator, RELAY, RESET } from "./integrator.ts";

describe.skipIf(!requireTool("mosquitto"))("an integrator whose plug was reset without a goodbye", () => {
  let me: Integrator;
  let before: Record<string, string>;

  beforeEach(async () => {
    me = await Integrator.open();
    before = await me.newcomer();
    await me.raise("ghost");
    await me.rig.hold(RESET);
    await me.rig.clock.advance(10_000);
    await me.watcher.shows(AVAILABILITY, "offline");
    await me.watcher.shows(`${BENCH}/lifecycle`, "setup");
  });
  afterEach(() => me.close());

  it("keeps all of its ghost, until the fault is undone", async () => {
    await me.rig.clock.advance(10_000);
    await me.allHeard();
    expect(await me.newcomer()).toEqual({ ...before, availability: "offline" });
    expect(await me.announced()).toBeDefined();
    expect(me.rig.store.record).toMatchObject({ wifi: null, owedGoodbye: [] });
    await me.clear("ghost");
    await me.watcher.shows(AVAILABILITY, "");
    expect(await me.newcomer()).toEqual({});
    expect(await me.announced()).toBeUndefined();
  });

  it("keeps what an earlier reset still owed, too", async () => {
    me.rig.store.record = { ...me.rig.store.record!, owedGoodbye: [AVAILABILITY, RELAY] };
    await me.watcher.publish(`${BENCH}/power/set`, "off");
    await me.watcher.shows(`${BENCH}/lifecycle`, "off");
    await me.watcher.publish(`${BENCH}/power/set`, "on");
    await me.watcher.shows(`${BENCH}/lifecycle`, "booting");
    await me.rig.clock.advance(6000);
    await until("nothing is owed any more", () => me.rig.store.record?.owedGoodbye.length === 0);
    expect(await me.newcomer()).toEqual({ ...before, availability: "offline" });
    await me.clear("ghost");
    await me.watcher.shows(AVAILABILITY, "");
  });

  it("keeps what belongs to the plug once that has been set up again", async () => {
    await me.watcher.publish(`${BENCH}/provision`, "");
    await me.watcher.shows(`${BENCH}/lifecycle`, "joining");
    await me.rig.clock.advance(6000);
    await me.watcher.shows(AVAILABILITY, "online");
    await me.clear("ghost");
    await me.allHeard();
    await me.allIsRight();
  });
});
