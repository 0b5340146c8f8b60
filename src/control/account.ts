import type { Account, Profile, Reset } from "../../firmware-sim/index.ts";
import { ERASABLE } from "../../firmware-sim/index.ts";
import { spanText } from "../config/duration.ts";
import type { Answer } from "./protocol.ts";

/** What an account has of the plug, and what it goes on having whatever is reset. */
export function answerAccount(profile: Profile, accounts: readonly Account[]): Answer {
  // What no reset of a make erases is nothing that such a plug has.
  const has = ERASABLE.filter((each) =>
    Object.values(profile.resets).some(({ erases }) => erases.includes(each)),
  );
  const resets = Object.entries(profile.resets).map(([name, reset]) => ({
    name,
    begunBy: beginnersOf(profile, name),
    erases: reset.erases,
    keeps: has.filter((each) => !reset.erases.includes(each)),
    account: afterwards(reset),
    basis: reset.basis,
    source: reset.source,
  }));
  const cloudKeeps = profile.accountKeeps.map(({ what, basis, source }) => ({ what, basis, source }));
  const lines = [
    ...accounts.map(
      ({ name, listsPlug }) => `Account ${name} ${listsPlug ? "lists" : "does not list"} the plug.`,
    ),
    cloudKeeps.length === 0
      ? "What else the cloud holds of it is not known."
      : "Whatever is reset, the cloud goes on holding:",
    ...cloudKeeps.map(({ what, basis, source }) => `  ${what} (${basis}, ${source})`),
    `Resets of ${profile.name}:`,
    ...resets.flatMap(({ name, begunBy, erases, keeps, account, basis, source }) => [
      `  ${name}, by ${begunBy.join(" or ") || "nothing that this profile has"} (${basis}, ${source})`,
      `    erases ${erases.join(", ") || "nothing"}; keeps ${keeps.join(", ") || "nothing"}`,
      `    ${account}`,
    ]),
  ];
  return { ok: true, message: lines.join("\n"), result: { accounts, cloudKeeps, resets } };
}

function afterwards({ erases, cloudRemoval }: Reset): string {
  if (!erases.includes("account")) return "the account lists the plug as before";
  return cloudRemoval === "auto"
    ? "the account lists the plug no more if it can be reached then; else it goes on listing it"
    : "the account goes on listing the plug until it is removed there";
}

/** What leads to this reset, as the profile tells it. */
function beginnersOf(profile: Profile, reset: string): readonly string[] {
  const { rungs, combination, counts, app, voice } = profile;
  const held = (ladder: Profile["rungs"], what: string) => {
    const rung = ladder.find((each) => each.reset?.name === reset);
    return rung === undefined ? [] : [`${what} ${spanText(rung.at)}`];
  };
  return [
    ...held(rungs, "the button held"),
    ...(combination === null ? [] : held(combination.rungs, `${combination.buttons.join(" and ")} held`)),
    ...counts
      .filter((count) => count.reset === reset)
      .map(({ of, times }) => `${times} ${of === "taps" ? "presses" : "power-ons"} in quick succession`),
    ...Object.entries(app)
      .filter(([, begins]) => begins.reset === reset)
      .map(([action]) => (action === "remove" ? "taking it off the account's list" : `the app's ${action}`)),
    ...(voice?.reset === reset ? ["voice"] : []),
  ];
}
