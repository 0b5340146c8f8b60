export type KeyAction = "tap" | "hold" | "power" | "wifi" | "cloud" | "setup" | "help" | "suspend" | "quit";

const KEYS: Readonly<Record<string, KeyAction>> = {
  " ": "tap",
  p: "tap",
  h: "hold",
  u: "power",
  w: "wifi",
  c: "cloud",
  s: "setup",
  "?": "help",
  q: "quit",
  "\u0003": "quit",
  "\u001a": "suspend",
};

/** What the keys in one piece of terminal input ask for. Arrows and other escape sequences ask for nothing. */
export function keyActions(input: string): readonly KeyAction[] {
  if (input.startsWith("\u001b")) return [];
  return [...input].flatMap((key) => KEYS[key.toLowerCase()] ?? []);
}

export const KEY_HELP = `Keys:  space  short press       h  hold, and let go       u  unplug, plug in
       s  set up               w  home Wi-Fi down, up    c  cloud down, up
       q  quit                 ?  this list`;

/** The same in one row; what is cut off in a narrow one comes last. */
export const KEY_ROW = "q quit  space press  h hold  u unplug  s set up  ? all keys  w Wi-Fi  c cloud";
