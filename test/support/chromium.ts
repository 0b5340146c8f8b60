import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { requireTool } from "./tools.ts";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

const installed = (): string | undefined =>
  (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find(existsSync);

/** Whether there is a Chromium to be driven; its absence is an error in CI, a stated skip elsewhere. */
export const requireChromium = (): boolean =>
  installed() !== undefined || requireTool("chromium", ["--version"]);

/** The machine's own Chromium, without a window. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: installed() ?? "chromium",
    // As root it starts only without its sandbox.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
