import type { ColorName } from "../../firmware-sim/index.ts";
import type { Host, Report } from "../runtime/host.ts";
import type { LampEdge } from "../seen/lamp.ts";
import type { Published } from "./bench-port.ts";
import type { OpenedBoard, Sight } from "./boards.ts";
import { Eye } from "./eye.ts";
import type { BenchTime } from "./time.ts";

/** What was seen and heard since a bench was opened; all times are ms since then. Before begin() it stays empty. */
export class Notebook {
  readonly reports: { readonly at: number; readonly report: Report }[] = [];
  readonly patterns: { readonly at: number; readonly name: string }[] = [];
  readonly published: Published[] = [];
  outlet: Sight["outlet"] = "off";
  readonly #time: BenchTime;
  #zero = 0;
  #board: OpenedBoard | null = null;
  #eye = new Eye(0, { at: 0, color: "off" });

  constructor(time: BenchTime) {
    this.#time = time;
  }

  begin(board: OpenedBoard, host: Host): void {
    this.#zero = this.#time.clock.now();
    this.#board = board;
    const { lamp, outlet } = board.sight();
    this.#eye = new Eye(board.flicker, { at: 0, color: lamp });
    this.outlet = outlet;
    this.patterns.push({ at: 0, name: host.snapshot.led.name });
    host.onReport((report) => this.reports.push({ at: this.now, report }));
    host.onChange(({ led }) => {
      if (led.name !== this.patterns.at(-1)!.name) this.patterns.push({ at: this.now, name: led.name });
    });
  }

  get now(): number {
    return this.#time.clock.now() - this.#zero;
  }

  get lampEdges(): readonly LampEdge[] {
    return this.#eye.edges;
  }

  get lamp(): ColorName {
    return this.#eye.lamp;
  }

  /** At the board, where lamp or relay may be different now. */
  readonly look = (): void => {
    if (this.#board === null) return;
    const { lamp, outlet } = this.#board.sight();
    const newEdge = this.#eye.see(lamp, this.now);
    if (!newEdge && outlet === this.outlet) return;
    this.outlet = outlet;
    this.#time.changed();
  };

  readonly took = (message: Omit<Published, "at">): void => {
    if (this.#board === null) return;
    this.published.push({ at: this.now, ...message });
    this.#time.changed();
  };
}
