import { packageVersion } from "../package-version.ts";

/** What writes traces, as they say it. */
export const TOOL = `plugbench ${packageVersion()}`;
