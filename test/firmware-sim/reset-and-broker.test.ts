import { describe, expect, it } from "vitest";
import { factoryRecord } from "../../firmware-sim/index.ts";
import { onlinePlug, PLUG_TOPICS, provisionedRecord, type WorldRig } from "../support/world-rig.ts";

const LONG = 13_000;
const wifi = (to: "up" | "down") => ({ kind: "setWifi", to, how: "cut" }) as const;
const after = (rig: WorldRig) => ({
  account: rig.listed,
  broker: [...rig.broker],
  nvm: rig.stored,
  said: rig.effectsOf("goodbye").map(({ topics }) => topics),
});

/** The table of what a factory reset leaves behind, asked of the link and not of the lifecycle. */
describe("account, broker and memory after a reset", () => {
  it("with link, cloud and account: removed, goodbye", () => {
    expect(after(onlinePlug().hold(LONG).wait(8000))).toEqual({
      account: [],
      broker: [],
      nvm: factoryRecord("previous"),
      said: [PLUG_TOPICS],
    });
  });

  it("with link but without cloud: still listed, goodbye", () => {
    const rig = onlinePlug().home({ kind: "setCloud", to: "down" }).wait(20_000);
    expect(rig.state("lifecycle")).toBe("offline");
    expect(after(rig.hold(LONG).wait(8000))).toEqual({
      account: ["home"],
      broker: [],
      nvm: factoryRecord("previous"),
      said: [PLUG_TOPICS],
    });
  });

  it("with link but signed out: the list is left alone, goodbye", () => {
    const nvm = provisionedRecord({ account: null });
    const rig = onlinePlug({ nvm, home: onlinePlug().keptHome }).hold(LONG).wait(8000);
    expect(after(rig)).toEqual({
      account: ["home"],
      broker: [],
      nvm: factoryRecord("previous"),
      said: [PLUG_TOPICS],
    });
  });

  it("without link: still listed, and the ghost stays in the broker for good", () => {
    const rig = onlinePlug().home(wifi("down")).wait(20_000).hold(LONG).wait(8000);
    expect(after(rig)).toEqual({
      account: ["home"],
      broker: [...PLUG_TOPICS],
      nvm: factoryRecord("previous"),
      said: [],
    });
  });
});

describe("a goodbye that the real broker does not take", () => {
  it.each(["away", "silent"] as const)("(%s) is owed, and the reset goes on", (broker) => {
    const rig = onlinePlug({ broker }).hold(LONG).wait(5030);
    expect(after(rig)).toMatchObject({
      account: [],
      broker: PLUG_TOPICS,
      nvm: factoryRecord("previous", PLUG_TOPICS),
    });
    expect(rig.pattern).toBe("setup");
    expect(rig.effectsOf("notice").at(-2)).toMatchObject({ notice: "resetDone", owedGoodbye: 2 });
  });

  it("is waited for no longer than 3 s", () => {
    const rig = onlinePlug({ broker: "silent" })
      .hold(LONG)
      .wait(30 + 2999);
    expect(rig.state("reset")).toBe("farewell");
    expect(rig.wait(1).state("reset")).toBe("idle");
  });

  it("is forgotten once it was paid, durably", () => {
    const rig = onlinePlug({ broker: "away" }).hold(LONG).wait(8000).input({ kind: "goodbyePaid" });
    expect(rig.stored?.owedGoodbye).toEqual([]);
  });

  it("stays owed through a set-up and power cuts", () => {
    const rig = onlinePlug({ broker: "away" }).hold(LONG).wait(8000).provision().wait(5000);
    expect(rig.stored).toEqual(provisionedRecord({ owedGoodbye: PLUG_TOPICS }));
    rig.powerOff().wait(10).powerOn().wait(5000);
    expect(rig.plug.nvm.owedGoodbye).toEqual(PLUG_TOPICS);
  });

  it("of an earlier reset stays owed when the next one is taken, and nothing is owed twice", () => {
    const old = ["plugbench/old/relay", PLUG_TOPICS[0]];
    const taken = onlinePlug({ nvm: provisionedRecord({ owedGoodbye: old }) })
      .hold(LONG)
      .wait(8000);
    expect(taken.stored?.owedGoodbye).toEqual(old);
    const refused = onlinePlug({ nvm: provisionedRecord({ owedGoodbye: old }), broker: "away" });
    expect(refused.hold(LONG).wait(8000).stored?.owedGoodbye).toEqual([...old, PLUG_TOPICS[1]]);
  });
});

describe("a link that goes away during solid red", () => {
  it("after the broker took the goodbye and the account answered: nothing is owed", () => {
    const rig = onlinePlug().hold(LONG).wait(300).home(wifi("down")).wait(8000);
    expect(after(rig)).toMatchObject({ account: [], broker: [], nvm: factoryRecord("previous") });
  });

  it("before the broker took it: owed, because the link was up when the reset was decided", () => {
    const rig = onlinePlug({ broker: "silent" }).hold(LONG).wait(100).home(wifi("down")).wait(8000);
    expect(after(rig)).toMatchObject({
      account: ["home"],
      broker: PLUG_TOPICS,
      nvm: factoryRecord("previous", PLUG_TOPICS),
    });
  });
});
