import { celsiusAt, type Instant, NO_LOAD, patternWords } from "../../../firmware-sim/index.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { outletOf } from "../../runtime/words.ts";
import { readingOf } from "../meter/reading.ts";
import { meterContent } from "./meter-content.ts";
import { schedulesContent } from "./schedules-content.ts";

export const lampOf = ({ name, pattern }: Snapshot["led"]) => ({ name, words: patternWords(pattern) });

/** What is wrong on purpose, on the plug's wire and in the household; and the plan by which more of it comes. */
export const faultsOf = ({ faults, household }: Snapshot) => ({
  active: [...faults.map(({ kind }) => kind), ...household.faults],
  plan: household.plan && { seed: household.plan.seed, period_ms: household.plan.period },
});

/** What is plugged into the outlet, and W that flow, whatever the plug measures. */
export const loadOf = ({ circuit: { load, watts, contact, air } }: Snapshot) => ({
  simulated: true,
  name: load ?? NO_LOAD,
  watts,
  contact,
  air,
});

/** Everything about a plug and its bench. null: this make has nothing of the kind. `time`: an instant on the wall. */
export function benchState(now: Snapshot, home: object, time: (at: Instant) => string): object {
  const { hold, led, profile, meter, firmware } = now;
  const { outlet } = profile;
  return {
    lifecycle: now.lifecycle,
    board: now.board,
    power: now.power,
    button: now.button,
    other_buttons: now.otherButtons,
    hold: hold && { ...hold, since: time(hold.since) },
    led: { ...lampOf(led), since: time(led.since) },
    relay: outlet ? { outlet: outletOf(now), source: now.relay.source, changed: now.relay.changed } : null,
    start_up: outlet ? now.startUp : null,
    schedules: outlet ? schedulesContent(now) : null,
    load: outlet ? loadOf(now) : null,
    celsius: outlet ? Math.round(celsiusAt(now.circuit.heat, now.at) * 10) / 10 : null,
    meter: meter && meterContent(readingOf(meter, now.at)),
    firmware: { version: firmware.version, update: firmware.update, offered: firmware.offered },
    network: now.network,
    provisioned: now.provisioned,
    account: now.account,
    nvm: now.nvm,
    profile: profile.id,
    trouble: now.troubles,
    network_trouble: now.networkTrouble,
    faults: faultsOf(now).active,
    home,
  };
}
