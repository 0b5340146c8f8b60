/** Keeps this process from everything else for `ms`, by a busy loop. */
export function stall(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}
