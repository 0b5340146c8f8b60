import type { Profile } from "../../../../firmware-sim/index.ts";
import type { Exercise } from "./exercise.ts";
import { powerCut } from "./power-cut.ts";
import { routerOff } from "./router-off.ts";
import { shortestHold } from "./shortest-hold.ts";
import { tooEarly } from "./too-early.ts";

/** What there is to find out at a plug of this make. */
export const exercisesFor = (profile: Profile): readonly Exercise[] =>
  [shortestHold, tooEarly, routerOff, powerCut].flatMap((make) => make(profile) ?? []);
