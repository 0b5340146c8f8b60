import { PROFILES } from "../../src/config/profiles.ts";
import {
  ACCOUNT,
  itKeepsItsPromises,
  OUTLET_BY_PART,
  POWER,
  PROTECTION,
  RESETS_BY_PART,
  SETUP,
  UPDATES,
} from "./spaces.ts";

/** The default make is walked in larger spaces, in a file of its own. */
const OTHERS = PROFILES.slice(1);

for (const profile of OTHERS)
  itKeepsItsPromises(profile, [
    SETUP,
    ...RESETS_BY_PART,
    ...OUTLET_BY_PART,
    POWER,
    ...ACCOUNT,
    ...PROTECTION,
    ...UPDATES,
  ]);
