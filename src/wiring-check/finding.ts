import type { PinMap } from "../../board/pins/pin-map.ts";

/** What one look at the wiring came to: `FAIL` is to be put right, `note` is worth knowing. */
export interface Finding {
  readonly mark: "ok" | "note" | "FAIL";
  /** Whole sentences: what was found, and what to change. */
  readonly text: string;
  /** The pin map as this finding would have it; absent when wires, not the map, are to be changed. */
  readonly corrected?: (map: PinMap) => PinMap;
}

export const ok = (text: string): Finding => ({ mark: "ok", text });
export const note = (text: string): Finding => ({ mark: "note", text });
export const fail = (text: string, corrected?: Finding["corrected"]): Finding =>
  corrected === undefined ? { mark: "FAIL", text } : { mark: "FAIL", text, corrected };
