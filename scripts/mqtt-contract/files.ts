import { asyncApi } from "./asyncapi.ts";
import { markdown } from "./markdown.ts";

/** The documents that are written from the schemas, by their names in docs/. */
export const mqttFiles = (): ReadonlyMap<string, string> =>
  new Map([
    ["mqtt.asyncapi.json", `${JSON.stringify(asyncApi(), null, 2)}\n`],
    ["mqtt.md", markdown()],
  ]);
