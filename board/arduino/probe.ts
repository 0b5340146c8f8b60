import { type Clock, type Millis, since } from "../../firmware-sim/index.ts";
import { flashAdvice, updateAdvice } from "../flash/advice.ts";
import { connect, USUAL_BOOT_TIMEOUT } from "../johnny-five/connection.ts";
import { explainOpenError } from "./open-error.ts";
import { serialTransport } from "./serialport.ts";

/** What a board says of itself. */
export interface Probe {
  readonly port: string;
  readonly firmware: { readonly name: string /** "2.5" */; readonly version: string };
  /** Version of the Firmata protocol, "2.5". */
  readonly protocol: string;
  /** From opening the port to having learned all pins; about 2 s on a board that is reset by it. */
  readonly answeredAfter: Millis;
  /** Whole sentences; empty when there is nothing to improve. */
  readonly advice: readonly string[];
}

/**
 * Opens the port, asks, and closes it again; no pin is written.
 * @throws BoardError, every code of it but `no_port` and `several_ports`
 */
export async function probeArduino(
  port: string,
  clock: Clock,
  bootTimeout = USUAL_BOOT_TIMEOUT,
): Promise<Probe> {
  const transport = await serialTransport(() => port);
  const start = clock.now();
  try {
    const route = { transport, clock, place: port, bootTimeout };
    const connection = await connect(route, new AbortController().signal);
    const answeredAfter = since(start, clock.now());
    const { firmware, version } = connection.io;
    await connection.drop();
    return {
      port,
      firmware: { name: firmware.name ?? "", version: dotted(firmware.version) },
      protocol: dotted(version),
      answeredAfter,
      advice: advise(port, firmware.name ?? "", firmware.version),
    };
  } catch (error) {
    throw explainOpenError(port, error as Error);
  }
}

interface Version {
  readonly major?: number;
  readonly minor?: number;
}

function dotted(version: Version | undefined): string {
  return `${version?.major ?? "?"}.${version?.minor ?? "?"}`;
}

function advise(port: string, name: string, version: Version | undefined): string[] {
  const advice = [];
  if (!name.startsWith("StandardFirmata")) {
    advice.push(`The firmware is ${name}, plugbench is tested with StandardFirmata: ${flashAdvice(port)}.`);
  }
  const { major = 0, minor = 0 } = version ?? {};
  if (major < 2 || (major === 2 && minor < 5)) {
    advice.push(
      `Firmware ${dotted(version)} switches off a pressed button's pull-up when a pin of the same port ` +
        `(0 to 7, 8 to 13) is written. plugbench avoids it, other programs may not. To be rid of it: ${updateAdvice(port)}.`,
    );
  }
  return advice;
}
