import type { CircuitInput, HomeInput, Instant, PlugInput, PowerOn } from "../../firmware-sim/index.ts";

/** Something that reached a world from outside. The same stimuli at the same instants give the same story. */
export type Stimulus =
  | { readonly at: Instant; readonly to: "plug"; readonly input: PlugInput }
  | { readonly at: Instant; readonly to: "circuit"; readonly input: CircuitInput }
  | { readonly at: Instant; readonly to: "home"; readonly input: HomeInput }
  | { readonly at: Instant; readonly to: "power"; readonly power: PowerOn }
  /** From the next power-on on it is a plug of the make with this id. */
  | { readonly at: Instant; readonly to: "make"; readonly profile: string };

export type StimulusSink = (stimulus: Stimulus) => void;
