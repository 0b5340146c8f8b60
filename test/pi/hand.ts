// What happens to the Raspberry Pi from outside: fingers on wires, cables, rights. Works in the guest only.
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { HEADER, SOCKET } from "./guest/paths.ts";
import type { Answer, Done, Move, Pull, Request } from "./guest/requests.ts";

export const hand = {
  /**
   * Pulls at a line of the header: "down" is a pressed button between the line and ground. An edge follows within 1 ms.
   * Asking for a bias counts as a pull too, so a line requested with its pull-up is "up" until the next pull here.
   */
  pull(line: number, to: Pull): void {
    writeFileSync(`${HEADER}/sim_gpio${line}/pull`, `pull-${to}`);
  },

  /** The level on the wire, whoever drives it. */
  level(line: number): 0 | 1 {
    return readFileSync(`${HEADER}/sim_gpio${line}/value`, "utf8").trim() === "1" ? 1 : 0;
  },

  /** Pulls at lines at set times, however busy the caller's process is. Settles when begun; `finished` after the last. */
  async play(moves: readonly Move[]): Promise<{ readonly finished: Promise<readonly Done[]> }> {
    const answer = answered(await asked({ do: "play", moves }), "play");
    return { finished: answer.then(({ done = [] }) => done) };
  },

  /** The header's chip is gone, under whoever holds its lines. */
  unplug: () => ask({ do: "unplug" }),

  /** The chip is back with every line free and low, as another make's when it has another label. */
  plugIn: (label = "pinctrl-bcm2711") => ask({ do: "plug in", label }),

  /** The header's chip may be opened by root alone, until `allow` or `plugIn`. */
  deny: () => ask({ do: "deny" }),

  /** The header's chip may be opened by group gpio, as at the start. */
  allow: () => ask({ do: "allow" }),
};

async function ask(request: Request): Promise<void> {
  await answered(await asked(request), request.do);
}

async function asked(request: Request): Promise<Socket> {
  const socket = connect(SOCKET);
  await once(socket, "connect");
  socket.write(`${JSON.stringify(request)}\n`);
  return socket;
}

async function answered(socket: Socket, what: string): Promise<Answer> {
  const answer: Answer = JSON.parse(await text(socket));
  if (answer.error !== undefined) throw new Error(`the hand could not ${what}: ${answer.error}`);
  return answer;
}
