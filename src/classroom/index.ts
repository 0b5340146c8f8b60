import { randomInt } from "node:crypto";
import type { Hono } from "hono";
import type { Entry } from "../log.ts";
import { Key } from "../web/key.ts";
import { addressesOf } from "../web/lan.ts";
import { authority } from "../web/listen.ts";
import type { WebEnv } from "../web/refuse.ts";
import { Guesses } from "./guesses.ts";
import { Overview } from "./overview.ts";
import { addClassRoutes } from "./routes.ts";
import { type ClassroomOptions, Seats } from "./seats.ts";

export type { ClassroomOptions } from "./seats.ts";

/** A class on the local network: everyone who has its code gets a plug of their own, in memory. */
export interface Classroom {
  /** Six digits, of this run alone. */
  readonly code: string;
  /** Adds its routes to those of the page's server. */
  more(app: Hono<WebEnv>): void;
  /**
   * Says where it is, once it is listened at. `tellsCode`: false for a log that goes to other machines.
   */
  opened(at: { readonly host: string; readonly port: number }, tellsCode: boolean): readonly Entry[];
  close(): Promise<void>;
}

const DIGITS = 6;
export function openClassroom(options: ClassroomOptions): Classroom {
  const { clock } = options;
  const code = String(randomInt(10 ** DIGITS)).padStart(DIGITS, "0");
  const key = new Key(code);
  let addresses: readonly string[] = [];
  const seats: Seats = new Seats({ ...options, changed: (seat) => overview.changed(seat) });
  const overview = new Overview({ clock, seats: () => seats.all, class: () => ({ code, addresses }) });
  return {
    code,
    more: (app) =>
      addClassRoutes(app, { clock, seats, overview, guesses: new Guesses(clock), isCode: key.isToken }),
    opened: ({ host, port }, tellsCode) => {
      addresses = addressesOf(host).map((name) => `http://${authority(name, port)}/class`);
      return [
        { level: "warn", event: "classroom-open", text: WARNING },
        {
          level: "info",
          event: "classroom",
          text: whereText(addresses, tellsCode ? code : "shown by the overview"),
          fields: { addresses },
        },
      ];
    },
    close: async () => {
      overview.close();
      await seats.close();
    },
  };
}

const WARNING =
  "A CLASSROOM IS OPEN to the whole local network, over plain HTTP: anyone there can see what is said, and anyone with the code can join. Never do this on a network that you do not trust. Without --classroom nothing of it is served.";

const whereText = (addresses: readonly string[], code: string): string =>
  [
    `Class code: ${code}`,
    ...(addresses.length === 0
      ? ["This computer has no address in any network: join one, and start again."]
      : addresses.map((address) => `Pupils open ${address}`)),
    "The overview, also for a projector, is overview.html beside the bench page.",
  ].join("\n");
