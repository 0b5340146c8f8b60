import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Elf, readElf } from "../support/elf.ts";
import { GUIDE } from "../support/pi-guide.ts";
import { ARCHITECTURES, type Architecture, natives, ROOT } from "../support/prebuilt.ts";

/** The 36 of 2.36, which Raspberry Pi OS 12 has; 13 has a newer one. */
const GLIBC = 36;

/** Installed as on such a computer, but for the install scripts: what is native does not run here. */
async function installFor(architecture: Architecture): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), `plugbench-${architecture}-`));
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(join(ROOT, file), join(folder, file));
  const system = ["--os=linux", `--cpu=${architecture}`, "--libc=glibc"];
  await promisify(execFile)("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", ...system], {
    cwd: folder,
  });
  return join(folder, "node_modules");
}

const folders = new Map<Architecture, string>();
beforeAll(async () => {
  for (const architecture of ARCHITECTURES) folders.set(architecture, await installFor(architecture));
});
afterAll(() => {
  for (const folder of folders.values()) rmSync(join(folder, ".."), { recursive: true, force: true });
});

/** One file, or what is in a package for glibc. */
function elvesAt(modules: string, name: string, ready: string): readonly Elf[] {
  const inPackage = ready.startsWith("prebuilds/");
  const folder = join(modules, inPackage ? name : ready);
  const files = inPackage ? [ready] : readdirSync(folder, { recursive: true, encoding: "utf8" });
  return files.flatMap((file) => (file.startsWith("musl") ? [] : (readAt(join(folder, file)) ?? [])));
}

function readAt(path: string): Elf | undefined {
  try {
    return readElf(readFileSync(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EISDIR") return undefined;
    throw error;
  }
}

describe.each(ARCHITECTURES)("an installation on %s", (architecture) => {
  it.each(natives())("has the native code of $name ready to $need", ({ name, need, ready }) => {
    const modules = folders.get(architecture)!;
    expect(ready[architecture].length).toBeGreaterThan(0);
    for (const each of ready[architecture]) {
      const elves = elvesAt(modules, name, each);
      expect(elves.length, each).toBeGreaterThan(0);
      for (const { machine, hardFloat, glibc } of elves) {
        expect(machine, each).toBe(architecture);
        expect(glibc, each).toBeLessThanOrEqual(GLIBC);
        // The tools for building are Go and Rust programs; Go's need no library, so that it does not matter.
        if (architecture === "arm" && need === "run") expect(hardFloat, each).toBe(true);
      }
    }
  });
});

it("takes no newer glibc to run than the guide says", () => {
  const asked = natives()
    .filter(({ need }) => need === "run")
    .flatMap(({ name, ready }) =>
      ARCHITECTURES.flatMap((each) => ready[each].flatMap((one) => elvesAt(folders.get(each)!, name, one))),
    );
  const newest = Math.max(...asked.map(({ glibc }) => glibc));
  expect(readFileSync(join(ROOT, GUIDE), "utf8")).toContain(`glibc 2.${newest} or newer`);
});
