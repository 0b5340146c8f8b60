import { API_VERSION } from "../connection/message.ts";
import type { Identity } from "../link/dialect.ts";
import type { Make } from "../make.ts";

/** What the home around the plug has, and none of it is real. */
const SIMULATED = ["firmware", "wifi", "router", "cloud", "account", "mains"];
/** What only a board of parts has. */
const BOARD_PARTS = ["board", "button", "lamp", "relay"];
const REAL_BOARDS = ["arduino", "raspberry-pi"];

/** Behind whatever it behaves as there is no real plug. */
export const modelOf = (profile: Make): string => `plugbench, behaving as: ${profile.name}`;

const capabilitiesOf = ({ outlet, meter }: Make): readonly string[] => [
  ...(outlet ? ["relay", "start-up", "schedules"] : []),
  ...(meter ? ["meter"] : []),
  ...["button", "identify", "fault", "firmware"],
];

/** What no board can make real, with what this make has of it. */
const simulatedOf = ({ outlet, meter }: Make): readonly string[] => [
  ...SIMULATED,
  ...(outlet ? ["load"] : []),
  ...(meter ? ["meter"] : []),
];

/** Who this plug is; whatever is simulated is named as simulated. `timezone`: of its schedules. */
export const infoOf = ({ version, board, started }: Identity, profile: Make, timezone: string) => ({
  api: API_VERSION,
  profile: profile.id,
  model: modelOf(profile),
  firmware: version,
  board,
  capabilities: capabilitiesOf(profile),
  simulated: [...simulatedOf(profile), ...(REAL_BOARDS.includes(board) ? [] : BOARD_PARTS)],
  timezone,
  started,
});
