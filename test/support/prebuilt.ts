import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** What Node calls the processors of a Raspberry Pi with a system of 64 and of 32 bits. */
export const ARCHITECTURES = ["arm64", "arm"] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** A package with native code, and where it has that ready. */
export interface Native {
  readonly name: string;
  readonly need: "run" | "build";
  /** Names of packages that npm takes for that processor and glibc, or files of the package itself. */
  readonly ready: Readonly<Record<Architecture, readonly string[]>>;
}

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}
type Lock = Readonly<Record<string, Locked>>;

const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));
export const LOCK: Lock = json("package-lock.json").packages;

/** As Node finds it: in the nearest node_modules. */
function locate(name: string, from: string): string | undefined {
  const path = from === "" ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (path in LOCK) return path;
  if (from === "") return undefined;
  return locate(name, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))));
}

const needsOf = ({ dependencies, optionalDependencies }: Locked) =>
  Object.keys({ ...dependencies, ...optionalDependencies });

/** These packages and all that they need in turn, as paths in the lock file. */
function closure(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const path = locate(name, from);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    for (const next of needsOf(LOCK[path]!)) visit(next, path);
  };
  for (const name of names) visit(name, "");
  return found;
}

/** What `npm run build` imports, and its compiler. */
function buildTools(): readonly string[] {
  const scripts = ["scripts/build.mjs", "scripts/page/build.mjs", "scripts/page/one-file.mjs"];
  const imported = scripts.flatMap((file) => [
    ...readFileSync(join(ROOT, file), "utf8").matchAll(/ from "([^".][^":]*)"/g),
  ]);
  return ["typescript", ...new Set(imported.map(([, name]) => name!))];
}

const filesOf = (path: string): readonly string[] =>
  existsSync(join(ROOT, path)) ? readdirSync(join(ROOT, path), { recursive: true, encoding: "utf8" }) : [];

/** Packages that npm takes instead of a compiler, by the processor. */
function readyPackages(path: string, architecture: Architecture): readonly string[] {
  return Object.keys(LOCK[path]!.optionalDependencies ?? {}).filter((name) => {
    const { os, cpu, libc } = LOCK[locate(name, path) ?? ""] ?? {};
    return os?.includes("linux") && cpu?.includes(architecture) && libc?.includes("glibc") !== false;
  });
}

function nativeAt(path: string, need: Native["need"]): Native[] {
  const { os, hasInstallScript = false, optionalDependencies = {} } = LOCK[path]!;
  // What is for one system is one of those packages itself.
  if (os !== undefined) return [];
  const files = filesOf(path).filter((file) => !file.includes("node_modules/"));
  const choosesByProcessor = Object.keys(optionalDependencies).some(
    (name) => LOCK[locate(name, path) ?? ""]?.cpu,
  );
  const isNative = files.some((file) => /(^|\/)binding\.gyp$|\.node$/.test(file));
  if (!(hasInstallScript || choosesByProcessor || isNative)) return [];
  const ready = (architecture: Architecture) => [
    ...readyPackages(path, architecture),
    ...files
      .filter((file) => file.startsWith(`prebuilds/linux-${architecture}/`) && file.endsWith(".glibc.node"))
      .sort(),
  ];
  const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
  return [{ name, need, ready: { arm64: ready("arm64"), arm: ready("arm") } }];
}

/** Everything native among what the program needs when it runs and when it is built. Of peers only what npm would install anyway. */
export function natives(): readonly Native[] {
  const run = closure(needsOf(LOCK[""]!));
  const build = [...closure(buildTools())].filter((path) => !run.has(path));
  return [
    ...[...run].flatMap((path) => nativeAt(path, "run")),
    ...build.flatMap((path) => nativeAt(path, "build")),
  ];
}

/** The same for the guide. */
export function prebuiltTable(): string {
  const list = (names: readonly string[]) =>
    names.map((name) => `\`${name.replace(/^prebuilds\//, "")}\``).join(", ");
  return [
    "| package | needed to | 64-bit system (arm64) | 32-bit system (armhf) |",
    "| ------- | --------- | --------------------- | --------------------- |",
    ...natives().map(
      ({ name, need, ready }) => `| ${name} | ${need} | ${list(ready.arm64)} | ${list(ready.arm)} |`,
    ),
  ].join("\n");
}
