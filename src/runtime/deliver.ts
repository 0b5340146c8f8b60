import type { DeviceContact } from "./device-contact.ts";
import type { Keeper } from "./keeper.ts";
import type { Listeners } from "./listeners.ts";
import type { Outputs } from "./outputs.ts";
import type { Parts } from "./parts.ts";
import type { Supply } from "./supply.ts";
import type { WorldEffect } from "./world.ts";

/** Who acts on effects. */
export interface Takers {
  readonly parts: Parts;
  readonly outputs: Outputs;
  readonly supply: Supply;
  readonly keeper: Keeper;
  readonly contact: DeviceContact;
  readonly listeners: Listeners;
}

/** Brings an effect to whom it concerns; the parts see every one, and first. */
export function deliver(effect: WorldEffect, to: Takers): void {
  to.parts.take(effect);
  switch (effect.kind) {
    case "relay":
    case "contact":
      to.outputs.take(effect);
      break;
    case "supply":
    case "restart":
      to.supply.take(effect);
      break;
    case "save":
      to.keeper.save(effect);
      break;
    case "wipe":
      to.keeper.wipe(effect);
      break;
    case "goodbye":
      to.contact.goodbye(effect.topics);
      break;
    case "outage":
      to.contact.outage = effect.how;
      break;
    case "keep":
      to.keeper.saveHome(effect.record);
      break;
    case "gesture":
    case "notice":
    case "ignored":
      to.listeners.report(effect);
      break;
  }
}
