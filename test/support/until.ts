/** Waits, in real time, until `holds`; a bound on liveness, not a measure of speed. `seen` is told when it never does. */
export async function until(
  what: string,
  holds: () => boolean,
  seen?: () => unknown,
  bound = 8000,
): Promise<void> {
  const end = performance.now() + bound;
  while (!holds()) {
    if (performance.now() > end) {
      const last = seen === undefined ? "" : `; seen last: ${JSON.stringify(seen())}`;
      throw new Error(`within ${bound} ms it was not true that ${what}${last}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
