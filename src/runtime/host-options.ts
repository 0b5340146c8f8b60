import type { BoardPort } from "../../board/port.ts";
import type { Clock, Firmware, HomeRecord, Profile, TraceSink } from "../../firmware-sim/index.ts";
import { type Outcome, refused } from "./command.ts";
import type { MakePart } from "./parts.ts";
import type { DeviceLink, HomeStore, PlugStore } from "./ports.ts";
import type { StimulusSink } from "./stimulus.ts";
import type { WorldSink } from "./world.ts";

export interface HostOptions {
  readonly firmware: Firmware;
  /** Makes that another plug can be of; by default only the firmware's own. */
  readonly makes?: readonly Profile[];
  readonly board: BoardPort;
  readonly clock: Clock;
  readonly plugStore: PlugStore;
  readonly homeStore: HomeStore;
  readonly home: HomeRecord;
  readonly deviceLink: DeviceLink;
  /** Lets keys, ctl and topics press the button of a board that has a real one. */
  readonly allowVirtualButton?: boolean;
  readonly trace?: TraceSink;
  /** All that reaches plug, circuit and home from outside, in order. */
  readonly stimuli?: StimulusSink;
  /** All that plug, circuit and home do, each before the host acts on it. */
  readonly effects?: WorldSink;
  readonly wall?: () => Date;
  readonly parts?: readonly MakePart[];
}

/** Of the makes that another plug can be of. */
export function makeNamed(
  name: string,
  { firmware, makes = [firmware.profile] }: HostOptions,
): Profile | Outcome {
  const make = makes.find(({ id }) => id === name);
  if (make !== undefined) return make;
  const known = makes.map(({ id }) => id).join(", ");
  return refused("bad_value", `there is no profile of that name; there is ${known}`);
}
