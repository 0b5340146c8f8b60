const DIGITAL = 0x90;
const ANALOG = 0xe0;

/** What Firmata messages make of three pins: each change, in the order of its bytes on the wire. */
export interface LampChange {
  /** Bytes up to the end of the message that made it. */
  readonly bytes: number;
  /** Whether red, green, blue are lit. */
  readonly lit: string;
}

/** @throws Error for bytes that are neither digital port nor analog messages */
export function lampChanges(
  bytes: readonly number[],
  [red, green, blue]: readonly [number, number, number],
  lit: readonly number[] = [],
): LampChange[] {
  const levels = new Map(lit.map((pin) => [pin, true]));
  const changes: LampChange[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [command, low, high] = [bytes[i]!, bytes[i + 1]!, bytes[i + 2]!];
    const value = low | (high << 7);
    const channel = command & 0x0f;
    if ((command & 0xf0) === ANALOG) levels.set(channel, value > 0);
    else if ((command & 0xf0) === DIGITAL)
      for (let bit = 0; bit < 8; bit++) levels.set(channel * 8 + bit, ((value >> bit) & 1) === 1);
    else throw new Error(`neither a digital nor an analog message: ${bytes.slice(i, i + 3)}`);
    const now = [red, green, blue].map((pin) => (levels.get(pin) ? 1 : 0)).join("");
    if (now !== changes.at(-1)?.lit) changes.push({ bytes: i + 3, lit: now });
  }
  return changes;
}
