import type { Snapshot } from "../../runtime/snapshot.ts";
import { API_VERSION } from "../connection/message.ts";
import type { Identity } from "../link/dialect.ts";

/** What the home around the plug has, and none of it is real. */
const SIMULATED = ["firmware", "wifi", "router", "cloud", "account", "mains"];
/** What only a board of parts has. */
const BOARD_PARTS = ["board", "button", "lamp", "relay"];
const REAL_BOARDS = ["arduino", "raspberry-pi"];

/** Behind whatever it behaves as there is no real plug. */
export const modelOf = (profile: Snapshot["profile"]): string => `plugbench, behaving as: ${profile.name}`;

/** Who this plug is; whatever is simulated is named as simulated. */
export const infoOf = ({ version, board, started }: Identity, profile: Snapshot["profile"]) => ({
  api: API_VERSION,
  profile: profile.id,
  model: modelOf(profile),
  firmware: version,
  board,
  capabilities: ["relay", "start-up", "button", "identify"],
  simulated: REAL_BOARDS.includes(board) ? SIMULATED : [...SIMULATED, ...BOARD_PARTS],
  started,
});
