import { createHash } from "node:crypto";
import { errnoOf, type FsPort } from "./fs-port.ts";
import { closeServer, holdAddress, inUse, type Lock } from "./held-address.ts";
import { lockBySocketFile } from "./socket-file-lock.ts";
import { refusal, StoreError } from "./store-error.ts";

async function lockByAddress(address: string, directory: string): Promise<Lock> {
  try {
    const server = await holdAddress(address);
    return { release: () => closeServer(server) };
  } catch (error) {
    // Windows answers EACCES for a pipe that another user's process holds.
    if (["EADDRINUSE", "EACCES"].includes(errnoOf(error) ?? "")) throw inUse(directory);
    throw refusal("write", directory, error);
  }
}

/**
 * An abstract name is the kernel's own to give and to take, but belongs to one network namespace; the socket file is seen by every
 * container of this machine that shares the directory. A file system that can hold no socket has to do with the first.
 */
async function lockOnLinux(fs: FsPort, directory: string, name: string): Promise<Lock> {
  const byName = await lockByAddress(`\0${name}`, directory);
  try {
    const byFile = await lockBySocketFile(fs, directory, name);
    return {
      async release() {
        await byFile.release();
        await byName.release();
      },
    };
  } catch (error) {
    if (!(error instanceof StoreError && error.code === "in-use")) return byName;
    await byName.release();
    throw error;
  }
}

/**
 * Locks an existing directory, or refuses at once. The lock is a socket that its holder listens on, so it is free when the holder
 * dies, also by SIGKILL: an abstract socket and a socket file on Linux, a named pipe on Windows, a socket file elsewhere.
 *
 * Limits: the name of an abstract socket or a pipe can be worked out and held by any local user, who can thereby keep a plug from
 * starting, but not read it. Two machines that share a directory do not see each other's lock. There is no lock file with a
 * process number: across containers or machines nobody can tell whether that process is alive.
 *
 * @throws StoreError `in-use`, or `unreadable` if the directory is not there
 */
export async function lockDirectory(fs: FsPort, directory: string): Promise<Lock> {
  const truePath = await fs.realPath(directory).catch((error) => {
    throw refusal("read", directory, error);
  });
  const name = `plugbench-${createHash("sha256").update(truePath).digest("hex")}`;
  if (process.platform === "linux") return lockOnLinux(fs, truePath, name);
  if (process.platform === "win32") return lockByAddress(`\\\\.\\pipe\\${name}`, truePath);
  return lockBySocketFile(fs, truePath, name);
}
