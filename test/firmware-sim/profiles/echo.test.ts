import { describe, expect, it } from "vitest";
import {
  echo,
  echoAmazonQuoted,
  echoDot,
  echoThirdParty,
  type Profile,
} from "../../../firmware-sim/index.ts";
import { HOME_WIFI, onlinePlug, provisionedRecord } from "../../support/world-rig.ts";

const online = (profile: Profile) => onlinePlug({ profile, nvm: provisionedRecord({ personal: true }) });
const begun = (profile: Profile, ms: number) => {
  const rig = online(profile).hold(ms).wait(60_000);
  return rig.effectsOf("notice").flatMap((effect) => {
    if (effect.notice === "restarting") return ["restart"];
    return effect.notice === "resetBegun" ? [effect.reset] : [];
  });
};

describe("an Echo Dot (S2)", () => {
  it("turns orange, then blue, then orange, then off and on, while its Action button is held", () => {
    const rig = online(echoDot);
    const from = rig.now;
    rig.press().wait(29_500);
    expect(rig.colorsSince(from)).toEqual(["off", "orange", "blue", "orange", "off", "blue", "off"]);
  });

  it.each([
    [19_999, []],
    [20_000, ["restart"]],
    [24_999, ["restart"]],
    [25_000, ["factory"]],
    [60_000, ["factory"]],
  ])("after %i ms of Action does %j: what is passed on the way does not act", (ms, does) => {
    expect(begun(echoDot, ms)).toEqual(does);
  });

  it("restarts, and has lost nothing, in a soft reset", () => {
    const rig = online(echoDot);
    const before = rig.stored;
    rig.hold(20_000).wait(100);
    expect([rig.state("supply"), rig.pattern]).toEqual(["booting", "boot"]);
    expect(rig.wait(30_000).state("lifecycle")).toBe("online");
    expect([rig.stored, rig.listed]).toEqual([before, ["home"]]);
  });

  it("begins its factory reset with the button still down", () => {
    const rig = online(echoDot).press().wait(25_000);
    expect([rig.state("lifecycle"), rig.pattern]).toEqual(["resetting", "resetting"]);
    rig.wait(30_000).release().wait(100);
    expect(rig.stored).toMatchObject({ wifi: HOME_WIFI, account: null, personal: false });
  });

  it("needs no cloud and no Wi-Fi for it: the account goes on listing it then", () => {
    const rig = online(echoDot).home({ kind: "setWifi", to: "down", how: "cut" }).hold(25_000).wait(60_000);
    expect([rig.stored?.account, rig.listed]).toEqual([null, ["home"]]);
  });
});

describe("an Echo (S2)", () => {
  it("does nothing of what a Dot does with its Action button", () => {
    for (const ms of [5000, 20_000, 25_000]) expect(begun(echo, ms)).toEqual([]);
  });

  it("does with two buttons what a Dot does in 25 s, and keeps the Wi-Fi", () => {
    const rig = online(echo)
      .pressOthers(...echo.otherButtons)
      .wait(20_000);
    rig.releaseOthers(...echo.otherButtons).wait(30_000);
    expect(rig.stored).toMatchObject({ wifi: HOME_WIFI, account: null, personal: false });
    expect([rig.state("lifecycle"), rig.listed]).toEqual(["online", []]);
  });
});

describe("other readings of the Dot", () => {
  it("turns orange, then blue, then off and on, and loses its Wi-Fi (other pages)", () => {
    const rig = online(echoThirdParty);
    const from = rig.now;
    rig.press().wait(26_000);
    expect(rig.colorsSince(from)).toEqual(["off", "orange", "blue", "off"]);
    rig.release().wait(30_000);
    expect([rig.stored?.wifi, rig.state("lifecycle")]).toEqual([null, "setup"]);
    expect(begun(echoThirdParty, 24_999)).toEqual([]);
  });

  it("goes to set-up after 20 s, and links to smart-home devices stay (as the maker is quoted)", () => {
    expect(begun(echoAmazonQuoted, 19_999)).toEqual([]);
    expect(begun(echoAmazonQuoted, 20_000)).toEqual(["setUp"]);
    expect(echoAmazonQuoted.accountKeeps.some(({ what }) => what.includes("smart-home"))).toBe(true);
    expect(echoThirdParty.accountKeeps.some(({ what }) => what.includes("smart-home"))).toBe(false);
  });
});
