import * as v from "valibot";

/** `on,10`: on, and back after 10 s. */
const word = v.pipe(v.string(), v.regex(/^(?:toggle|(?:on|off)(?:,\d{1,5}(?:\.\d{1,3})?)?)$/));

/** The method that a word on `command/switch:0` stands for; null when it is none. */
export function switchCall(text: string): { readonly method: string; readonly params: object } | null {
  if (!v.is(word, text)) return null;
  const [to, after] = text.split(",");
  if (to === "toggle") return { method: "Switch.Toggle", params: { id: 0 } };
  const timer = after === undefined ? {} : { toggle_after: Number(after) };
  return { method: "Switch.Set", params: { id: 0, on: to === "on", ...timer } };
}
