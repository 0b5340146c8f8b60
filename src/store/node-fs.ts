import { constants } from "node:fs";
import { type FileHandle, mkdir, open, readdir, realpath, rename, unlink } from "node:fs/promises";
import { errnoOf, type FsPort, type OpenFile } from "./fs-port.ts";

/** Whether a failed directory fsync is that system's habit, not a fault: Windows refuses to flush a directory handle. */
export function directorySyncMayFail(platform: NodeJS.Platform, code: string | undefined): boolean {
  return platform === "win32" && ["EPERM", "EACCES", "EISDIR", "EINVAL"].includes(code ?? "");
}

// Windows knows neither flag. Without NONBLOCK a named pipe in a slot's place would hold the reader for ever.
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const NONBLOCK = constants.O_NONBLOCK ?? 0;

function openFile(handle: FileHandle): OpenFile {
  return {
    write: async (bytes) => (await handle.write(bytes)).bytesWritten,
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}

async function readUpTo(handle: FileHandle, limit: number): Promise<Uint8Array | undefined> {
  const { size } = await handle.stat();
  if (size > limit) return undefined;
  // One byte more than the size, to notice a file that grows, or has no size of its own.
  let bytes = new Uint8Array(size + 1);
  let length = 0;
  while (length <= limit) {
    if (length === bytes.length) {
      const longer = new Uint8Array(Math.min(2 * length, limit + 1));
      longer.set(bytes);
      bytes = longer;
    }
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
  }
  return undefined;
}

/** The computer's own file system; nothing in it blocks the event loop. */
export const nodeFs: FsPort = {
  create: async (path) =>
    openFile(await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | NOFOLLOW, 0o600)),
  rename,
  unlink,
  makeDirectory: (path) => mkdir(path, { mode: 0o700 }),
  async syncDirectory(path) {
    try {
      const handle = await open(path, constants.O_RDONLY);
      await handle.sync().finally(() => handle.close());
    } catch (error) {
      if (!directorySyncMayFail(process.platform, errnoOf(error))) throw error;
    }
  },
  async read(path, limit) {
    const handle = await open(path, constants.O_RDONLY | NONBLOCK);
    return readUpTo(handle, limit).finally(() => handle.close());
  },
  list: (path) => readdir(path),
  realPath: (path) => realpath(path),
};
