import {
  amazonSmartPlug,
  echo,
  echoAmazonQuoted,
  echoDot,
  echoThirdParty,
  genericRedBlink,
  genericRedBlinkCoded,
  kasaPlug,
  matterPlug,
  type Profile,
  shellyHomekit,
  shellyPlugS,
  tasmotaPlug,
  tuyaPlug,
} from "../../firmware-sim/index.ts";
import { UsageError } from "../usage-error.ts";
import { didYouMean } from "./suggest.ts";

/** The makes of plug that come with the program; the first is the default. */
export const PROFILES: readonly Profile[] = [
  amazonSmartPlug,
  echo,
  echoAmazonQuoted,
  echoDot,
  echoThirdParty,
  genericRedBlink,
  genericRedBlinkCoded,
  kasaPlug,
  matterPlug,
  shellyHomekit,
  shellyPlugS,
  tasmotaPlug,
  tuyaPlug,
];

/** @throws UsageError */
export function profileNamed(name: string): Profile {
  const found = PROFILES.find((profile) => profile.id === name);
  if (found !== undefined) return found;
  const names = PROFILES.map((profile) => profile.id);
  throw new UsageError(
    `there is no profile ${JSON.stringify(name)}.${didYouMean(name, names)} There is: ${names.join(", ")}.`,
  );
}
