import type { AVRTimer, CPU } from "avr8js";

type Scalars = Readonly<Record<string, number | boolean>>;
interface ClockEvent {
  readonly cycles: number;
  readonly callback: unknown;
  readonly next: ClockEvent | null;
}

/** All that a chip's future depends on, besides its program and what is wired to its pins. */
export interface ChipState {
  readonly memory: Uint8Array;
  /** Of the processor and of each peripheral: every plain field. */
  readonly fields: readonly Scalars[];
  /** Which timer wakes when. */
  readonly wakeUps: readonly { readonly timer: number; readonly cycles: number }[];
}

/** A chip in pieces. avr8js keeps no references in a piece that change while it runs, but those checked below. */
export interface ChipParts {
  readonly cpu: CPU;
  readonly timers: readonly AVRTimer[];
  readonly others: readonly object[];
}

/** undefined while an interrupt, a conversion or a byte is under way: ask again a few cycles later. */
export function saveChip({ cpu, timers, others }: ChipParts): ChipState | undefined {
  if (cpu.nextInterrupt >= 0) return undefined;
  const wakeUps: { timer: number; cycles: number }[] = [];
  let event = (cpu as unknown as { nextClockEvent: ClockEvent | null }).nextClockEvent;
  for (; event; event = event.next) {
    const { callback, cycles } = event;
    const timer = timers.findIndex(({ count }) => count === callback);
    if (timer < 0) return undefined;
    wakeUps.push({ timer, cycles });
  }
  return { memory: cpu.data.slice(), fields: [cpu, ...timers, ...others].map(scalarsOf), wakeUps };
}

/** Makes a new chip, of the same make and program, go on where the saved one was. */
export function restoreChip({ cpu, timers, others }: ChipParts, state: ChipState): void {
  cpu.data.set(state.memory);
  for (const [index, part] of [cpu, ...timers, ...others].entries()) Object.assign(part, state.fields[index]);
  // Among events of the same cycle the last one added comes first.
  for (const { timer, cycles } of state.wakeUps.toReversed()) {
    cpu.addClockEvent(timers[timer]!.count, cycles - cpu.cycles);
  }
}

function scalarsOf(part: object): Scalars {
  const entries = Object.entries(part).filter(([, value]) => /^(?:number|boolean)$/.test(typeof value));
  return Object.fromEntries(entries);
}
