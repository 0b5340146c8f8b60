import type { Hello } from "../view/batch.ts";

/** Less than may wait for a reader: or one would be behind as soon as it begins. */
const LONGEST = 192 * 1024;

/** All there is; of the events as many of the latest as go into a message that every reader takes. */
export function helloBytes(hello: Hello, encode: (hello: Hello) => Buffer): Buffer {
  for (let { events } = hello; ; events = events.slice(Math.ceil(events.length / 2))) {
    const bytes = encode({ ...hello, events });
    if (bytes.length <= LONGEST || events.length === 0) return bytes;
  }
}
