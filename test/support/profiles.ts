import { amazonSmartPlug, type Profile, type Reset, type RungReset } from "../../firmware-sim/index.ts";

/** The default make, but for what its upper rung leads to, and what its resets erase. */
export function ladder(reset: RungReset, resets: Readonly<Record<string, Partial<Reset>>> = {}): Profile {
  const [mixed, armed] = amazonSmartPlug.rungs;
  const { factory } = amazonSmartPlug.resets;
  return {
    ...amazonSmartPlug,
    id: "other-ladder",
    // Who is at a rung that acts as it is reached is already beyond it.
    indicator: amazonSmartPlug.indicator.filter(
      ({ when }) => reset.when !== "reached" || !("button" in when) || when.button !== armed.name,
    ),
    rungs: [mixed, { ...armed, reset }],
    resets: {
      factory,
      ...Object.fromEntries(Object.entries(resets).map(([name, part]) => [name, { ...factory, ...part }])),
    },
  };
}

/** The default make with a meter and a second button, and without an app that could reset it. */
export const metering: Profile = {
  ...amazonSmartPlug,
  id: "metering-plug",
  name: "Metering Plug",
  app: {},
  otherButtons: ["mic-off"],
  outlet: { ...amazonSmartPlug.outlet, meter: { basis: "assumed", source: "for tests" } },
};

/** The default make without an outlet. */
export const speaker: Profile = { ...metering, id: "speaker", name: "Speaker", outlet: null };
