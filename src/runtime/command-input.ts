import type { CircuitInput, HomeInput, HomeRecord, PlugInput, Profile } from "../../firmware-sim/index.ts";
import type { Command } from "./command.ts";

type PlugCommand = Extract<
  Command,
  {
    do:
      | "relay"
      | "startUp"
      | "identify"
      | "provision"
      | "resetEnergy"
      | "schedules"
      | "app"
      | "voice"
      | "installFirmware";
  }
>;
type HomeCommand = Extract<Command, { do: "wifi" | "cloud" | "removeFromAccount" }>;

/** What a command is to the plug; one to be set up gets the home's own credentials where none are given. */
export function plugInputOf(command: PlugCommand, home: HomeRecord): PlugInput {
  switch (command.do) {
    case "relay": {
      const { to, source } = command;
      return { kind: "relaySet", to, source, ...(command.for === undefined ? {} : { for: command.for }) };
    }
    case "startUp":
      return { kind: "startUpSet", to: command.to };
    case "identify":
      return { kind: "identify" };
    case "resetEnergy":
      return { kind: "energyReset" };
    case "schedules":
      return { kind: "schedulesSet", schedules: command.schedules };
    case "app":
      return { kind: "appReset", action: command.action };
    case "voice":
      return { kind: "voice", says: command.says };
    case "installFirmware":
      return { kind: "updateInstall" };
    case "provision": {
      const account = command.account === undefined ? (home.accounts[0]?.name ?? null) : command.account;
      return { kind: "provision", ...(command.wifi ?? home.wifi), account };
    }
  }
}

export function homeInputOf(command: HomeCommand, { app }: Profile): HomeInput {
  switch (command.do) {
    case "wifi":
      return { kind: "setWifi", to: command.to, how: command.how };
    case "cloud":
      return { kind: "setCloud", to: command.to };
    case "removeFromAccount":
      return { kind: "removeFromAccount", resets: Object.hasOwn(app, "remove") };
  }
}

export function circuitInputOf(command: Extract<Command, { do: "load" | "air" }>): CircuitInput {
  return command.do === "load" ? { kind: "attach", load: command.load } : { kind: "air", air: command.to };
}
