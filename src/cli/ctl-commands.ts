import { resolve } from "node:path";
import type { Command } from "commander";
import type { Millis } from "../../firmware-sim/index.ts";
import { parseDuration } from "../config/duration.ts";
import { oneOf } from "../config/one-of.ts";
import type { Flags } from "../config/read-settings.ts";
import { LONGEST_PASSING } from "../control/longest.ts";
import type { Request } from "../control/protocol.ts";
import { printable } from "../log.ts";
import { UsageError } from "../usage-error.ts";
import { addCommand, type Ended, settingOption, settingsOf } from "./command.ts";
import { addButton } from "./ctl-button-command.ts";
import { addFault } from "./ctl-fault-command.ts";
import { addFirmware } from "./ctl-firmware-command.ts";
import { addLoad } from "./ctl-load-command.ts";
import { addSchedule } from "./ctl-schedule-command.ts";
import type { ExitCode } from "./failure.ts";
import type { Io } from "./io.ts";

/** Requests that need nothing but their name. */
const PLAIN: readonly (readonly [usage: string, does: string, request: Request])[] = [
  ["on", "Switch the outlet on.", { do: "relay", to: "on" }],
  ["off", "Switch the outlet off.", { do: "relay", to: "off" }],
  ["toggle", "Switch the outlet.", { do: "relay", to: "toggle" }],
  ["unplug", "Take the mains from the plug.", { do: "power", to: "off" }],
  ["plug-in", "Give the plug its mains again.", { do: "power", to: "on" }],
  ["reset-energy", "Let the plug count its energy from 0.", { do: "resetEnergy" }],
  ["identify", "Let the lamp show which plug it is.", { do: "identify" }],
  ["forget", "Remove from the broker what the plug, when it was cut off, left there.", { do: "forget" }],
  ["state", "Print all there is to know of the plug.", { do: "state" }],
  ["page", "Print the bench page's address, with the key to it.", { do: "page" }],
  ["stop", "End the plug: relay open, LED dark.", { do: "stop" }],
];

/** `ctl` and all below it. */
export function addCtl(program: Command, io: Io, ended: Ended): void {
  const does = "Ask a running plug for something.";
  const ctl = addCommand(program, "ctl", does, "plugbench ctl press", "plugbench ctl state --json")
    .addOption(settingOption("state"))
    .addOption(settingOption("id"))
    .option("--json", "print the answer as JSON")
    .configureHelp({ showGlobalOptions: true });

  const ask: Ask = async (request, to) => {
    const { json, ...flags } = ctl.opts<Flags>();
    const settings = settingsOf(flags, io);
    return (await import("./ctl.ts")).ctl(request, settings, json === true, to);
  };
  const send: Send = async (request) => ended(await ask(request, io));
  for (const [usage, what, request] of PLAIN)
    addCommand(ctl, usage, what, `plugbench ctl ${usage}`).action(() => send(request));

  addButton(ctl, send);
  addTime(ctl, send);
  addSetup(ctl, io, send);
  addFault(ctl, send);
  addSchedule(ctl, send);
  addFirmware(ctl, send);
  addLoad(ctl, send);
  addStartUp(ctl, send);
  addHome(ctl, send);
  addReport(ctl, io, ask, ended);
  addWatch(ctl, io, ended);
}

/** Prints the answer `to` there. */
type Ask = (request: Request, to: Io) => Promise<ExitCode>;
type Send = (request: Request) => Promise<void>;

function addReport(ctl: Command, io: Io, ask: Ask, ended: Ended): void {
  const does = "Print what the maker of a plug would ask for, without secrets, or write it to a new file.";
  const examples = ["plugbench ctl report", "plugbench ctl report plug.md"];
  addCommand(ctl, "report [FILE]", does, ...examples).action(async (file: string | undefined) => {
    const json = ctl.opts()["json"] === true;
    const request: Request = { do: "report", form: json ? "json" : "text" };
    if (file === undefined) return ended(await ask(request, io));
    let text = "";
    const code = await ask(request, { ...io, out: (more) => void (text += more) });
    if (code === 0) {
      const path = resolve(io.directory, file);
      (await import("./control/report-file.ts")).writeReport(path, text);
      text = json ? `${JSON.stringify({ ok: true, file: path })}\n` : `Written to ${printable(path)}.\n`;
    }
    io.out(text);
    ended(code);
  });
}

function addStartUp(ctl: Command, send: Send): void {
  const does = "Choose what the outlet does when power comes: off, on, or as it was (previous).";
  addCommand(ctl, "start-up <off|on|previous>", does, "plugbench ctl start-up previous").action(
    (to: string) => send({ do: "startUp", to: oneOf(["off", "on", "previous"], to) }),
  );
}

function addWatch(ctl: Command, io: Io, ended: Ended): void {
  const does =
    "Show the plug as run does, until q, Ctrl-C or its end; without a terminal, a line for each change.";
  addCommand(ctl, "watch", does, "plugbench ctl watch", "plugbench ctl watch --json").action(async () => {
    const { json, ...flags } = ctl.opts<Flags>();
    const settings = settingsOf(flags, io);
    ended(await (await import("./watch/watch.ts")).watch(settings, json === true, io));
  });
}

function addTime(ctl: Command, send: Send): void {
  const waiting = "Wait until the plug is in a state, such as online, or KEY=VALUE, such as outlet=on.";
  addCommand(
    ctl,
    "wait <STATE>",
    waiting,
    "plugbench ctl wait online --timeout 60s",
    "plugbench ctl wait outlet=on",
  )
    .option("--timeout <DURATION>", "how long at most, in the plug's time", "10s")
    .action(async (text: string, { timeout }: { timeout: string }) => {
      const { parseGoal } = await import("../control/goal.ts");
      await send({ do: "wait", for: parseGoal(text), ms: spanOf("--timeout", timeout) });
    });
  const passing = "Let the plug's time pass at once. Only on the virtual board.";
  addCommand(ctl, "advance <DURATION>", passing, "plugbench ctl advance 15m").action((text: string) =>
    send({ do: "advance", ms: parseDuration(text, LONGEST_PASSING) }),
  );
}

function spanOf(flag: string, text: string): Millis {
  try {
    return parseDuration(text, LONGEST_PASSING);
  } catch (error) {
    throw new UsageError(`${flag}: ${(error as Error).message}`);
  }
}

function addSetup(ctl: Command, io: Io, send: Send): void {
  const does =
    "Set the plug up as a phone app would: by default with the simulated home's own Wi-Fi and account.";
  const examples = ["plugbench ctl setup", "plugbench ctl setup --from wifi.json"];
  addCommand(ctl, "setup", does, ...examples)
    .option("--from <FILE>", 'read {"ssid", "password", "account"} from a file, or - for standard input')
    .option("--wrong-password", "fail on purpose")
    .action(async ({ from, wrongPassword }: { from?: string; wrongPassword?: boolean }) => {
      if (from !== undefined && wrongPassword)
        throw new UsageError(
          "--from and --wrong-password exclude each other: the file may hold a wrong password.",
        );
      const { readCredentials } = await import("./ctl.ts");
      const credentials = from === undefined ? {} : { credentials: await readCredentials(from, io) };
      await send({ do: "setup", ...credentials, ...(wrongPassword ? { wrongPassword } : {}) });
    });
}

function addHome(ctl: Command, send: Send): void {
  const home = addCommand(ctl, "home", "Change the simulated home.", "plugbench ctl home wifi down");
  const upDown = (text: string): "up" | "down" => {
    if (text === "up" || text === "down") return text;
    throw new UsageError(`${JSON.stringify(text)} is neither up nor down.`);
  };
  const wifi = "Take the home's Wi-Fi down, or bring it up.";
  addCommand(home, "wifi <up|down>", wifi, "plugbench ctl home wifi down --silent")
    .option("--silent", "the plug's connections go mute instead of breaking off")
    .action((to: string, { silent }: { silent?: boolean }) =>
      send({ do: "wifi", to: upDown(to), how: silent ? "silent" : "cut" }),
    );
  const cloud = "Take the simulated cloud down, or bring it up.";
  addCommand(home, "cloud <up|down>", cloud, "plugbench ctl home cloud down").action((to: string) =>
    send({ do: "cloud", to: upDown(to) }),
  );
  const telling =
    "Print what each account has of the plug, what it keeps, and what each reset erases; or change it.";
  const account = addCommand(home, "account", telling, "plugbench ctl home account");
  account.action(() => send({ do: "account" }));
  const remove = "Take the plug off the account's list; some makes then reset themselves.";
  addCommand(account, "remove", remove, "plugbench ctl home account remove").action(() =>
    send({ do: "removeFromAccount" }),
  );
}
