import type { Entry } from "../../log.ts";

/** A fault of the program met a command: nobody who sent it can do anything about it. */
export const commandFault = (error: unknown): Entry => ({
  level: "error",
  event: "command-fault",
  text: `MQTT: a command met a fault of the program: ${error instanceof Error ? error.message : String(error)}`,
});
