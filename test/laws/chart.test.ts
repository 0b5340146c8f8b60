import { amazonSmartPlug } from "../../firmware-sim/index.ts";
import { itKeepsItsPromises, OUTLET_BY_PART, RESETS, SETUP } from "./spaces.ts";

itKeepsItsPromises(amazonSmartPlug, [SETUP, RESETS, ...OUTLET_BY_PART]);
