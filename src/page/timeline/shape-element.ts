import type { Shape } from "./shape.ts";

/** In the page. */
export function shapeElement({ tag, with: attributes, inside }: Shape): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...(typeof inside === "string" ? [inside] : inside.map(shapeElement)));
  return element;
}
