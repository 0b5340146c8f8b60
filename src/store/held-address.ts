import { createServer, type Server } from "node:net";
import { basename } from "node:path";
import { StoreError } from "./store-error.ts";

/** Bytes of a socket's path on macOS without its closing zero (sun_path is 104); Linux has 107. */
export const LONGEST_SOCKET_PATH = 103;

/** The right to be the only process on a directory, until released or until the process ends in whatever way. */
export interface Lock {
  release(): Promise<void>;
}

/** Starts a server that talks to nobody and keeps no process alive. Rejects with the system's error, such as EADDRINUSE. */
export function holdAddress(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((visitor) => visitor.destroy());
    server.once("error", reject);
    server.listen(address, () => resolve(server.unref()));
  });
}

export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

export function inUse(directory: string): StoreError {
  return new StoreError(
    "in-use",
    `${directory} is in use by another process: end that one (plugbench ctl stop --id ${basename(directory)}), or start another plug with --id NAME.`,
  );
}
