import { Ajv, type ValidateFunction } from "ajv";
import { jsonSchemaOf } from "../../scripts/mqtt-contract/json-schema.ts";
import type { Shape, Topic } from "../../scripts/mqtt-contract/topic.ts";

const ajv = new Ajv({ allErrors: false });
ajv.addFormat("date-time", (text: string) => {
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
});

const compiled = new Map<Shape, ValidateFunction>();

/** Whether a text on the wire is what the description says of a shape; by the published JSON Schema, not by ours. */
export function fits(shape: Shape, text: string): boolean {
  let validate = compiled.get(shape);
  if (validate === undefined)
    compiled.set(shape, (validate = ajv.compile(jsonSchemaOf(shape.schema) as object)));
  if (shape.as === "text") return validate(text);
  try {
    return validate(JSON.parse(text));
  } catch {
    return false;
  }
}

export const fitsTopic = ({ shapes }: Topic, text: string): boolean =>
  shapes.some((shape) => fits(shape, text));
