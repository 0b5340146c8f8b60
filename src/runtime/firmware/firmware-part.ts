import { after, type Cancel, type Instant, millis } from "../../../firmware-sim/index.ts";
import { type Command, done, type Outcome, refused } from "../command.ts";
import type { Bench, HostPart, MakePart } from "../parts.ts";
import type { Snapshot } from "../snapshot.ts";
import type { WorldEffect } from "../world.ts";
import type { FirmwarePort } from "./port.ts";

/** Bytes that come in one tick, and how long that is, ms: 2 KiB a second is slow, so that there is something to see. */
const PACE = 2048;
const TICK = millis(1000);
/** How long the plug takes to look at an image, ms: assumed. */
const VERIFYING = millis(1000);
/** What a plug does of updates when it can be told of one: nothing, or it waits for its user. */
const TELLABLE = ["none", "available", "required"];

interface Offer {
  readonly model: string;
  readonly version: string;
  readonly required: boolean;
  readonly image: Uint8Array;
}

/**
 * The maker's server, which holds one offer and tells the plug of it whenever the two reach each other, and what the plug keeps
 * in RAM of an image while it downloads, verifies and stages it.
 */
export const firmwarePart =
  (port: FirmwarePort): MakePart =>
  (bench) =>
    new FirmwarePart(port, bench);

class FirmwarePart implements HostPart {
  readonly #port: FirmwarePort;
  readonly #bench: Bench;
  #offer: Offer | null = null;
  /** What the plug has, or will have, of the image: the same bytes are judged and kept. */
  #image: Uint8Array = new Uint8Array();
  #cancelWork: Cancel = () => {};
  #cancelCheck: Cancel | null = null;

  constructor(port: FirmwarePort, bench: Bench) {
    this.#port = port;
    this.#bench = bench;
  }

  command(command: Command): Outcome | undefined {
    if (command.do !== "offerFirmware") return undefined;
    const { version, required, damage } = command;
    const now = this.#bench.snapshot();
    const model = now.profile.id;
    let image: Uint8Array;
    try {
      image = this.#port.release({ model, version, ...(damage === undefined ? {} : { damage }) });
    } catch (error) {
      return refused("bad_value", (error as Error).message);
    }
    const outcome = hears(now) ? this.#bench.tell({ kind: "updateOffered", version, required }) : done;
    if (outcome.ok) this.#offer = { model, version, required, image };
    return outcome;
  }

  /** The plug asks for updates as soon as it reaches the cloud. Told later: whoever else listens hears first of what made it so. */
  follow(now: Snapshot): void {
    if (this.#cancelCheck !== null || !this.#isNews(now)) return;
    this.#cancelCheck = this.#bench.clock.wakeAt(this.#now(), () => {
      this.#cancelCheck = null;
      if (!this.#isNews(this.#bench.snapshot())) return;
      const { version, required } = this.#offer!;
      this.#bench.tell({ kind: "updateOffered", version, required });
    });
  }

  take(effect: WorldEffect): void {
    switch (effect.kind) {
      case "download":
        this.#image = this.#offer!.image;
        this.#receive(0, this.#now());
        break;
      case "verify":
        this.#wakeAt(after(this.#now(), VERIFYING), () => this.#judge());
        break;
      case "stage":
        this.#bench.stage(effect, this.#image);
        break;
      case "dropDownload":
        this.#cancelWork();
        break;
      case "notice":
        if (effect.notice === "updateDone" && effect.version === this.#offer?.version) this.#offer = null;
        break;
    }
  }

  cut(): void {
    this.#cancelWork();
  }

  stop(): void {
    this.#cancelWork();
    this.#cancelCheck?.();
  }

  #now(): Instant {
    return this.#bench.clock.now();
  }

  #wakeAt(at: Instant, work: () => void): void {
    this.#cancelWork = this.#bench.clock.wakeAt(at, work);
  }

  /** The maker has something for this plug that it does not know of. */
  #isNews(now: Snapshot): boolean {
    if (this.#offer?.model !== now.profile.id || !hears(now)) return false;
    const { version, required } = this.#offer;
    const { update, offered } = now.firmware;
    const knows = offered?.version === version && offered.required === required;
    return TELLABLE.includes(update) && !knows;
  }

  #receive(received: number, at: Instant): void {
    const due = after(at, TICK);
    this.#wakeAt(due, () => {
      const more = received + PACE;
      if (more >= this.#image.length) {
        this.#bench.tell({ kind: "downloaded" });
        return;
      }
      this.#receive(more, due);
      this.#bench.tell({ kind: "downloading", share: more / this.#image.length });
    });
  }

  #judge(): void {
    const { profile, firmware } = this.#bench.snapshot();
    const verdict = this.#port.judge(this.#image, { model: profile.id, running: firmware.version });
    if (verdict.ok) this.#bench.tell({ kind: "imageAccepted", version: verdict.version });
    else this.#bench.tell({ kind: "imageRefused", reason: verdict.reason });
  }
}

const hears = ({ lifecycle, network }: Snapshot): boolean => lifecycle === "online" && network === "cloud";
