import type { NvmRecord, Profile } from "../../../firmware-sim/index.ts";
import { parseBroker } from "../../config/broker-choice.ts";
import { PROFILES } from "../../config/profiles.ts";
import type { PlugIdentity } from "../../control/state.ts";
import type { Entry } from "../../log.ts";
import type { PlugState } from "./plug-state.ts";

/** What a start goes on with, and what it found damaged. */
export function openingEntries(state: PlugState, profile: Profile): readonly Entry[] {
  const { place, record, plugHealth, homeHealth } = state;
  const entries: Entry[] = [];
  const damage = (what: string, health: string): void => {
    if (health === "ok") return;
    const outcome =
      health === "lost"
        ? "cannot be read any more: it starts anew"
        : "was damaged: the generation before it is used";
    entries.push({
      level: "warn",
      event: "nvm",
      text: `What ${what} had saved ${outcome}.`,
      fields: { what, health },
    });
  };
  damage("the plug", plugHealth);
  damage("the home", homeHealth);
  const make = profile.id === PROFILES[0]!.id ? "" : ` (${profile.name})`;
  const text =
    place.isNew || record === null
      ? `${place.isNew ? "New plug" : "Continuing"} ${place.id}${make}: ${record === null ? "not set up" : stateWords(record)}.`
      : `Continuing ${place.id}${make}: ${stateWords(record)}; --fresh starts anew.`;
  entries.push({ level: "info", event: "starting", text, fields: { id: place.id, state: place.directory } });
  return entries;
}

function stateWords({ wifi, intent, startUp, relayClosed }: NvmRecord): string {
  if (intent !== null) return "a factory reset is to be finished";
  const on = startUp === "on" || (startUp === "previous" && relayClosed);
  return `${wifi === null ? "not set up" : "set up"}, outlet ${on ? "on" : "off"}`;
}

/** What runs, and how to see more of it. `ca`: the file of the broker's authority. */
export function runningEntries({ id, board, broker }: PlugIdentity, ca?: string): readonly Entry[] {
  const running: Entry = {
    level: "info",
    event: "running",
    text: `Running on ${board}. Another terminal can press: plugbench ctl hold 13s`,
    fields: { id, board, broker },
  };
  if (broker === null) return [running];
  const text = `Publishing to ${broker}. To watch: ${subscribeLine(id, broker, ca)}`;
  return [{ level: "info", event: "broker", text, fields: { broker } }, running];
}

/** A line to copy that shows all a plug publishes. */
function subscribeLine(id: string, broker: string, ca?: string): string {
  const choice = parseBroker(broker);
  if (choice.kind !== "external") throw new Error(`${broker} is no address`);
  const authority = ca === undefined ? "--tls-use-os-certs" : `--cafile "${ca}"`;
  const secure = choice.tls ? ` ${authority}` : "";
  return `mosquitto_sub -h ${choice.host} -p ${choice.port}${secure} -t "plugbench/${id}/#" -v`;
}
