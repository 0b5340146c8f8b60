import { homedir } from "node:os";
import type { Environment } from "../config/read-settings.ts";
import type { Settings } from "../config/settings.ts";
import { defaultStateDirectory } from "../store/default-directory.ts";

/** The directory of all plugs' state. */
export const stateRoot = (settings: Settings, env: Environment): string =>
  settings.state ?? defaultStateDirectory(process.platform, env, homedir());
