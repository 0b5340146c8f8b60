import type {
  CircuitInput,
  HomeInput,
  HomeRecord,
  Instant,
  PlugInput,
  PowerOn,
} from "../../firmware-sim/index.ts";

/**
 * Something that reached a world from outside, in order; instants never go back. The same stimuli at the same instants give
 * the same story.
 */
export type Stimulus =
  /** The first: a world of the make with this id, in such a home. */
  | { readonly at: Instant; readonly to: "begin"; readonly profile: string; readonly home: HomeRecord }
  | { readonly at: Instant; readonly to: "plug"; readonly input: PlugInput }
  | { readonly at: Instant; readonly to: "circuit"; readonly input: CircuitInput }
  | { readonly at: Instant; readonly to: "home"; readonly input: HomeInput }
  | { readonly at: Instant; readonly to: "power"; readonly power: PowerOn }
  /** The plug is there, without power. */
  | { readonly at: Instant; readonly to: "lay"; readonly power: PowerOn }
  /** From the next power-on on it is a plug of the make with this id. */
  | { readonly at: Instant; readonly to: "make"; readonly profile: string };

export type StimulusSink = (stimulus: Stimulus) => void;
