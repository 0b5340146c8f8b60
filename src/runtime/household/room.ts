import type {
  CircuitFault,
  CircuitInput,
  Clock,
  HomeChange,
  HomeRecord,
  Plug,
  Profile,
} from "../../../firmware-sim/index.ts";
import { circuitFaults } from "../../../firmware-sim/index.ts";
import type { Command, Outcome } from "../command.ts";
import type { World } from "../world.ts";

/** What of plug and home decides what is wrong. */
export interface View {
  readonly home: HomeRecord;
  readonly circuit: readonly CircuitFault[];
  /** In a live socket. */
  readonly plugged: boolean;
  /** null before its first boot. */
  readonly plug: Plug | null;
  readonly profile: Profile;
}

export const viewOf = ({ home, circuit, plug, make }: World): View => ({
  home: home.record,
  circuit: circuitFaults(circuit),
  plugged: circuit.plugged,
  plug,
  profile: make.profile,
});

/** Where the faults are: what can be done there, and seen. */
export interface Room {
  readonly clock: Clock;
  readonly home: (change: HomeChange) => void;
  readonly circuit: (input: CircuitInput) => void;
  readonly command: (command: Command) => Outcome;
  readonly view: () => View;
  /** What is in force became another, though plug and home did not. */
  readonly changed: () => void;
}
