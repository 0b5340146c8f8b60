import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "../usage-error.ts";

export interface Listen {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Another port will do when this one is taken. */
  readonly orNext: boolean;
}

/** Ports tried one after the other, before any that is free. */
const NEXT_PORTS = 20;

/**
 * Answers with the port.
 * @throws UsageError when nothing can be listened on there
 */
export async function listen(server: Server, { host, port, orNext }: Listen): Promise<number> {
  const ports = orNext ? [...Array.from({ length: NEXT_PORTS }, (_, more) => port + more), 0] : [port];
  for (const [index, candidate] of ports.entries()) {
    try {
      return await listenOn(server, host, candidate);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? String(error);
      if (code !== "EADDRINUSE" || index === ports.length - 1) throw refusal(host, port, code, error);
    }
  }
  throw new Error("no port was tried");
}

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const WHY: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program has that port: choose another with --page PORT",
  EACCES: "this user may not use that port: choose one from 1024 on with --page PORT",
  EADDRNOTAVAIL: "this computer has no such address: choose another with --page HOST:PORT, or leave HOST out",
  ENOTFOUND: "no computer is called that: choose another with --page HOST:PORT, or leave HOST out",
};

const refusal = (host: string, port: number, code: string, cause: unknown): UsageError =>
  new UsageError(
    `The bench page cannot be served at ${authority(host, port)} (${code}): ${WHY[code] ?? "choose another place with --page [HOST:]PORT, or --page off"}.`,
    { cause },
  );

/** Host and port as an address has them. */
export const authority = (host: string, port: number): string =>
  `${host.includes(":") ? `[${host}]` : host}:${port}`;
