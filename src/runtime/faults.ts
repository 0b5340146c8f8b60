import { type Command, done, type Outcome, refused } from "./command.ts";
import { FaultsInHouse } from "./household/faults-in-house.ts";
import {
  HOUSEHOLD_WISHES,
  type Household,
  type HouseholdFault,
  type HouseholdWish,
} from "./household/kinds.ts";
import type { Room } from "./household/room.ts";
import type { HostPart } from "./parts.ts";
import { type WireFault, WireFaults } from "./wire-faults.ts";

export type Fault = WireFault | HouseholdFault;

const isOfHouse = (kind: string): kind is HouseholdWish => HOUSEHOLD_WISHES.some((wish) => wish === kind);
export const isHouseholdFault = (fault: Fault): fault is HouseholdFault => isOfHouse(fault.kind);

/** All that goes wrong on purpose: on the wire, and in the house. */
export class Faults implements HostPart {
  readonly #wire: WireFaults;
  readonly #house: FaultsInHouse;

  constructor(room: Room) {
    this.#wire = new WireFaults(room.clock, room.changed);
    this.#house = new FaultsInHouse(room);
  }

  get inForce(): { readonly faults: readonly WireFault[]; readonly household: Household } {
    return { faults: this.#wire.active, household: this.#house.inForce };
  }

  obey(command: Extract<Command, { do: "fault" | "clearFault" | "remedy" }>): Outcome {
    switch (command.do) {
      case "fault":
        if (isHouseholdFault(command.fault)) return this.#house.raise(command.fault, command.for);
        this.#wire.raise(command.fault, command.for);
        return done;
      case "clearFault":
        if (isOfHouse(command.kind)) return this.#house.clear(command.kind);
        return this.#clear(command.kind) ? done : refused("no_effect", "no such fault is in force");
      case "remedy":
        return this.#house.remedy(command.name);
    }
  }

  follow(): void {
    this.#house.follow();
  }

  stop(): void {
    this.#wire.stop();
    this.#house.stop();
  }

  #clear(kind: Parameters<WireFaults["clear"]>[0]): boolean {
    const inHouse = kind === "all" ? this.#house.clearAll() : 0;
    return this.#wire.clear(kind) || inHouse > 0;
  }
}
