import {
  type Cancel,
  type Clock,
  type Instant,
  instant,
  type Millis,
  NEVER,
} from "../../firmware-sim/index.ts";
import { settled } from "./settled.ts";

/** What has not ended after this long, ms of real time, is not waited for again until it has been idle once. */
const PATIENCE = 10_000;

interface Alarm {
  readonly at: Instant;
  readonly wake: () => void;
}

/**
 * The clock of a plug whose time can be let pass at will, alarm by alarm, each woken at its very instant. Between two of them
 * everything that takes real time (a save, a connection, an answer of the broker) comes to its end first, so that it takes
 * none of the plug's time: the same story has the same instants each time.
 */
export class VirtualClock implements Clock {
  readonly #real: Clock | undefined;
  readonly #wallAtZero = Date.now();
  readonly #busy: (() => boolean)[] = [];
  readonly #givenUp = new Set<() => boolean>();
  /** How far it is ahead of the real clock. */
  #ahead = 0;
  /** Where it stands; null while it goes by itself. */
  #at: Instant | null;
  #alarms: readonly Alarm[] = [];
  #disarm: Cancel = () => {};
  #passing = false;
  #stopped = false;

  /** Goes with `real`, and ahead of it when time is let pass; without one it stands still otherwise, and begins at 0. */
  constructor(real?: Clock) {
    this.#real = real;
    this.#at = real === undefined ? instant(0) : null;
  }

  now(): Instant {
    return this.#at ?? instant(this.#real!.now() + this.#ahead);
  }

  wakeAt(at: Instant, wake: () => void): Cancel {
    const alarm = { at, wake };
    this.#alarms = [...this.#alarms, alarm];
    this.#arm();
    return () => this.#drop(alarm);
  }

  /** The plug's now on the wall: as much later than the wall clock as time was let pass. */
  wall(): Date {
    const since = this.#real === undefined ? this.#wallAtZero : Date.now() - this.#real.now();
    return new Date(since + this.now());
  }

  /** Time is being let pass: nobody else can do so meanwhile. */
  get passing(): boolean {
    return this.#passing;
  }

  /** Time does not pass while `busy` answers true, but for 10 s of real time at most. */
  heed(busy: () => boolean): void {
    this.#busy.push(busy);
  }

  /** No time is let pass any more. */
  stop(): void {
    this.#stopped = true;
  }

  /** Lets `span` pass, alarms at its very end included. False when `gone` was aborted, or it was stopped, before. */
  advance(span: Millis, gone: { readonly aborted: boolean }): Promise<boolean> {
    return this.#pass(instant(this.now() + span), () => gone.aborted);
  }

  /** Lets time pass from alarm to alarm until `work` has settled, `gone` is aborted, it is stopped, or no alarm is left. */
  async passUntil(work: Promise<unknown>, gone: AbortSignal): Promise<void> {
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    work.then(settle, settle);
    await this.#pass(NEVER, () => settled || gone.aborted);
  }

  async #pass(end: Instant, over: () => boolean): Promise<boolean> {
    if (this.#passing) throw new Error("time is being let pass already");
    this.#passing = true;
    this.#at = this.now();
    this.#disarm();
    try {
      for (;;) {
        await this.#quiet();
        if (over() || this.#stopped) return false;
        const next = this.#next();
        if (next === undefined || next.at > end) break;
        this.#goTo(next.at);
        this.#drop(next);
        next.wake();
      }
      if (end !== NEVER) this.#goTo(end);
      return true;
    } finally {
      this.#passing = false;
      this.#goOn();
    }
  }

  #goTo(at: Instant): void {
    if (at > this.now()) this.#at = at;
  }

  #goOn(): void {
    if (this.#real === undefined) return;
    this.#ahead = this.now() - this.#real.now();
    this.#at = null;
    this.#arm();
  }

  #next(): Alarm | undefined {
    let next: Alarm | undefined;
    for (const alarm of this.#alarms) if (next === undefined || alarm.at < next.at) next = alarm;
    return next;
  }

  #drop(alarm: Alarm): void {
    this.#alarms = this.#alarms.filter((other) => other !== alarm);
  }

  /** Real time wakes the next alarm, as long as time goes by itself. */
  #arm(): void {
    this.#disarm();
    const next = this.#next();
    if (this.#at !== null || next === undefined) return;
    this.#disarm = this.#real!.wakeAt(instant(next.at - this.#ahead), () => this.#ring());
  }

  #ring(): void {
    const next = this.#next();
    const due = next !== undefined && next.at <= this.now();
    if (due) this.#drop(next);
    // Before it is woken: even if it throws, the others ring.
    this.#arm();
    if (due) next.wake();
  }

  /** Resolves once nothing is ready to run and nobody is busy. */
  async #quiet(): Promise<void> {
    await turn();
    if (await settled(() => this.#anyoneBusy(), PATIENCE)) return;
    for (const busy of this.#busy) if (busy()) this.#givenUp.add(busy);
  }

  #anyoneBusy(): boolean {
    let found = false;
    for (const busy of this.#busy) {
      if (!busy()) this.#givenUp.delete(busy);
      else if (!this.#givenUp.has(busy)) found = true;
    }
    return found;
  }
}

/** All that is ready to run has its turn; what follows of it at once, too. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
