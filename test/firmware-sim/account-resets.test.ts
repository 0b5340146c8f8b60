import { describe, expect, it } from "vitest";
import { amazonSmartPlug, echo, echoDot, type PlugInput, type Profile } from "../../firmware-sim/index.ts";
import { HOME_WIFI, onlinePlug, provisionedRecord, WorldRig } from "../support/world-rig.ts";

const online = (profile: Profile = echoDot) =>
  onlinePlug({ profile, nvm: provisionedRecord({ personal: true }) });
const app = (action: string): PlugInput => ({ kind: "appReset", action });
const say = (says: "factory reset" | "yes" | "no"): PlugInput => ({ kind: "voice", says });
const begun = (rig: WorldRig) =>
  rig.effectsOf("notice").flatMap((effect) => (effect.notice === "resetBegun" ? [effect.reset] : []));
const refusal = (rig: WorldRig) => {
  const { input, code, reason } = rig.effectsOf("ignored").at(-1)!;
  return `${input} ${code}: ${reason}`;
};

describe("the phone app", () => {
  it("resets a plug that reaches its cloud, which leaves the account and keeps the Wi-Fi (S2)", () => {
    const rig = online().input(app("reset"));
    expect(rig.pattern).toBe("resetting");
    rig.wait(30_000);
    expect(begun(rig)).toEqual(["factory"]);
    expect(rig.stored).toMatchObject({ wifi: HOME_WIFI, account: null, personal: false });
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["online", []]);
  });

  it("erases everything when it deregisters (S2)", () => {
    const rig = online().input(app("deregister")).wait(30_000);
    expect(rig.stored).toMatchObject({ wifi: null, account: null, personal: false });
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["setup", []]);
  });

  it.each([
    ["an action of another make", online, "rest", /no_effect: .*"rest".*reset, deregister, remove/],
    ["what every object has", online, "constructor", /no_effect: /],
    [
      "anything of a make without",
      () => onlinePlug({ profile: { ...echo, app: {} } }),
      "reset",
      /nothing of this make/,
    ],
    [
      "a plug without Wi-Fi",
      () => online().home({ kind: "setWifi", to: "down", how: "cut" }),
      "reset",
      /offline: the plug does not reach its cloud/,
    ],
    ["a plug without the cloud", () => online().home({ kind: "setCloud", to: "down" }), "reset", /offline: /],
    [
      "a plug that is signed in nowhere",
      () => online().input(app("reset")).wait(30_000),
      "reset",
      /offline: .*no account/,
    ],
    ["a plug that resets", () => online().input(app("reset")), "deregister", /busy: a reset is going on/],
    [
      "a plug that starts",
      () => new WorldRig({ profile: echoDot, nvm: provisionedRecord() }).powerOn(),
      "reset",
      /busy: the plug is starting/,
    ],
  ] as const)("is refused %s", (_, rig, action, reason) => {
    const told = (rig as () => WorldRig)();
    const before = begun(told).length;
    expect(refusal(told.input(app(action)))).toMatch(reason);
    expect(begun(told)).toHaveLength(before);
  });

  it("wins over a hold: letting go of it does nothing any more", () => {
    const rig = online().press().wait(21_000).input(app("reset"));
    expect(rig.state("button")).toBe("ignored");
    rig.wait(1000).release().wait(60_000);
    expect([begun(rig), rig.notices().includes("restarting")]).toEqual([["factory"], false]);
  });

  it("wins over buttons held together", () => {
    const [mic, down] = echo.combination.buttons;
    const rig = online(echo).pressOthers(mic, down).wait(20_000).input(app("deregister"));
    expect(rig.releaseOthers(mic, down).wait(60_000).stored?.wifi).toBeNull();
    expect(begun(rig)).toEqual(["deregister"]);
  });
});

describe("an account that takes the plug off its list", () => {
  it("makes it reset itself, with nobody left to be asked (facts e17)", () => {
    const rig = onlinePlug().input({ kind: "removed" }).wait(30_000);
    expect(begun(rig)).toEqual(["factory"]);
    expect(rig.lines.some((line) => line.includes('"kind":"deregister"'))).toBe(false);
    expect(rig.stored).toMatchObject({ wifi: null, account: null });
  });

  it("changes nothing of a make that has no such word, and nobody is told of a refusal", () => {
    const rig = onlinePlug({ profile: { ...amazonSmartPlug, app: {} } });
    const before = rig.effects.length;
    rig.input({ kind: "removed" }).wait(30_000);
    expect(rig.effects.slice(before)).toEqual([]);
    expect(rig.stored).toMatchObject({ account: "home" });
  });

  it("changes nothing while a reset goes on", () => {
    const rig = onlinePlug().hold(13_000).wait(100).input({ kind: "removed" }).wait(30_000);
    expect(begun(rig)).toEqual(["factory"]);
  });
});

describe("a voice", () => {
  it("is asked back, and yes resets (S2)", () => {
    const rig = online().input(say("factory reset"));
    expect([rig.pattern, rig.notices().at(-1), begun(rig)]).toEqual(["asking", "resetAsked", []]);
    expect(begun(rig.input(say("yes")))).toEqual(["factory"]);
  });

  it.each([
    ["no", (rig: WorldRig) => rig.input(say("no"))],
    ["silence", (rig: WorldRig) => rig.wait(8000)],
    ["a cloud that goes", (rig: WorldRig) => rig.home({ kind: "setCloud", to: "down" })],
  ])("resets nothing after %s, and a late yes finds no question", (_, then) => {
    const rig = then(online().input(say("factory reset")));
    expect(rig.notices()).toContain("resetDeclined");
    expect(rig.state("voice")).toBe("idle");
    rig.home({ kind: "setCloud", to: "up" }).wait(1000).input(say("yes")).wait(30_000);
    expect(begun(rig)).toEqual([]);
    expect(refusal(rig)).toBe("voice no_effect: nothing was asked");
  });

  it("has all its time again when it asks again", () => {
    const rig = online().input(say("factory reset")).wait(7999).input(say("factory reset")).wait(7999);
    expect(begun(rig.input(say("yes")))).toEqual(["factory"]);
  });

  it.each([
    [
      "a make that does not listen",
      () => onlinePlug(),
      /voice no_effect: this make of plug is not reset by voice/,
    ],
    [
      "one that reaches no cloud",
      () => online().home({ kind: "setCloud", to: "down" }),
      /voice offline: the plug does not reach its cloud/,
    ],
  ] as const)("is refused by %s", (_, rig, reason) => {
    expect(refusal((rig as () => WorldRig)().input(say("factory reset")))).toMatch(reason);
  });
});

describe("a plug that a reset signed out and left its Wi-Fi", () => {
  const signedOut = () => online().input(app("reset")).wait(30_000);

  it("can be signed in again without a set-up, and has its user's things again", () => {
    const rig = signedOut().provision();
    expect(rig.state("lifecycle")).toBe("joining");
    rig.wait(10_000);
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["online", ["home"]]);
    expect(rig.stored).toMatchObject({ wifi: HOME_WIFI, account: "home", personal: true });
  });

  it.each([
    ["a wrong password", { key: "00" }],
    ["another Wi-Fi", { ssid: "elsewhere" }],
  ])("keeps its Wi-Fi and comes back to it after %s", (_, wrong) => {
    const rig = signedOut().provision(wrong).wait(30_000);
    expect(rig.notices()).toContain("setupFailed");
    expect([rig.state("lifecycle"), rig.state("network"), rig.stored?.wifi]).toEqual([
      "online",
      "cloud",
      HOME_WIFI,
    ]);
    expect(rig.stored).toMatchObject({ account: null, personal: false });
  });

  it("takes back what it had kept of an attempt that could not be saved", () => {
    const rig = onlinePlug({ profile: echoDot, nvm: provisionedRecord(), store: "by hand" }).input(
      app("reset"),
    );
    for (let i = 0; i < 60; i++) rig.answerStoreIfAny().wait(500);
    expect([rig.state("lifecycle"), rig.plug.nvm.account]).toEqual(["online", null]);
    rig.provision().wait(3100).answerStore("EIO");
    expect([rig.state("lifecycle"), rig.plug.nvm]).toMatchObject([
      "connecting",
      { wifi: HOME_WIFI, account: null, personal: false },
    ]);
    for (let i = 0; i < 20; i++) rig.wait(1000).answerStoreIfAny();
    expect([rig.state("lifecycle"), rig.stored, rig.listed]).toMatchObject([
      "online",
      { wifi: HOME_WIFI, account: null, personal: false },
      [],
    ]);
  });

  it("keeps its Wi-Fi when the power goes in the middle", () => {
    const rig = signedOut().provision().wait(1000).powerOff().powerOn().wait(30_000);
    expect([rig.state("lifecycle"), rig.stored?.wifi, rig.stored?.account]).toEqual([
      "online",
      HOME_WIFI,
      null,
    ]);
  });

  it("is refused that while it is signed in, and so is a make whose resets leave none", () => {
    expect(refusal(online().provision())).toContain("provision not_in_setup");
    const wifiOnly = onlinePlug({ nvm: provisionedRecord({ account: null }) });
    expect(refusal(wifiOnly.provision())).toContain("provision not_in_setup");
  });
});

describe("a make without an outlet", () => {
  it.each<PlugInput>([
    { kind: "relaySet", to: "on", source: "mqtt" },
    { kind: "startUpSet", to: "on" },
  ])("refuses $kind: it has none", (input) => {
    const rig = online().input(input);
    expect(refusal(rig)).toBe(`${input.kind} no_effect: this make of plug has no outlet`);
    expect([rig.effectsOf("relay"), rig.stored?.startUp]).toEqual([[], "previous"]);
  });

  it("has no relay to switch, whatever happens to it", () => {
    const rig = online().tap().hold(26_000).wait(30_000).powerOff().powerOn().wait(30_000);
    expect(rig.effectsOf("relay")).toEqual([]);
    expect(rig.gestures()).toContain("shortRelease");
  });
});
