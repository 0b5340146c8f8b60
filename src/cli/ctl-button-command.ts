import { type Command, Option } from "commander";
import { parseDuration } from "../config/duration.ts";
import { LONGEST_HOLD } from "../control/longest.ts";
import { BUTTON_NAME, MOST_BUTTONS, type Request } from "../control/protocol.ts";
import { UsageError } from "../usage-error.ts";
import { addCommand } from "./command.ts";

/** What can be said to a plug that listens. */
const SAYINGS = ["factory reset", "yes", "no"] as const;

interface Flags {
  readonly button?: readonly string[];
}

/** `ctl press`, `release`, `hold`, `app` and `say`: what a user does to a plug to reset it. */
export function addButton(ctl: Command, send: (request: Request) => Promise<void>): void {
  const press = "Press the button and keep it down.";
  withButton(addCommand(ctl, "press", press, "plugbench ctl press", PRESS_SEVERAL)).action(
    ({ button }: Flags) => send({ do: "press", ...buttonsOf(button) }),
  );
  withButton(addCommand(ctl, "release", "Let the button go.", "plugbench ctl release")).action(
    ({ button }: Flags) => send({ do: "release", ...buttonsOf(button) }),
  );
  const hold = "Press the button, hold it that long, let it go, and tell what came of it.";
  const examples = ["plugbench ctl hold 13s", "plugbench ctl hold 500ms"];
  withButton(addCommand(ctl, "hold <DURATION>", hold, ...examples)).action(
    (text: string, { button }: Flags) => send({ do: "hold", ms: holdSpan(text), ...buttonsOf(button) }),
  );
  const app = "Begin in the phone app one of the resets that it has for this make: reset, remove and so on.";
  addCommand(ctl, "app <ACTION>", app, "plugbench ctl app deregister").action((action: string) =>
    send({ do: "app", action }),
  );
  const say = `Say something to a plug that listens: ${SAYINGS.join(", ")}.`;
  const sayings = ['plugbench ctl say "factory reset"', "plugbench ctl say yes"];
  addCommand(ctl, "say <WORDS...>", say, ...sayings).action((words: readonly string[]) =>
    send({ do: "voice", says: sayingOf(words.join(" ")) }),
  );
}

const PRESS_SEVERAL = "plugbench ctl press --button mic-off,volume-down";

const withButton = (command: Command): Command =>
  command.addOption(
    new Option(
      "--button <NAMES>",
      "another button than the Action button, or several with a comma between",
    ).argParser(namesIn),
  );

const buttonsOf = (button: readonly string[] | undefined) =>
  button === undefined ? {} : { buttons: [...button] };

function namesIn(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  if (names.length <= MOST_BUTTONS && names.every((name) => BUTTON_NAME.test(name))) return names;
  throw new UsageError(
    `--button: ${JSON.stringify(text)} names no buttons: give names such as mic-off, with a comma between.`,
  );
}

function sayingOf(text: string): (typeof SAYINGS)[number] {
  const said = SAYINGS.find((each) => each === text.toLowerCase().replaceAll("-", " "));
  if (said !== undefined) return said;
  throw new UsageError(`${JSON.stringify(text)} is not understood. Say ${SAYINGS.join(", ")}.`);
}

function holdSpan(text: string) {
  try {
    return parseDuration(text, LONGEST_HOLD);
  } catch (error) {
    throw new UsageError(`${(error as Error).message} Nothing was pressed.`);
  }
}
