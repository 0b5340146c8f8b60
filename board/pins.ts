import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { jsonFault } from "./pins/json-fault.ts";
import { type PinMap, PinMapError, type PinOverrides } from "./pins/pin-map.ts";
import { type PinFault, pinFaults, UNO_OWN_LED } from "./pins/rules.ts";
import { readShape } from "./pins/shape.ts";

export { type PinMap, PinMapError, type PinOverrides } from "./pins/pin-map.ts";

/** A pin map takes about 250 bytes; this leaves room for any layout of it. */
const MAX_BYTES = 16 * 1024;
/** Enough for every sentence of ours; a name or value of the file may be longer. */
const MAX_TEXT = 300;

/**
 * The pin map of `wiring/<board>.json`, with what the user changes of it.
 *
 * @throws PinMapError
 */
export function loadPinMap(board: PinMap["board"], overrides: PinOverrides = {}): PinMap {
  return loadPinMapFile(fileURLToPath(new URL(`../wiring/${board}.json`, import.meta.url)), overrides);
}

/**
 * A user's own pin map: UTF-8 JSON of the shape of {@link PinMap}, at most 16 KiB, no unknown and no repeated keys.
 *
 * @throws PinMapError for a file that cannot be read, is no pin map, or names pins that cannot work
 */
export function loadPinMapFile(path: string, overrides: PinOverrides = {}): PinMap {
  const text = readText(path);
  const fault = jsonFault(text);
  if (fault !== undefined)
    throw new PinMapError(
      `${path}:${fault.line}:${fault.column}: not valid JSON: ${fault.what}. Correct the file at that place.`,
    );
  const read = readShape(JSON.parse(text));
  if (isFaults(read)) throw refused(path, read);
  const map = override(read, overrides, path);
  const faults = pinFaults(map);
  if (faults.length > 0) throw refused(path, faults);
  return map;
}

function isFaults(read: PinMap | readonly PinFault[]): read is readonly PinFault[] {
  return Array.isArray(read);
}

function refused(path: string, faults: readonly PinFault[]): PinMapError {
  const lines = faults.map(({ path, what }) => `  ${shorten(path)}: ${shorten(what)}`);
  return new PinMapError(`${path} is not a usable pin map:\n${lines.join("\n")}`);
}

function shorten(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function override(map: PinMap, { led, relay }: PinOverrides, path: string): PinMap {
  const common = led ?? map.led.common;
  return { ...map, led: { ...map.led, common }, relay: overrideRelay(map, relay, path) };
}

function overrideRelay(map: PinMap, relay: PinOverrides["relay"], path: string): PinMap["relay"] {
  if (relay === undefined) return map.relay;
  if (relay === "none") {
    const pin = map.board === "arduino-uno" ? UNO_OWN_LED : map.relay.pin;
    return { pin, active: "high", fitted: false };
  }
  if (!map.relay.fitted)
    throw new PinMapError(
      `relay ${relay}: ${path} says that no relay is fitted. Write the relay's pin and "fitted": true in it.`,
    );
  return { ...map.relay, active: relay === "active-low" ? "low" : "high" };
}

function readText(path: string): string {
  const bytes = readBytes(path);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new PinMapError(`${path}: not UTF-8 text. Save the pin map as UTF-8.`);
  }
}

function readBytes(path: string): Uint8Array {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK (absent on Windows) opening a named pipe would wait for its writer.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!fstatSync(file).isFile())
      throw new PinMapError(`${path}: not a regular file. Give the path of a pin map.`);
    const buffer = new Uint8Array(MAX_BYTES + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length < buffer.length; length += got)
      got = readSync(file, buffer, length, buffer.length - length, null);
    if (length > MAX_BYTES)
      throw new PinMapError(
        `${path}: larger than ${MAX_BYTES} bytes, so it is no pin map. Give another file.`,
      );
    return buffer.subarray(0, length);
  } catch (error) {
    if (error instanceof PinMapError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const next =
      code === "ENOENT" ? "There is no such file; check the path" : "Check the path and its permissions";
    throw new PinMapError(`${path}: the pin map cannot be read (${code ?? "unknown reason"}). ${next}.`, {
      cause: error,
    });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
