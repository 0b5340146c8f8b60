import { after, type Cancel, type Clock, millis } from "../../../firmware-sim/index.ts";
import type { Log } from "../../log.ts";
import type { Command } from "../../runtime/command.ts";
import type { Host } from "../../runtime/host.ts";
import { KEY_HELP, type KeyAction, keyActions } from "./keys.ts";

/** How long the key for a short press holds the button: within every profile's `tapMax`, and well above its debounce. */
const TAP = millis(120);

interface KeyOptions {
  readonly host: Host;
  readonly clock: Clock;
  readonly log: Log;
  readonly stdin: NodeJS.ReadStream;
  readonly quit: () => void;
}

/** Lets the terminal's keys act on the plug until it is cancelled, which gives the terminal back as it was. */
export function takeKeys({ host, clock, log, stdin, quit }: KeyOptions): Cancel {
  let cancelTap: Cancel = () => {};

  const command = (asked: Command): void => {
    const outcome = host.command(asked);
    if (!outcome.ok) log({ level: "warn", event: "refused", text: `Not done: ${outcome.message}.` });
  };

  const tap = (): void => {
    if (host.snapshot.button === "down") {
      log({ level: "info", event: "key", text: "The button is down: h lets it go." });
      return;
    }
    command({ do: "press" });
    cancelTap = clock.wakeAt(after(clock.now(), TAP), () => host.command({ do: "release" }));
  };

  const act = (action: KeyAction): void => {
    const { snapshot } = host;
    const { wifi, cloud } = snapshot.home;
    switch (action) {
      case "tap":
        tap();
        break;
      case "hold":
        command({ do: snapshot.button === "down" ? "release" : "press" });
        break;
      case "power":
        command({ do: "power", to: snapshot.power === "on" ? "off" : "on" });
        break;
      case "wifi":
        command({ do: "wifi", to: wifi === "up" ? "down" : "up", how: "cut" });
        break;
      case "cloud":
        command({ do: "cloud", to: cloud === "up" ? "down" : "up" });
        break;
      case "setup":
        command({ do: "provision" });
        break;
      case "help":
        log({ level: "info", event: "help", text: KEY_HELP });
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
    cancelTap();
    stdin.off("data", read);
    stdin.off("end", quit);
    stdin.pause();
    try {
      stdin.setRawMode(false);
    } catch {
      // The terminal is gone, and with it its mode.
    }
  };
}
