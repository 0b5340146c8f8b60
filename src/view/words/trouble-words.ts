import type { NetworkTrouble, Trouble } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";

const NETWORK: Readonly<Record<NetworkTrouble, string>> = {
  weak_signal: "the signal is weak",
  wrong_password: "the Wi-Fi password is wrong",
  not_found: "its Wi-Fi is not there",
  no_address: "the router gives it no address",
  no_names: "no name service answers",
  blocked: "the router blocks it",
  cloud_down: "the cloud does not answer",
};
/** Why the plug cannot use its network. */
export const networkWords = (trouble: NetworkTrouble): string => NETWORK[trouble];

const WORDS: Readonly<Record<Trouble, string>> = {
  overheat: "too hot, the outlet stays off until it is cool",
  overload: "overloaded, the outlet stays off",
  "welded-relay": "the relay is stuck closed",
  "loose-connection": "power comes and goes",
  "stuck-button": "the button is stuck",
  storage: "its state cannot be saved",
  "outdated-firmware": "its firmware must be updated",
  network: "no network",
};

/** What the plug knows to be wrong with itself, for people: "none", or the most urgent first. */
export function troublesText({ troubles, networkTrouble }: Snapshot): string {
  const words = troubles.map((trouble) =>
    trouble === "network" && networkTrouble !== null
      ? `${WORDS.network}: ${networkWords(networkTrouble)}`
      : WORDS[trouble],
  );
  return words.join("; ") || "none";
}
