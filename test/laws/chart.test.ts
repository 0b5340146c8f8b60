import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import {
  ACCOUNT,
  itKeepsItsPromises,
  OUTLET_BY_PART,
  POWER,
  PROTECTION,
  RESETS,
  SETUP,
  thorough,
  UPDATES,
} from "./spaces.ts";

itKeepsItsPromises(amazonSmartPlug, [
  SETUP,
  RESETS,
  ...OUTLET_BY_PART.map(thorough),
  POWER,
  ...ACCOUNT,
  ...PROTECTION,
  ...UPDATES,
]);
