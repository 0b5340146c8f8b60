import type { Erasable, Profile, Rung } from "../../../firmware-sim/index.ts";
import { patternWords } from "../../../firmware-sim/index.ts";
import { done, type Outcome, refused } from "../command.ts";
import type { Remedy } from "./kinds.ts";
import type { Room } from "./room.ts";

export interface RemedyAct {
  /** What was done, for people, the whole of a sentence. */
  readonly did: string;
  readonly act: (room: Room) => Outcome;
}

const at = (did: string, act: (room: Room) => void): RemedyAct => ({
  did,
  act: (room) => {
    act(room);
    return done;
  },
});

/** Only hands can do it: told, and nothing is done. */
const told = (tells: (profile: Profile) => string): RemedyAct => ({
  did: "",
  act: (room) =>
    refused("no_effect", `nothing was done, this is for your hands: ${tells(room.view().profile)}`),
});

/** Each as a household does it (S3 solutions 1 to 5). */
export const REMEDY_ACTS: Readonly<Record<Remedy, RemedyAct>> = {
  reseat: at("The plug is pushed firmly into its socket.", (room) =>
    room.circuit({ kind: "clear", fault: "loose-connection" }),
  ),
  "other-outlet": {
    did: "The plug is in another socket.",
    act: (room) => {
      room.command({ do: "power", to: "off" });
      return room.command({ do: "power", to: "on" });
    },
  },
  "move-closer": at("The plug is closer to the router, or an extender is between them.", (room) =>
    room.home({ kind: "setSignal", to: "good" }),
  ),
  "restart-router": at("The router restarts, and is up again in a minute.", (room) =>
    room.home({ kind: "restartRouter" }),
  ),
  "router-settings": at("The router lets the plug through, and takes the former password again.", (room) => {
    room.home({ kind: "setFirewall", to: "open" });
    room.home({ kind: "setKey", to: null });
  }),
  "network-reset": told((profile) => resetWords(profile, (erases) => -erases.length)),
  "factory-reset": told((profile) => resetWords(profile, (erases) => erases.length)),
  ventilate: at("Air gets to the plug: it cools faster.", (room) =>
    room.circuit({ kind: "air", air: "open" }),
  ),
  "reduce-load": at(
    "Nothing is plugged into the outlet any more. After an overload, press the button once.",
    (room) => room.circuit({ kind: "attach", load: null }),
  ),
  "cool-down": {
    did: "The plug is unplugged, and is plugged in again when it has cooled.",
    act: (room) => room.command({ do: "power", to: "off" }),
  },
  "free-button": { did: "The button is free.", act: (room) => room.command({ do: "release" }) },
  replace: told(() => "end this plug and start another, with plugbench run --fresh"),
  update: {
    did: "The plug loads its update: do not unplug it.",
    act: (room) => room.command({ do: "installFirmware" }),
  },
  "contact-maker": told(() => "plugbench ctl report FILE writes what the maker's support asks for"),
};

/** How the button resets this make: of the resets that forget the Wi-Fi, the one that `rank`s highest. */
function resetWords(profile: Profile, rank: (erases: readonly Erasable[]) => number): string {
  const rungs = profile.rungs
    .flatMap((rung) =>
      rung.reset === null ? [] : [{ rung, erases: profile.resets[rung.reset.name]!.erases }],
    )
    .filter(({ erases }) => erases.includes("wifi"))
    .sort((a, b) => rank(b.erases) - rank(a.erases));
  const first = rungs[0];
  if (first === undefined) return `no hold of the button makes ${profile.name} forget its Wi-Fi`;
  return `${holdWords(profile, first.rung)}, and set the plug up anew with plugbench ctl setup`;
}

function holdWords({ patterns }: Profile, { name, at, reset }: Rung): string {
  const lamp = patterns[name];
  const seen = lamp === undefined ? "" : ` until the lamp is ${patternWords(lamp.pattern)}`;
  const hold = `hold the button for ${at / 1000} s${seen}`;
  if (reset?.when === "confirmed") return `${hold}, let it go, press it once more`;
  return reset?.when === "reached" ? hold : `${hold}, let it go`;
}
