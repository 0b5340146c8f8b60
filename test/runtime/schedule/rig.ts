import { expect } from "vitest";
import { amazonSmartPlug, type PlugInput, type Profile, type Schedule } from "../../../firmware-sim/index.ts";
import { scheduleAlarms } from "../../../src/runtime/schedule/alarms.ts";
import { acceptSchedules } from "../../../src/schedule/accept.ts";
import { calendarOf } from "../../../src/schedule/calendar.ts";
import type { WantedSchedule } from "../../../src/schedule/shape.ts";
import { type VirtualBench, virtualBench } from "../../support/host-bench.ts";
import { provisionedRecord } from "../../support/world-rig.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A plug that was set up long ago, on a wall clock in a zone, with what its schedules did and when, in UTC. */
export class Bench {
  readonly zone: string;
  bench!: VirtualBench;
  tell!: (input: PlugInput) => unknown;
  /** The wall clock when the plug's own stood at 0, ms. */
  #epoch: number;
  readonly #log: string[] = [];

  constructor(zone: string, start: string) {
    this.zone = zone;
    this.#epoch = Date.parse(start);
  }

  readonly wall = (): Date => new Date(this.#epoch + (this.bench?.clock.now() ?? 0));

  async start(nvm = provisionedRecord(), profile: Profile = amazonSmartPlug): Promise<this> {
    this.bench = await virtualBench({
      nvm,
      profile,
      parts: [
        scheduleAlarms(calendarOf(this.zone)),
        ({ tell }) => {
          this.tell = tell;
          return { stop: () => {} };
        },
      ],
      wall: this.wall,
    });
    this.bench.host.onReport((report) => {
      if (report.kind === "notice" && report.notice === "scheduleFired") this.#note(`${report.id} fired`);
      if (report.kind === "notice" && report.notice === "scheduleMissed")
        this.#note(`${report.id} missed of ${report.wall.slice(5, 16)}`);
      if (report.kind === "ignored" && report.input === "scheduleDue") this.#note(report.code);
    });
    await this.pass(10 * SECOND);
    return this;
  }

  async keeps(...wanted: readonly WantedSchedule[]): Promise<this> {
    const at = { calendar: calendarOf(this.zone), now: this.wall() };
    const schedules = acceptSchedules(wanted, this.kept, at);
    expect(this.bench.host.command({ do: "schedules", schedules })).toEqual({ ok: true });
    await this.pass(0);
    return this;
  }

  get kept(): readonly Schedule[] {
    return this.bench.host.snapshot.schedules;
  }

  async pass(ms: number): Promise<this> {
    await this.bench.clock.advance(ms);
    return this;
  }

  /** Somebody sets the wall clock. */
  setClock(by: number): this {
    this.#epoch += by;
    return this;
  }

  async power(to: "on" | "off"): Promise<this> {
    this.bench.host.command({ do: "power", to });
    return this.pass(10 * SECOND);
  }

  /** What was told since the last time this was asked. */
  told(): string[] {
    return this.#log.splice(0);
  }

  #note(what: string): void {
    this.#log.push(`${this.wall().toISOString().slice(5, 19)} ${what}`);
  }
}

export const berlin = (start: string): Promise<Bench> => new Bench("Europe/Berlin", start).start();
export const morning: WantedSchedule = { id: "morning", at: "07:00", to: "on" };
export const night: WantedSchedule = { id: "night", at: "22:00", to: "off" };
