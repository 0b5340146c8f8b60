import type { Command } from "commander";
import { AIRS, type Air, LOADS } from "../../firmware-sim/index.ts";
import { parseLoad } from "../config/load-words.ts";
import type { Request } from "../control/protocol.ts";
import { UsageError } from "../usage-error.ts";
import { addCommand } from "./command.ts";

/** `ctl load` and `ctl air`: what the outlet feeds, and where the plug stands. */
export function addLoad(ctl: Command, send: (request: Request) => Promise<void>): void {
  const names = LOADS.map(({ name }) => name).join(", ");
  const does = `Plug something into the outlet: ${names}; or W, all the time or by turns with spans; or none.`;
  const examples = ["heater", "60W", "1500W 4m 0W 10m --repeat", "none"];
  addCommand(ctl, "load <WHAT...>", does, ...examples.map((each) => `plugbench ctl load ${each}`))
    .option("--repeat", "begin the steps anew after the last")
    .action((words: string[], { repeat }: { repeat?: true }) =>
      send({ do: "load", load: parseLoad(words, repeat === true) }),
    );
  const air =
    "Stand the plug in the open, confined in a tight place, where its heat stays, or beside something hot.";
  addCommand(ctl, `air <${Object.keys(AIRS).join("|")}>`, air, "plugbench ctl air confined").action(
    (text: string) => send({ do: "air", to: airOf(text) }),
  );
}

function airOf(text: string): Air {
  if (Object.hasOwn(AIRS, text)) return text as Air;
  throw new UsageError(`${JSON.stringify(text)} is no air: write ${Object.keys(AIRS).join(", ")}.`);
}
