import type { BoardPort } from "../../../board/port.ts";
import type { Cancel } from "../../../firmware-sim/index.ts";
import type { Mqtt } from "../../mqtt/mqtt.ts";
import type { Host } from "../../runtime/host.ts";
import { within } from "../../runtime/within.ts";
import type { ControlServer } from "../control/server.ts";
import type { OpenPage } from "./open-page.ts";
import type { PlugState } from "./plug-state.ts";
import type { ReadyFile } from "./ready-file.ts";

/** All must be safe after this long, ms, whatever board, disk and broker do; the answer to `ctl stop` comes after it. */
const SAFE_WITHIN = 2500;

/** What a start has opened so far, and how all of it is closed again. */
export class Running {
  readonly ready: ReadyFile;
  state?: PlugState;
  board?: BoardPort;
  broker?: Mqtt;
  host?: Host;
  control?: ControlServer;
  page?: OpenPage;
  endScreen: Cancel = () => {};
  endRecording: Cancel = () => {};
  /** Resolves when relay and lamp are safe and another process may have the state. */
  readonly closed: Promise<void>;
  #isClosed: () => void = () => {};

  constructor(ready: ReadyFile) {
    this.ready = ready;
    this.closed = new Promise((resolve) => {
      this.#isClosed = resolve;
    });
  }

  async close(): Promise<void> {
    // First, for what a page asks from now on would be done to a plug that is being put away.
    const pageClosed = this.page?.close();
    this.endRecording();
    this.endScreen();
    await within(SAFE_WITHIN, this.#makeSafe(), undefined);
    this.ready.remove();
    this.#isClosed();
    await Promise.all([this.control?.close(), pageClosed]);
  }

  async #makeSafe(): Promise<void> {
    await Promise.all([this.host?.close() ?? this.board?.close(), this.broker?.close()]);
    await this.state?.release();
  }
}
