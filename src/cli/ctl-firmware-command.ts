import { type Command, Option } from "commander";
import { oneOf } from "../config/one-of.ts";
import type { Request } from "../control/protocol.ts";
import { IMAGE_DAMAGES } from "../runtime/command.ts";
import { addCommand } from "./command.ts";

/** `ctl firmware` and all below it. */
export function addFirmware(ctl: Command, send: (request: Request) => Promise<void>): void {
  const does = "Update the plug's firmware, as its maker and its user would.";
  const firmware = addCommand(ctl, "firmware", does, "plugbench ctl firmware offer 1.1.0");
  addCommand(
    firmware,
    "offer <VERSION>",
    "Put a signed image of that version on offer.",
    "plugbench ctl firmware offer 1.1.0 --required",
    "plugbench ctl firmware offer 1.1.0 --damage bit-flip",
  )
    .option("--required", "the plug says that it must be updated")
    .addOption(new Option("--damage <KIND>", `make it a bad image: ${IMAGE_DAMAGES.join(", ")}`))
    .action((version: string, { required = false, damage }: { required?: boolean; damage?: string }) =>
      send({
        do: "firmware",
        about: {
          ask: "offer",
          version,
          required,
          ...(damage === undefined ? {} : { damage: oneOf(IMAGE_DAMAGES, damage) }),
        },
      }),
    );
  const installing = "Let the plug download, verify and install what is on offer, and start anew.";
  addCommand(firmware, "install", installing, "plugbench ctl firmware install").action(() =>
    send({ do: "firmware", about: { ask: "install" } }),
  );
  const showing = "Print what runs, what is on offer, and how far an update is.";
  addCommand(firmware, "show", showing, "plugbench ctl firmware show").action(() =>
    send({ do: "firmware", about: { ask: "show" } }),
  );
}
