import { escaped } from "../../seen/xml.ts";

/** An element of a drawing. */
export interface Shape {
  readonly tag: string;
  readonly with: Readonly<Record<string, string | number>>;
  readonly inside: string | readonly Shape[];
}

export const shape = (tag: string, attributes: Shape["with"], inside: Shape["inside"] = []): Shape => ({
  tag,
  with: attributes,
  inside,
});

/** As text of a file of its own. */
export function shapeText({ tag, with: attributes, inside }: Shape): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const content = typeof inside === "string" ? escaped(inside) : inside.map(shapeText).join("");
  return `<${tag}${written.join("")}>${content}</${tag}>`;
}
