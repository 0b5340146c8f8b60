import type { Command } from "commander";
import { oneOf } from "../config/one-of.ts";
import { parseScheduleWords } from "../config/schedule-words.ts";
import type { Request } from "../control/protocol.ts";
import { SCHEDULE_ID } from "../schedule/shape.ts";
import { UsageError } from "../usage-error.ts";
import { addCommand } from "./command.ts";

/** `ctl schedule` and all below it. */
export function addSchedule(ctl: Command, send: (request: Request) => Promise<void>): void {
  const does = "Let the plug switch its outlet at local time.";
  const schedule = addCommand(ctl, "schedule", does, "plugbench ctl schedule add on 07:00");
  const examples = ["on 07:00", "off mon,tue 22:30 --name night", "toggle 2026-12-24T18:00", "off in 30m"];
  addCommand(
    schedule,
    "add <on|off|toggle> <WHEN...>",
    "Add one: every day, on some days, on a date, or once in a while.",
    ...examples.map((each) => `plugbench ctl schedule add ${each}`),
  )
    .option("--name <NAME>", "what to call it (default the first free number)")
    .option("--missed <skip|run>", "what becomes of it when the plug has no power then", "skip")
    .action((to: string, when: string[], { name, missed }: { name?: string; missed: string }) =>
      send({
        do: "schedules",
        about: {
          ask: "add",
          schedule: {
            ...(name === undefined ? {} : { id: named(name) }),
            ...parseScheduleWords(when.join(" ")),
            to: oneOf(["on", "off", "toggle"], to),
            missed: oneOf(["skip", "run"], missed),
          },
        },
      }),
    );
  for (const [ask, what] of [
    ["remove", "Remove one."],
    ["disable", "Keep one, but do not let it fire."],
    ["enable", "Let one fire again."],
  ] as const)
    addCommand(schedule, `${ask} <NAME>`, what, `plugbench ctl schedule ${ask} night`).action(
      (name: string) => send({ do: "schedules", about: { ask, id: named(name) } }),
    );
  for (const [ask, what] of [
    ["list", "Print all, each with when it fires next."],
    ["clear", "Remove all."],
  ] as const)
    addCommand(schedule, ask, what, `plugbench ctl schedule ${ask}`).action(() =>
      send({ do: "schedules", about: { ask } }),
    );
}

function named(name: string): string {
  if (SCHEDULE_ID.test(name)) return name;
  throw new UsageError(
    `${JSON.stringify(name)} is no name of a schedule: write 1 to 32 of a-z, 0-9 and -, such as night.`,
  );
}
