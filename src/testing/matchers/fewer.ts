/** Of a long list: its beginning, and more of its end. */
const HEAD = 3;
const TAIL = 9;

/** `lines`, when there are many of them without those in the middle. */
export function fewer(lines: readonly string[]): string[] {
  const left = lines.length - HEAD - TAIL;
  if (left <= 1) return [...lines];
  return [...lines.slice(0, HEAD), `  … ${left} more …`, ...lines.slice(-TAIL)];
}
