import { place } from "./chart/row.ts";
import type { Plug } from "./plug.ts";

/** A fault as the plug itself knows it, the most urgent first. */
const PLACES = [
  ["overheat", place("health", "overheated")],
  ["overload", place("health", "overloaded")],
  ["welded-relay", place("contacts", "welded")],
  ["loose-connection", place("mains", "flickering")],
  ["stuck-button", place("finger", "stuck")],
  ["storage", place("nvm", "failing")],
  ["outdated-firmware", place("update", "required")],
  ["network", place("lifecycle", "offline")],
] as const;
export type Trouble = (typeof PLACES)[number][0];
export const TROUBLES: readonly Trouble[] = PLACES.map(([name]) => name);

export const troublesOf = ({ states }: Plug): readonly Trouble[] =>
  PLACES.filter(([, { region, state }]) => states[region] === state).map(([name]) => name);
