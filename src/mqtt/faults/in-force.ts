import { type Millis, millis } from "../../../firmware-sim/index.ts";
import type { WireFault, WireFaultKind } from "../../runtime/wire-faults.ts";
import { Dice } from "./dice.ts";

/** One fault with its sequence of chances, which the seed and the kind decide, and no other fault disturbs. */
export class RaisedFault {
  readonly fault: WireFault;
  readonly #dice: Dice;

  constructor(fault: WireFault) {
    this.fault = fault;
    this.#dice = new Dice(`${fault.kind} ${fault.seed}`);
  }

  /** Whether the next command is met by it. */
  meets(): boolean {
    return this.#dice.next() < this.fault.chance;
  }

  /** `span`, give or take a half. */
  around(span: Millis): Millis {
    return millis(Math.round(span * (0.5 + this.#dice.next())));
  }
}

/** The wire faults in force, as one connection has them: its sequences are its own. */
export class FaultsInForce {
  #raised: ReadonlyMap<WireFaultKind, RaisedFault> = new Map();

  /** One that was raised again begins its sequence anew. */
  follow(faults: readonly WireFault[]): void {
    const before = this.#raised;
    this.#raised = new Map(
      faults.map((fault) => {
        const raised = before.get(fault.kind);
        return [fault.kind, raised?.fault === fault ? raised : new RaisedFault(fault)];
      }),
    );
  }

  get(kind: WireFaultKind): RaisedFault | undefined {
    return this.#raised.get(kind);
  }

  has(kind: WireFaultKind): boolean {
    return this.#raised.has(kind);
  }
}
