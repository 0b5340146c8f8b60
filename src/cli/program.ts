import { Command } from "commander";
import type { Profile } from "../../firmware-sim/index.ts";
import type { Flags } from "../config/read-settings.ts";
import { addCommand, addRunOptions, type Ended, settingOption, settingsOf } from "./command.ts";
import { addCtl } from "./ctl-commands.ts";
import { addFlash } from "./flash-command.ts";
import type { Io } from "./io.ts";
import { packageVersion } from "./package-version.ts";
import { addProcedure } from "./procedure/commands.ts";
import { addTrace } from "./trace/commands.ts";
import { addWiring } from "./wiring-commands.ts";

/** Every command the program has. What a command needs is loaded when it runs. */
export function makeProgram(io: Io, ended: Ended): Command {
  const program = new Command("plugbench")
    .description("The firmware of a smart plug on your bench.")
    .version(packageVersion())
    .showHelpAfterError("Try: plugbench --help")
    .configureOutput({
      writeOut: io.out,
      writeErr: io.err,
      getOutHelpWidth: () => io.stdout.columns || 100,
      getErrHelpWidth: () => io.stdout.columns || 100,
      outputError: (text, write) => write(text.replace(/^error: /, "plugbench: ")),
    })
    .exitOverride();
  program.addHelpText("after", "\nExample: plugbench run\n         plugbench ctl hold 13s");
  addRun(program, io);
  addCtl(program, io, ended);
  addProfile(program, io, ended);
  addProcedure(program, io, ended);
  addTrace(program, io, ended);
  addWiring(program, io, ended);
  addFlash(program, io, ended);
  addDoctor(program, io, ended);
  return program;
}

function addRun(program: Command, io: Io): void {
  const examples = ["plugbench run --board virtual --mqtt off", "plugbench run --board arduino --relay none"];
  const command = addCommand(
    program,
    "run",
    "Run a plug until Ctrl-C, q or plugbench ctl stop.",
    ...examples,
  );
  addRunOptions(command);
  command.action(async (flags: Flags) => {
    const settings = settingsOf(flags, io);
    const { run } = await import("./run/run.ts");
    await run(settings, io);
  });
}

function addProfile(program: Command, io: Io, ended: Ended): void {
  const profile = addCommand(program, "profile", "Look at the makes of plug.", "plugbench profile list");
  addCommand(profile, "list", "List the makes.", "plugbench profile list").action(async () => {
    (await import("./profile.ts")).profileList(io);
  });
  for (const [name, does] of [
    ["show", "Print everything a make says, with its basis and source."],
    ["chart", "Print the state chart of a make as a Mermaid diagram."],
    ["lint", "Look for mistakes in a make, and for states that its lamp does not tell apart."],
  ] as const) {
    const examples = ["amazon-smart-plug", "./my-plug.json"].map(
      (make) => `plugbench profile ${name} ${make}`,
    );
    addCommand(profile, `${name} <NAME|FILE>`, does, ...examples).action(async (given: string) => {
      const make = await profileAt(given, io);
      const { profileShow, profileChart, profileLint } = await import("./profile.ts");
      if (name === "lint") ended(profileLint(make, io));
      else (name === "show" ? profileShow : profileChart)(make, io);
    });
  }
  const does = "Print what differs between two makes; exit code 1 when something does.";
  addCommand(profile, "diff <A> <B>", does, "plugbench profile diff amazon-smart-plug ./my-plug.json").action(
    async (a: string, b: string) => {
      const { profileDiff } = await import("./profile-diff.ts");
      ended(profileDiff(await profileAt(a, io), await profileAt(b, io), io));
    },
  );
  const measures = "Put what repeated runs of procedure check --observe measured into a make's file.";
  addCommand(
    profile,
    "measure <REPORT...>",
    measures,
    "plugbench profile measure run-1/reset.json run-2/reset.json run-3/reset.json --output my-plug.json",
  )
    .option("--profile <NAME|FILE>", "make of the plug that was observed (default amazon-smart-plug)")
    .option("--output <FILE>", "write the make's file there; without it only what was measured is printed")
    .action(async (reports: string[], given: { profile?: string; output?: string }) => {
      const make = await profileAt(given.profile ?? "amazon-smart-plug", io);
      (await import("./profile-measure.ts")).profileMeasure(make, reports, given.output, io);
    });
  const schema = "Print the JSON Schema of a make's file.";
  addCommand(profile, "schema", schema, "plugbench profile schema > profile.schema.json").action(async () => {
    (await import("./profile.ts")).profileSchema(io);
  });
}

async function profileAt(given: string, io: Io): Promise<Profile> {
  const { anyProfile, parseProfile } = await import("../config/profile-choice.ts");
  return anyProfile(parseProfile(given, io.directory));
}

function addDoctor(program: Command, io: Io, ended: Ended): void {
  const does = "Check Node, state and boards, and say what to do about what is missing.";
  addCommand(program, "doctor", does, "plugbench doctor", "plugbench doctor --port /dev/ttyACM0")
    .addOption(settingOption("port"))
    .addOption(settingOption("state"))
    .action(async (flags: Flags) => {
      const settings = settingsOf(flags, io);
      ended(await (await import("./doctor.ts")).doctor(settings, io));
    });
}
