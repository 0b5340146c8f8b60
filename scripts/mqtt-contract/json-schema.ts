import { type JsonSchema, toJsonSchema } from "@valibot/to-json-schema";
import type * as v from "valibot";

/**
 * What may be on the wire, in JSON Schema draft-07: of a schema that reads, what it takes in.
 *
 * @throws Error when a schema says something that JSON Schema cannot
 */
export function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  const { $schema: _, ...rest } = toJsonSchema(schema, {
    target: "draft-07",
    typeMode: "input",
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if (valibotAction.type !== "max_bytes") return undefined;
      // So many bytes are at most so many characters; the rest only words can say.
      const { requirement } = valibotAction as v.MaxBytesAction<string, number, undefined>;
      return { ...jsonSchema, maxLength: requirement, description: `at most ${requirement} bytes in UTF-8` };
    },
  });
  return rest;
}
