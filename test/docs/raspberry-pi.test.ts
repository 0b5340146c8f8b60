import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { GpioError, type LineInfo } from "../../board/gpiochip-io/index.ts";
import { levelsOf } from "../../board/levels.ts";
import { loadPinMap } from "../../board/pins.ts";
import { explainGpioError } from "../../board/raspberry-pi/open-error.ts";
import { gpioAdvice, thisHost } from "../../board/raspberry-pi/rights.ts";
import { COLORS, type ColorName } from "../../firmware-sim/index.ts";
import { tellPi } from "../../src/cli/doctor-pi.ts";
import { teller } from "../../src/cli/marks.ts";
import { readElf } from "../support/elf.ts";
import { GUIDE, type Guide, guide } from "../support/pi-guide.ts";
import { ARCHITECTURES, LOCK, natives, prebuiltTable, ROOT } from "../support/prebuilt.ts";
import { requireTool } from "../support/tools.ts";

const lineOf = (offset: number, consumer: string): LineInfo => ({
  offset,
  name: "",
  consumer,
  used: consumer !== "",
  output: false,
  activeLow: false,
});

/** What doctor says of a Pi 4 with SPI switched on. */
function doctorsWords(): string {
  const used: Readonly<Record<number, string>> = { 7: "spi0 CS1", 8: "spi0 CS0" };
  const lines = Array.from({ length: 58 }, (_, offset) => lineOf(offset, used[offset] ?? ""));
  const chip = { path: "/dev/gpiochip0", label: "pinctrl-bcm2711", lines };
  const report = { model: "Raspberry Pi 4 Model B Rev 1.4", chip, problem: undefined, keepsLevels: true };
  let said = "";
  const { env, stdin, stdout } = process;
  const io = {
    env,
    stdin,
    stdout,
    directory: "/",
    err: () => {},
    out: (text: string) => void (said += text),
  };
  tellPi(report, loadPinMap("raspberry-pi"), teller(io));
  return `\`\`\`text\n${said}\`\`\``;
}

const GENERATED: Readonly<Record<string, () => string>> = { doctor: doctorsWords, prebuilt: prebuiltTable };

describe("the parts of the guide that the program makes", () => {
  it.each(Object.entries(GENERATED))("are those that it makes now: %s", (name, make) => {
    const file = join(ROOT, GUIDE);
    const part = new RegExp(`(<!-- begin ${name} .*-->\n)[\\s\\S]*?(<!-- end ${name} -->)`);
    const drawn = readFileSync(file, "utf8").replace(
      part,
      (_, begin, end) => `${begin}\n${make()}\n\n${end}`,
    );
    if (process.env["PLUGBENCH_DRAW"] === "1") writeFileSync(file, drawn);
    expect(drawn).toContain(make());
    expect(readFileSync(file, "utf8")).toBe(drawn);
  });
});

describe("every package with native code", () => {
  it.each(natives())("is ready for both kinds of Raspberry Pi OS: $name", ({ ready }) => {
    for (const architecture of ARCHITECTURES) expect(ready[architecture]).not.toEqual([]);
  });

  it("is among them when it has a script that npm runs as it installs", () => {
    const withScript = Object.keys(LOCK).filter((path) => LOCK[path]!.hasInstallScript);
    expect(withScript.length).toBeGreaterThan(0);
    const known = natives().map(({ name }) => `node_modules/${name}`);
    expect(withScript.filter((path) => !known.includes(path))).toEqual([]);
  });

  it.each([
    ["arm64", "", "armv8.glibc.node"],
    ["arm", "7", "armv7.glibc.node"],
    ["arm", "6", "armv6.glibc.node"],
  ] as const)("is found by serialport's loader: %s %s", (architecture, version, file) => {
    const bindings = join(ROOT, "node_modules/@serialport/bindings-cpp");
    const env = {
      ...process.env,
      npm_config_arch: architecture,
      npm_config_platform: "linux",
      ARM_VERSION: version,
      LIBC: "glibc",
    };
    const script = `process.stdout.write(require("node-gyp-build").path(${JSON.stringify(bindings)}))`;
    const found = execFileSync(process.execPath, ["-e", script], { env, cwd: ROOT, encoding: "utf8" });
    expect(found.endsWith(file), found).toBe(true);
    expect(readElf(readFileSync(found))).toMatchObject({
      machine: architecture,
      hardFloat: architecture === "arm",
    });
  });
});

describe("the guide's commands", () => {
  const page: Guide = guide();

  it("are each run by a test, or known to need a Raspberry Pi or its system", () => {
    const elsewhere = [
      /^sudo apt (update|install --yes [a-z -]+)$/,
      /^sudo npm install --global npm@\d+$/,
      /^git clone https:\/\/github\.com\/OWNER\/plugbench\.git ~\/plugbench$/,
      /^cd ~?\/?plugbench$/,
      /^scp plugbench-\*\.tgz zero\.local:$/,
      /^ssh -L 8080:127\.0\.0\.1:8080 pi\.local$/,
      // test/system/raspberry-pi.test.ts asks systemd about the unit itself.
      /^sudo cp examples\/plugbench\.service \/etc\/systemd\/system\/plugbench@\.service$/,
      /^sudo systemctl (daemon-reload|(enable --now|edit|restart) plugbench@\$USER)$/,
      /^journalctl --unit plugbench@\$USER --follow$/,
    ];
    const tested = [...page.archive, ...page.run, ...page.zero, page.join];
    const rest = page.commands.filter((line) => !tested.includes(line));
    expect(rest.filter((line) => !elsewhere.some((known) => known.test(line)))).toEqual([]);
  });

  it("join the group that doctor names", () => {
    const stat = () => ({ gid: 986, mode: 0o660 });
    const host = { ...thisHost(), stat, read: () => "gpio:x:986:", user: "ann", groups: [] };
    expect(gpioAdvice("/dev/gpiochip0", host)).toContain(`"${page.join}"`);
  });

  const canUnpack = process.platform === "linux" && requireTool("xz", ["--version"]);
  it.skipIf(!canUnpack).each([
    ["arm64", "arm64"],
    ["armhf", "armv7l"],
  ])("take the right Node from an archive whose sum is right: %s", (debian, node) => {
    const stage = new Stage(debian);
    stage.publish(`node-v22.23.1-linux-${node}.tar.xz`, stage.nodeArchive());
    for (const other of ["arm64", "armv7l", "x64"].filter((name) => name !== node))
      stage.publish(`node-v22.23.1-linux-${other}.tar.xz`, Buffer.from("not this one"));
    stage.run(page.archive);
    expect(execFileSync(join(stage.local, "bin/node"), { encoding: "utf8" })).toBe("22\n");
    stage.remove();
  });

  it.skipIf(!canUnpack)("unpack nothing whose sum is wrong", () => {
    const stage = new Stage("arm64");
    stage.publish("node-v22.23.1-linux-arm64.tar.xz", stage.nodeArchive(), "0".repeat(64));
    expect(() => stage.run(page.archive)).toThrow();
    expect(existsSync(join(stage.local, "bin"))).toBe(false);
    stage.remove();
  });
});

it("tells the truth about orange", () => {
  const shown = (color: ColorName) => levelsOf(loadPinMap("raspberry-pi"), { color, closed: false });
  expect(shown("orange")).toEqual(shown("yellow"));
  const others = Object.keys(COLORS).filter((color) => color !== "orange") as ColorName[];
  expect(new Set(others.map((color) => JSON.stringify([...shown(color)]))).size).toBe(others.length);
});

describe("what the guide says of messages", () => {
  const refusal = (code: string, inUse = [lineOf(24, "gpioset")]) => {
    const error = new GpioError(code, "cannot do it", "/dev/gpiochip0", code === "EBUSY" ? inUse : []);
    return (explainGpioError(error, () => "do this") as Error).message;
  };
  const source = (file: string) => readFileSync(join(ROOT, file), "utf8");

  it.each([
    ["is not yours to open", refusal("EACCES")],
    ["GPIO24 is in use by", refusal("EBUSY")],
    ["a Raspberry Pi's GPIO chip was not found", source("board/raspberry-pi/header-session.ts")],
    ["koffi, which calls the kernel, cannot be loaded", source("board/gpiochip-io/syscalls.ts")],
    ["--omit=optional", refusal("ENOPKG")],
    ["install Node ", source("src/cli/doctor.ts")],
  ])("is about one that there is: %s", (words, program) => {
    expect(program).toContain(words);
    expect(source(GUIDE)).toContain(words);
  });
});

/** A folder that stands for nodejs.org, /usr/local and the home folder of a Raspberry Pi. */
class Stage {
  readonly #root = mkdtempSync(join(tmpdir(), "plugbench-pi-"));
  readonly local = this.#folder("local");
  readonly #home = this.#folder("home");
  readonly #site = this.#folder("site");
  readonly #tools = this.#folder("tools");

  constructor(architecture: string) {
    writeFileSync(join(this.#site, "SHASUMS256.txt"), "");
    this.#tool("dpkg", `echo ${architecture}`);
    this.#tool("sudo", 'exec "$@"');
    this.#tool("curl", `for last; do :; done; exec cp "${this.#site}/$(basename "$last")" .`);
  }

  publish(name: string, bytes: Buffer, sum = createHash("sha256").update(bytes).digest("hex")): void {
    writeFileSync(join(this.#site, name), bytes);
    writeFileSync(join(this.#site, "SHASUMS256.txt"), `${sum}  ${name}\n`, { flag: "a" });
  }

  nodeArchive(): Buffer {
    const folder = this.#folder("node-v22.23.1/bin");
    writeFileSync(join(folder, "node"), "#!/bin/sh\necho 22\n", { mode: 0o755 });
    return execFileSync("tar", ["--create", "--xz", "--directory", this.#root, "node-v22.23.1"]);
  }

  run(lines: readonly string[]): void {
    const script = lines.join("\n").replaceAll("/usr/local", this.local);
    const path = [this.#tools, process.env["PATH"]].join(delimiter);
    execFileSync("sh", ["-e", "-c", script], {
      cwd: this.#home,
      env: { ...process.env, PATH: path },
      stdio: "pipe",
    });
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }

  #folder(name: string): string {
    const path = join(this.#root, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  #tool(name: string, script: string): void {
    writeFileSync(join(this.#tools, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
}
