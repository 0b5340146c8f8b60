/** Writes docs/mqtt.asyncapi.json and docs/mqtt.md: every topic of a plug, from the schemas that read and check them. */
import { writeFileSync } from "node:fs";
import { mqttFiles } from "./mqtt-contract/files.ts";

for (const [name, text] of mqttFiles()) writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
