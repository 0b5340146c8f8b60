import { posix } from "node:path";
import type { FsPort, OpenFile } from "../../src/store/fs-port.ts";

/** A file's bytes as running programs see them, and as they were at its last fsync. */
interface FileNode {
  seen: Uint8Array;
  durable: Uint8Array;
}
type Node = FileNode | "directory";

/** A change of a directory that is not yet durable. Each is atomic; which of them survive a power cut is up to the disk. */
interface NameChange {
  readonly directory: string;
  readonly removes: string | undefined;
  readonly sets: readonly [string, Node] | undefined;
}

interface Fault {
  /** The call that fails, counted from 0. */
  readonly at: number;
  /** The error's code; without one the call is a write that takes only half of its bytes. */
  readonly code?: string;
}

export interface CrashOptions {
  /** The power goes before this call, counted from 0, and stays away. */
  readonly cutAt?: number;
  readonly faults?: readonly Fault[];
  /** A disk that answers these calls without doing them. */
  readonly ignores?: readonly ("sync" | "syncDirectory")[];
}

const errno = (code: string) => Object.assign(new Error(`${code}: made by the test`), { code });

/** Windows's own spelling of the paths that tests write the POSIX way. */
const posixly = (path: string) => path.replace(/^[A-Za-z]:/, "").replaceAll("\\", "/");

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** What a power cut can leave of a file: the old bytes, the new, the new size filled with zeroes, or the first half. */
function remains({ seen, durable }: FileNode): Uint8Array[] {
  return same(seen, durable)
    ? [seen]
    : [durable, seen, new Uint8Array(seen.length), seen.slice(0, seen.length >> 1)];
}

function* combinations<T>(choices: readonly (readonly T[])[]): Generator<readonly T[]> {
  const [first, ...rest] = choices;
  if (first === undefined) return yield [];
  for (const tail of combinations(rest)) for (const choice of first) yield [choice, ...tail];
}

/**
 * A POSIX file system in memory with two views: what programs see, and what is durable. Un-synced bytes may be lost, torn or kept;
 * of un-synced directory changes any subset may survive, whatever their order (stricter than ext4, as POSIX allows).
 */
export class CrashFs implements FsPort {
  /** The name of every call so far; its index is what `cutAt` and `faults` count by. */
  readonly calls: string[] = [];
  powerIsCut = false;
  /** Files opened and not closed; a close that fails has closed all the same. */
  openFiles = 0;
  private names = new Map<string, Node>([["/", "directory"]]);
  private durableNames = new Map<string, Node>([["/", "directory"]]);
  private pending: NameChange[] = [];
  private readonly options: CrashOptions;

  /** A disk that holds these directories; the parents must come first. */
  constructor(directories: readonly string[] = [], options: CrashOptions = {}) {
    this.options = options;
    for (const path of directories)
      for (const view of [this.names, this.durableNames]) view.set(path, "directory");
  }

  /** The same machine after its programs were killed: nothing seen is lost, nothing more is durable. Calls count from 0 again. */
  restarted(options: CrashOptions = {}): CrashFs {
    const copy = new CrashFs([], options);
    const twins = new Map<Node, Node>([["directory", "directory"]]);
    const twin = (node: Node): Node => {
      if (!twins.has(node)) twins.set(node, { ...(node as FileNode) });
      return twins.get(node)!;
    };
    const copied = (names: Map<string, Node>) =>
      new Map([...names].map(([path, node]) => [path, twin(node)]));
    copy.names = copied(this.names);
    copy.durableNames = copied(this.durableNames);
    copy.pending = this.pending.map(({ sets, ...change }) => ({
      ...change,
      sets: sets && ([sets[0], twin(sets[1])] as const),
    }));
    return copy;
  }

  /** Every disk that a power cut now could leave. */
  images(): CrashFs[] {
    const images = new Map<string, CrashFs>();
    for (const kept of combinations(this.pending.map(() => [false, true]))) {
      const names = new Map(this.durableNames);
      for (const change of this.pending.filter((_, index) => kept[index])) apply(change, names);
      const files = [...names].filter((entry): entry is [string, FileNode] => entry[1] !== "directory");
      for (const contents of combinations(files.map(([, node]) => remains(node)))) {
        const image = new CrashFs(
          [...names].filter(([, node]) => node === "directory").map(([path]) => path),
        );
        for (const [index, [path]] of files.entries()) image.put(path, contents[index]!);
        images.set(image.fingerprint(), image);
      }
    }
    return [...images.values()];
  }

  /** Puts a durable file on the disk, past all counting. */
  put(path: string, bytes: Uint8Array): void {
    const node = { seen: bytes, durable: bytes };
    for (const view of [this.names, this.durableNames]) view.set(path, node);
  }

  /** Takes a file off the disk, past all counting. */
  take(path: string): void {
    for (const view of [this.names, this.durableNames]) view.delete(path);
  }

  /** Every file as programs see it. */
  files(): ReadonlyMap<string, Uint8Array> {
    const files = new Map<string, Uint8Array>();
    for (const [path, node] of this.names) if (node !== "directory") files.set(path, node.seen);
    return files;
  }

  async create(given: string): Promise<OpenFile> {
    const path = posixly(given);
    this.begin("create", path);
    let node = this.names.get(path);
    if (node === "directory") throw errno("EISDIR");
    if (node === undefined) {
      node = { seen: new Uint8Array(), durable: new Uint8Array() };
      this.change(path, undefined, [path, node]);
    }
    node.seen = new Uint8Array();
    this.openFiles++;
    return this.openFile(node);
  }

  async rename(from: string, to: string): Promise<void> {
    const [source, target] = [posixly(from), posixly(to)];
    this.begin("rename", source);
    this.change(target, source, [target, this.existing(source)]);
  }

  async unlink(given: string): Promise<void> {
    const path = posixly(given);
    this.begin("unlink", path);
    this.existing(path);
    this.change(path, path, undefined);
  }

  async makeDirectory(given: string): Promise<void> {
    const path = posixly(given);
    this.begin("makeDirectory", path);
    if (this.names.has(path)) throw errno("EEXIST");
    this.change(path, undefined, [path, "directory"]);
  }

  async syncDirectory(given: string): Promise<void> {
    const path = posixly(given);
    this.begin("syncDirectory", path);
    this.existing(path);
    if (this.options.ignores?.includes("syncDirectory")) return;
    for (const change of this.pending) if (change.directory === path) apply(change, this.durableNames);
    this.pending = this.pending.filter(({ directory }) => directory !== path);
  }

  async read(given: string, limit: number): Promise<Uint8Array | undefined> {
    const path = posixly(given);
    this.begin("read", path);
    const node = this.existing(path);
    if (node === "directory") throw errno("EISDIR");
    return node.seen.length > limit ? undefined : node.seen;
  }

  async list(given: string): Promise<readonly string[]> {
    const path = posixly(given);
    this.begin("list", path);
    if (this.existing(path) !== "directory") throw errno("ENOTDIR");
    return [...this.names.keys()]
      .filter((name) => name !== "/" && posix.dirname(name) === path)
      .map((name) => posix.basename(name));
  }

  async realPath(given: string): Promise<string> {
    const path = posixly(given);
    this.begin("realPath", path);
    this.existing(path);
    return path;
  }

  private openFile(node: FileNode): OpenFile {
    return {
      write: async (bytes) => {
        const half = this.begin("write") === "half";
        const taken = half ? bytes.slice(0, bytes.length >> 1) : bytes;
        node.seen = Uint8Array.from([...node.seen, ...taken]);
        return taken.length;
      },
      sync: async () => {
        this.begin("sync");
        if (!this.options.ignores?.includes("sync")) node.durable = node.seen;
      },
      close: async () => {
        this.openFiles--;
        this.begin("close");
      },
    };
  }

  /** Counts a call, and cuts or fails it if that is asked for. */
  private begin(call: string, path?: string): "whole" | "half" {
    const at = this.calls.length;
    if (at === this.options.cutAt) this.powerIsCut = true;
    if (this.powerIsCut) throw errno("EPOWERCUT");
    this.calls.push(call);
    const fault = this.options.faults?.find((candidate) => candidate.at === at);
    if (fault?.code !== undefined) throw errno(fault.code);
    if (path !== undefined && path !== "/") {
      const parent = this.names.get(posix.dirname(path));
      if (parent !== "directory") throw errno(parent === undefined ? "ENOENT" : "ENOTDIR");
    }
    return fault === undefined ? "whole" : "half";
  }

  private existing(path: string): Node {
    const node = this.names.get(path);
    if (node === undefined) throw errno("ENOENT");
    return node;
  }

  private change(path: string, removes: string | undefined, sets: readonly [string, Node] | undefined): void {
    const change = { directory: posix.dirname(path), removes, sets };
    apply(change, this.names);
    this.pending.push(change);
  }

  private fingerprint(): string {
    return [...this.names]
      .map(
        ([path, node]) => `${path}=${node === "directory" ? node : Buffer.from(node.seen).toString("hex")}`,
      )
      .sort()
      .join("\n");
  }
}

function apply({ removes, sets }: NameChange, names: Map<string, Node>): void {
  if (removes !== undefined) names.delete(removes);
  if (sets !== undefined) names.set(...sets);
}
