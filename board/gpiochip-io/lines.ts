import type { Chip } from "./chip.ts";
import type { Edge, LineRequest } from "./line-request.ts";
import type { Level, LineConfig } from "./uapi.ts";

/** The lines of one chip that this program holds, whichever request they are of. All may throw GpioError. */
export class Lines {
  readonly #chip: Chip;
  readonly #consumer: string;
  readonly #onEdges: () => void;
  readonly #requests = new Map<number, LineRequest>();
  /** Those with edges. */
  readonly #watched = new Set<LineRequest>();

  /** @param onEdges called when there are edges to be read, or when the chip is gone */
  constructor(chip: Chip, consumer: string, onEdges: () => void) {
    this.#chip = chip;
    this.#consumer = consumer;
    this.#onEdges = onEdges;
  }

  /** Undefined for a line that is not held. */
  configOf(line: number): LineConfig | undefined {
    return this.#requests.get(line)?.configOf(line);
  }

  /** Takes lines in one request. @throws Error for one that is held already */
  open(configs: ReadonlyMap<number, LineConfig>): void {
    for (const line of configs.keys()) {
      if (this.#requests.has(line)) throw new Error(`${this.#nameOf(line)} is in use already`);
    }
    const request = this.#chip.request([...configs.keys()], [...configs.values()], this.#consumer);
    for (const [line, config] of configs) {
      this.#requests.set(line, request);
      this.#watch(request, config);
    }
  }

  /** Takes a line, or changes one that is held. */
  configure(line: number, config: LineConfig): void {
    const request = this.#requests.get(line);
    if (request === undefined) {
      this.open(new Map([[line, config]]));
    } else {
      request.configure(line, config);
      this.#watch(request, config);
    }
  }

  /** One ioctl for each request. @throws RangeError for a line that is not an output */
  write(levels: ReadonlyMap<number, Level>): void {
    const parts = new Map<LineRequest, Map<number, Level>>();
    for (const [line, level] of levels) {
      const request = this.#requests.get(line);
      if (request?.configOf(line).output !== true)
        throw new RangeError(`${this.#nameOf(line)} is not an output`);
      parts.set(request, (parts.get(request) ?? new Map<number, Level>()).set(line, level));
    }
    for (const [request, part] of parts) request.write(part);
  }

  /** The level now. @throws Error for a line that is not held */
  read(line: number): Level {
    const request = this.#requests.get(line);
    if (request === undefined) throw new Error(`${this.#nameOf(line)} is not in use`);
    return request.read(line);
  }

  /** All edges that the kernel holds, by time. */
  readEdges(): Edge[] {
    const edges = [...this.#watched].flatMap((request) => request.readEdges());
    return edges.sort((a, b) => Number(a.timestampNs - b.timestampNs));
  }

  release(): void {
    for (const request of new Set(this.#requests.values())) request.close();
    this.#requests.clear();
    this.#watched.clear();
  }

  #watch(request: LineRequest, config: LineConfig): void {
    if (config.output || !config.edges) return;
    this.#watched.add(request);
    request.watch(this.#onEdges);
  }

  #nameOf(line: number): string {
    return `pin ${line} of ${this.#chip.info.path}`;
  }
}
