import { posix, win32 } from "node:path";

/**
 * Where a user's plugs are kept when `--state` is not given: what each system means for state that is not settings.
 * An XDG_STATE_HOME that is not absolute is ignored, as its specification asks.
 */
export function defaultStateDirectory(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (platform === "win32")
    return win32.join(env["LOCALAPPDATA"] || win32.join(home, "AppData", "Local"), "plugbench");
  if (platform === "darwin") return posix.join(home, "Library", "Application Support", "plugbench");
  const xdg = env["XDG_STATE_HOME"] ?? "";
  return posix.join(posix.isAbsolute(xdg) ? xdg : posix.join(home, ".local", "state"), "plugbench");
}
