import { API_VERSION } from "./message.ts";

export interface InfoOptions {
  /** The make of plug that it behaves as. */
  readonly profile: { readonly id: string; readonly name: string };
  /** Of plugbench. */
  readonly version: string;
  readonly board: string;
  /** Wall clock, ISO 8601. */
  readonly started: string;
}

/** What the home around the plug has, and none of it is real. */
const SIMULATED = ["firmware", "wifi", "router", "cloud", "account", "mains"];
/** What only a board of parts has. */
const BOARD_PARTS = ["board", "button", "lamp", "relay"];
const REAL_BOARDS = ["arduino", "raspberry-pi"];

/** Who this plug is; whatever is simulated is named as simulated. */
export const infoOf = ({ profile, version, board, started }: InfoOptions) => ({
  api: API_VERSION,
  profile: profile.id,
  model: `plugbench, behaving as: ${profile.name}`,
  firmware: version,
  board,
  capabilities: ["relay", "start-up", "button", "identify"],
  simulated: REAL_BOARDS.includes(board) ? SIMULATED : [...SIMULATED, ...BOARD_PARTS],
  started,
});
