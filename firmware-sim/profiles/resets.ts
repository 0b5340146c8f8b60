import type { Profile, Reset, Rung } from "./profile.ts";

/** One way to begin a reset. */
export interface Beginning {
  /** One of the profile's. */
  readonly reset: string;
  readonly by: "hold" | "combination" | "powerOns" | "taps" | "app" | "voice";
  /** Where the profile says so, such as `rungs[1].reset.name`. */
  readonly place: string;
}

const ofRungs = (rungs: readonly Rung[], by: Beginning["by"], place: string): readonly Beginning[] =>
  rungs.flatMap(({ reset }, i) =>
    reset === null ? [] : [{ reset: reset.name, by, place: `${place}[${i}].reset.name` }],
  );

/** Every way in which a plug of this make begins a reset. */
export const beginnings = ({ rungs, combination, counts, app, voice }: Profile): readonly Beginning[] => [
  ...ofRungs(rungs, "hold", "rungs"),
  ...ofRungs(combination?.rungs ?? [], "combination", "combination.rungs"),
  ...counts.map(({ of, reset }, i): Beginning => ({ reset, by: of, place: `counts[${i}].reset` })),
  ...Object.entries(app).map(
    ([action, { reset }]): Beginning => ({ reset, by: "app", place: `app.${action}.reset` }),
  ),
  ...(voice === null ? [] : [{ reset: voice.reset, by: "voice", place: "voice.reset" } as const]),
];

/** A soft reset erases nothing: the plug starts anew, and that is all. */
export const isSoft = ({ erases }: Pick<Reset, "erases">): boolean => erases.length === 0;

/** Only a make that can erase what is its user's keeps any of it. */
export const keepsPersonal = ({ resets }: Pick<Profile, "resets">): boolean =>
  Object.values(resets).some(({ erases }) => erases.includes("personal"));
