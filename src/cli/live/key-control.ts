import type { Cancel } from "../../../firmware-sim/index.ts";
import type { Log } from "../../log.ts";
import type { Snapshot } from "../../runtime/snapshot.ts";
import { KEY_HELP, type KeyAction, keyActions } from "./keys.ts";

/** What keys ask of a plug. */
export type KeyRequest =
  | { readonly do: "tap" }
  | { readonly do: "press" }
  | { readonly do: "release" }
  | { readonly do: "power"; readonly to: "on" | "off" }
  | { readonly do: "wifi"; readonly to: "up" | "down"; readonly how: "cut" }
  | { readonly do: "cloud"; readonly to: "up" | "down" }
  | { readonly do: "setup" };

interface KeyOptions {
  /** The plug that the keys act on, as it is now. */
  readonly snapshot: () => Snapshot;
  readonly ask: (request: KeyRequest) => void;
  readonly log: Log;
  readonly stdin: NodeJS.ReadStream;
  readonly suspend: () => void;
  readonly quit: () => void;
}

/** Lets the terminal's keys act on the plug until it is cancelled, which gives the terminal back as it was. */
export function takeKeys({ snapshot, ask, log, stdin, suspend, quit }: KeyOptions): Cancel {
  const tap = (): void => {
    if (snapshot().button === "down")
      log({ level: "info", event: "key", text: "The button is down: h lets it go." });
    else ask({ do: "tap" });
  };

  const act = (action: KeyAction): void => {
    const { button, power, home } = snapshot();
    switch (action) {
      case "tap":
        tap();
        break;
      case "hold":
        ask({ do: button === "down" ? "release" : "press" });
        break;
      case "power":
        ask({ do: "power", to: power === "on" ? "off" : "on" });
        break;
      case "wifi":
        ask({ do: "wifi", to: home.wifi === "up" ? "down" : "up", how: "cut" });
        break;
      case "cloud":
        ask({ do: "cloud", to: home.cloud === "up" ? "down" : "up" });
        break;
      case "setup":
        ask({ do: "setup" });
        break;
      case "help":
        log({ level: "info", event: "help", text: KEY_HELP });
        break;
      case "suspend":
        suspend();
        break;
      case "quit":
        quit();
        break;
    }
  };

  const read = (input: Buffer): void => {
    for (const action of keyActions(input.toString("utf8"))) act(action);
  };

  stdin.setRawMode(true);
  stdin.on("data", read);
  // A terminal that hangs up ends its input, or fails it.
  stdin.on("end", quit);
  stdin.on("error", quit);
  stdin.resume();
  return () => {
    stdin.off("data", read);
    stdin.off("end", quit);
    stdin.pause();
    setRaw(stdin, false);
  };
}

/** A terminal that is gone has no mode any more. */
export function setRaw(stdin: NodeJS.ReadStream, raw: boolean): void {
  try {
    stdin.setRawMode(raw);
  } catch {
    // Whoever reads from it is told that it has hung up.
  }
}
