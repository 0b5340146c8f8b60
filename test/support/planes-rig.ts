import { type Cancel, instant } from "../../firmware-sim/index.ts";
import type { Entry } from "../../src/log.ts";
import type { Incoming, Message } from "../../src/mqtt/connection/message.ts";
import type { Dialect, DialectOptions } from "../../src/mqtt/link/dialect.ts";
import { BenchPlane } from "../../src/mqtt/planes/bench-plane.ts";
import { DevicePlane } from "../../src/mqtt/planes/device-plane.ts";
import { calendarOf } from "../../src/schedule/calendar.ts";
import { onlineBench, type VirtualBench } from "./host-bench.ts";
import { metering } from "./profiles.ts";
import { HOME_WIFI } from "./world-rig.ts";

const noAlarm = (): Cancel => () => {};

/** Both planes of an online plug, without broker and connection: what comes in goes straight to the plane that it is for. */
export class PlanesRig {
  static readonly ROOT = "plugbench/plug-test";
  readonly bench: VirtualBench;
  readonly logged: Entry[] = [];
  /** What was published once, since it was last emptied. */
  readonly said: Message[] = [];
  readonly #device: Dialect;
  readonly #bench: Dialect;
  #pace = 0;

  static async start(): Promise<PlanesRig> {
    return new PlanesRig(await onlineBench({ profile: metering }));
  }

  private constructor(bench: VirtualBench) {
    this.bench = bench;
    const { host, clock } = bench;
    const options: DialectOptions = {
      identity: {
        id: "plug-test",
        base: "plugbench",
        serial: "0123456789ab",
        version: "0.1.0",
        board: "virtual",
        started: "2026-01-01T00:00:00.000Z",
      },
      clock,
      pace: { now: () => instant(this.#pace), wakeAt: noAlarm },
      wall: () => new Date(1_600_000_000_000 + clock.now()),
      log: (entry) => this.logged.push(entry),
      voice: { changed: () => {}, say: (message) => this.said.push(message) },
      obey: (command) => host.command(command),
    };
    this.#device = new DevicePlane({ ...options, calendar: calendarOf("UTC") });
    this.#bench = new BenchPlane({
      ...options,
      keyOf: (_ssid, password) => (password === "right" ? HOME_WIFI.key : "bb22"),
    });
    for (const plane of [this.#device, this.#bench]) {
      plane.follow(host.snapshot, host.snapshot);
      host.onChange((now, before) => plane.follow(now, before));
      host.onReport((report) => plane.report?.(report));
    }
  }

  /** A moment later, so that no limit of rate is in the way. */
  take(message: Incoming): void {
    this.#pace += 1000;
    const plane = message.topic.startsWith(`${PlanesRig.ROOT}/bench/`) ? this.#bench : this.#device;
    plane.take(message);
  }

  close(): Promise<void> {
    for (const plane of [this.#device, this.#bench]) (plane as { close?: () => void }).close?.();
    return this.bench.host.close();
  }
}
