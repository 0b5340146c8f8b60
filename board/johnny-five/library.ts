import type { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { FirmataTransport } from "./transport.ts";

/** What johnny-five needs of an IO object, its word for a connected microcontroller, to begin. */
export interface IoPlugin {
  readonly isReady: boolean;
}

/** What we use of an IO object that speaks Firmata. */
export interface FiveIo extends EventEmitter, IoPlugin {
  readonly MODES: {
    readonly INPUT: number;
    readonly OUTPUT: number;
    readonly ANALOG: number;
    readonly PULLUP: number;
  };
  readonly pins: readonly { readonly supportedModes: readonly number[] }[];
  /** Empty until the firmware has said its name. */
  readonly firmware: {
    readonly name?: string;
    readonly version?: { readonly major: number; readonly minor: number };
  };
  /** Firmata protocol version; empty until reported. */
  readonly version: { readonly major?: number; readonly minor?: number };
  readonly transport: Pick<FirmataTransport, "write">;
  /** Restarts the firmware's state: all digital pins become outputs, low; nothing is reported. */
  reset(): void;
}

/** firmata-io's own additions, needed to let go of a connection. */
export interface FirmataIo extends FiveIo {
  /** Bytes of the message being received. */
  readonly buffer: number[];
  readonly reportVersionTimeoutId: NodeJS.Timeout;
}

/** johnny-five's Board, as far as it is used. `@types/johnny-five` lacks `sigint`, `cache` and `timer`. */
export interface FiveBoard<Io extends IoPlugin = FiveIo> extends EventEmitter {
  readonly io: Io;
  /** Its own "no answer" alarm, running from `connect` to `ready`. */
  readonly timer: NodeJS.Timeout | null;
  pinMode(pin: number, mode: number): unknown;
  digitalRead(pin: number, listener: (level: number) => void): unknown;
}

interface BoardOptions<Io> {
  readonly io: Io;
  readonly repl: false;
  readonly debug: false;
  readonly sigint: false;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface Library {
  readonly five: {
    readonly Board: {
      new <Io extends IoPlugin>(options: BoardOptions<Io>): FiveBoard<Io>;
      readonly cache: FiveBoard<IoPlugin>[];
    };
  };
  readonly Firmata: new (
    transport: FirmataTransport,
    options: { readonly reportVersionTimeout: number },
  ) => FirmataIo;
}

const require = createRequire(import.meta.url);
let loaded: Library | undefined;

/**
 * johnny-five and firmata-io, loaded at the first call (60 to 75 ms): from the bundle that the build puts
 * into `dist/vendor`, or, when running from sources, out of node_modules.
 */
export function loadLibrary(): Library {
  loaded ??= load();
  return loaded;
}

function load(): Library {
  const bundle = fileURLToPath(new URL("../../vendor/johnny-five.cjs", import.meta.url));
  if (existsSync(bundle)) return require(bundle) as Library;
  const { Firmata } = require("firmata-io") as Pick<Library, "Firmata">;
  return { five: require("johnny-five") as Library["five"], Firmata };
}
