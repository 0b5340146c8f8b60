import { expect, it } from "vitest";
import { amazonSmartPlug, REGIONS } from "../../firmware-sim/index.ts";
import { liveLine } from "../../src/cli/live/line.ts";
import type { ImageRefusal } from "../../src/firmware-image/judge.ts";
import type { Snapshot } from "../../src/runtime/snapshot.ts";
import { firmwareText, updateFailureWords, updateWords } from "../../src/view/words/firmware-words.ts";
import { at, snapshot } from "./snapshots.ts";

const NO_UPDATE = ["none", "available", "required"];
const firmware = (change: Partial<Snapshot["firmware"]>): Snapshot["firmware"] => ({
  version: "1.0.0",
  update: "none",
  offered: null,
  progress: 0,
  ...change,
});

it.each(REGIONS.update)("warns not to unplug for as long as an update would suffer from it: %s", (update) => {
  const now = snapshot({ led: "updating", firmware: firmware({ update, progress: 0.456 }) });
  const line = liveLine(now, at(0), amazonSmartPlug.rungs, { columns: 80, color: false, ascii: false });
  expect(/do not unplug/.test(line)).toBe(!NO_UPDATE.includes(update));
  expect(updateWords(now.firmware) === undefined).toBe(NO_UPDATE.includes(update));
  if (update === "downloading") expect(line).toContain("downloading 45 %, do not unplug");
});

it("tells what runs, what is on offer, and what becomes of it", () => {
  const offered = { version: "1.1.0", required: true };
  expect(firmwareText(firmware({}))).toBe("1.0.0");
  expect(firmwareText(firmware({ update: "required", offered }))).toBe("1.0.0; 1.1.0 is required");
  const downloading = firmware({
    update: "downloading",
    offered: { ...offered, required: false },
    progress: 0.999,
  });
  expect(firmwareText(downloading)).toBe("1.0.0; 1.1.0 is on offer: downloading 99 %, do not unplug");
});

it("has words of its own for each reason for which an image is refused", () => {
  const reasons: Record<ImageRefusal, true> = {
    truncated: true,
    not_an_image: true,
    bad_digest: true,
    bad_signature: true,
    wrong_model: true,
    downgrade: true,
    same_version: true,
  };
  const words = Object.keys(reasons).map(updateFailureWords);
  expect(new Set(words).size).toBe(words.length);
  for (const word of words) expect(word).not.toMatch(/_/);
});
