import type { AVRTimer, AVRTimerConfig, CPU } from "avr8js";

/** The parts of avr8js 0.21.1's AVRTimer that its types hide. */
interface TimerInternals {
  count: (reschedule?: boolean, external?: boolean) => void;
  readonly tcnt: number;
  readonly tcntUpdated: boolean;
  readonly updateDivider: boolean;
  readonly countingUp: boolean;
  readonly divider: number;
  readonly lastCycle: number;
  readonly timerMode: number;
  readonly compA: number;
  readonly compB: number;
  readonly ocrA: number;
  readonly ocrB: number;
  readonly nextOcrA: number;
  readonly nextOcrB: number;
}

const PHASE_CORRECT: readonly number[] = [1, 4];

/**
 * Makes a timer wake only when something can be seen of it.
 *
 * avr8js lets every timer fire a clock event at each of its ticks: 750,000 a second on an Uno, which would
 * leave an idle processor no gap to skip. Its count() can take many ticks at once, so the timer is left alone
 * until its next interrupt or pin change, and counted up to date whenever one of its registers is touched.
 * Call it before the program runs; the timer must have no external clock.
 */
export function makeLazy(cpu: CPU, timer: AVRTimer, config: AVRTimerConfig): void {
  const inside = timer as unknown as TimerInternals;
  const countUp = inside.count;

  const schedule = (): void => {
    const ticks = ticksToNextEvent(timer, inside, cpu.data[config.TIMSK] ?? 0, config);
    if (ticks === Number.POSITIVE_INFINITY) return;
    cpu.addClockEvent(inside.count, inside.lastCycle + ticks * inside.divider - cpu.cycles);
  };

  inside.count = (reschedule = true, external = false) => {
    // A new divider makes count() itself plan the next tick.
    const planned = inside.updateDivider;
    countUp(false, external);
    if (reschedule && !planned && inside.divider) schedule();
  };

  for (const register of registersOf(config)) {
    const stock = cpu.writeHooks[register];
    if (!stock) continue;
    cpu.writeHooks[register] = (value, old, address, mask) => {
      countUp(false);
      const stored = stock(value, old, address, mask);
      if (!stored) cpu.data[address] = value;
      cpu.clearClockEvent(inside.count);
      if (inside.updateDivider || (inside.tcntUpdated && inside.divider)) cpu.addClockEvent(inside.count, 0);
      else if (inside.divider) schedule();
      return true;
    };
  }
  cpu.readHooks[config.TIFR] = (address) => {
    countUp(false);
    return cpu.data[address] ?? 0;
  };
}

function registersOf(config: AVRTimerConfig): readonly number[] {
  const { TCCRA, TCCRB, TCCRC, TCNT, OCRA, OCRB, ICR, TIMSK, TIFR } = config;
  return [TCCRA, TCCRB, TCCRC, TCNT, OCRA, OCRB, ICR, TIMSK, TIFR].filter((register) => register !== 0);
}

/** Ticks until an interrupt, a pin change or a new compare value is due; Infinity: nothing ever is. */
function ticksToNextEvent(
  timer: AVRTimer,
  inside: TimerInternals,
  enabled: number,
  config: AVRTimerConfig,
): number {
  const { tcnt, countingUp } = inside;
  const { TOP } = timer;
  const compares: number[] = [];
  if (inside.compA || enabled & config.OCIEA) compares.push(inside.ocrA);
  if (inside.compB || enabled & config.OCIEB) compares.push(inside.ocrB);

  if (!PHASE_CORRECT.includes(inside.timerMode)) {
    // count() tells a wrap by the value having become smaller: a whole period from 0 to 0 would look like none.
    if (tcnt === 0) return 1;
    const ahead = compares.filter((compare) => compare > tcnt).map((compare) => compare - tcnt);
    return Math.max(1, Math.min(TOP + 1 - tcnt, ...ahead));
  }
  if (countingUp && tcnt >= TOP) return 1;
  const pending = inside.nextOcrA !== inside.ocrA || inside.nextOcrB !== inside.ocrB;
  if (compares.length === 0 && !pending && !(enabled & config.TOIE)) return Number.POSITIVE_INFINITY;
  const ahead = [0, TOP, ...compares].map((value) => {
    if (countingUp) return value > tcnt ? value - tcnt : 2 * TOP - tcnt - value;
    return value < tcnt ? tcnt - value : tcnt + value;
  });
  return Math.max(1, Math.min(...ahead.filter((ticks) => ticks > 0)));
}
