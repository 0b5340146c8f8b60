/** Major, minor, patch: whole numbers from 0 to 9999. */
export type Version = readonly [number, number, number];

export const HIGHEST_PART = 9999;

/**
 * A version as firmware carries it: exactly x.y.z. What a library for semantic versions adds, pre-releases and ranges,
 * an image could not say and a plug could not order: three numbers are the whole of it.
 * @returns undefined for any other text, one with leading zeroes too
 */
export function parseVersion(text: string): Version | undefined {
  const [, ...parts] = /^(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})$/.exec(text) ?? [];
  const [major, minor, patch] = parts.map(Number);
  return major === undefined || minor === undefined || patch === undefined
    ? undefined
    : [major, minor, patch];
}

export const versionText = (version: Version): string => version.join(".");

/** Below 0: `a` is the older; 0: the same. */
export const compareVersions = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
