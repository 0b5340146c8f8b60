import { toJsonSchema } from "@valibot/to-json-schema";
import { profileFile } from "../src/config/profile/schema.ts";

/** docs/profile.schema.json: a profile's file in JSON Schema draft-07, for editors and other programs. */
export function profileSchema(): string {
  const schema = toJsonSchema(profileFile, {
    target: "draft-07",
    // Before the last schema of a pipe is only what JSON Schema needs no word for.
    typeMode: "output",
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type === "transform") return jsonSchema;
      if (valibotAction.type !== "regex") return undefined;
      // JSON Schema reads every pattern as Unicode, as the flag "u" says here.
      return {
        ...jsonSchema,
        pattern: (valibotAction as unknown as { requirement: RegExp }).requirement.source,
      };
    },
  });
  const { $schema, ...rest } = schema;
  const title = "A profile of plugbench: a make of plug, as data";
  return `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`;
}
