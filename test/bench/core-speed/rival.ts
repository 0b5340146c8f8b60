import type { Outputs } from "./outputs.ts";
import type { Told } from "./story.ts";

/** A plug in one technique, told hour after hour; its outputs decide whether it is the same plug. */
export type Rival = (story: readonly Told[], outputs: Outputs) => (start: number) => void;
