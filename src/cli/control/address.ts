import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, realpathSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Environment } from "../../config/read-settings.ts";
import { LONGEST_SOCKET_PATH } from "../../store/held-address.ts";
import { UsageError } from "../../usage-error.ts";

/**
 * Where the plug of a state directory listens for `ctl`: a socket in that directory, which only its user may enter. A path too
 * long for a socket moves to a private runtime directory, and Windows has named pipes instead.
 * @throws UsageError if that runtime directory is not this user's alone
 */
export function controlAddress(directory: string, env: Environment, platform = process.platform): string {
  const truePath = realpathSync(directory);
  const hash = createHash("sha256").update(truePath).digest("hex");
  if (platform === "win32") return `\\\\.\\pipe\\plugbench-ctl-${hash}`;
  const inside = join(truePath, "control.sock");
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH) return inside;
  const address = join(runtimeDirectory(env), `${hash.slice(0, 16)}.sock`);
  if (Buffer.byteLength(address) <= LONGEST_SOCKET_PATH) return address;
  throw new UsageError(
    `The state directory's path is too long for a socket, and so is ${address}: choose a shorter one with --state DIR, or set XDG_RUNTIME_DIR.`,
  );
}

function runtimeDirectory(env: Environment): string {
  const xdg = env["XDG_RUNTIME_DIR"] ?? "";
  const { uid } = userInfo();
  const path = isAbsolute(xdg) ? join(xdg, "plugbench") : join(tmpdir(), `plugbench-${uid}`);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST")
      throw new UsageError(`${path} cannot be made (${(error as Error).message}): set XDG_RUNTIME_DIR.`);
  }
  const stat = lstatSync(path);
  // Anybody may make a directory of this name in /tmp first.
  if (stat.isDirectory() && stat.uid === uid && (stat.mode & 0o077) === 0) return path;
  throw new UsageError(
    `${path} is not a directory for this user alone (mode 0700): remove it, or set XDG_RUNTIME_DIR.`,
  );
}
