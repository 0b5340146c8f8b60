import type { Cancel, Instant, Profile } from "../../../firmware-sim/index.ts";
import { systemTimeZone } from "../../config/time-zone.ts";
import { type Answer, type Request, readRequest } from "../../control/protocol.ts";
import { type MemoryPlug, openMemoryPlug } from "../../memory/memory-plug.ts";
import type { PlugTime } from "../../runtime/plug-time.ts";
import { systemClock } from "../../runtime/system-clock.ts";
import type { Change } from "../../view/batch.ts";
import { Mirror } from "../../view/mirror.ts";
import type { BenchLink, Contact } from "../link/bench-link.ts";

/** A page's timers go while it is looked at; a page that was away catches up like a plug whose machine slept. */
const TIME: PlugTime = { clock: systemClock, wall: () => new Date(), virtual: null, stands: false };

export interface LocalOptions {
  readonly profile: Profile;
  readonly makes: readonly Profile[];
  readonly version: string;
}

/** A plug in the page itself. */
export class LocalLink implements BenchLink {
  readonly mirror: Mirror;
  readonly contact: Contact = { is: "live" };
  readonly #options: LocalOptions;
  readonly #listeners = new Set<() => void>();
  #plug: MemoryPlug;
  #begun = 1;

  /** Resolves once the plug is plugged in. */
  static async open(options: LocalOptions): Promise<LocalLink> {
    return new LocalLink(options, await openPlug(options, 1));
  }

  private constructor(options: LocalOptions, plug: MemoryPlug) {
    this.#options = options;
    this.#plug = plug;
    this.mirror = new Mirror(plug.feed.hello(), this.now());
    this.#follow();
  }

  /** Puts a new plug into the old one's place, in a new home; nothing is left of what was. */
  async beginAnew(profile: Profile): Promise<void> {
    this.#begun += 1;
    const old = this.#plug;
    this.#plug = await openPlug({ ...this.#options, profile }, this.#begun);
    await old.close();
    this.mirror.apply({ at: this.now(), hello: this.#plug.feed.hello() });
    this.#follow();
    this.#tell();
  }

  now(): Instant {
    return systemClock.now();
  }

  onUpdate(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async ask(request: Request): Promise<Answer> {
    // Under the same rules as one that comes over a wire.
    const read = readRequest(JSON.stringify(request));
    return "do" in read ? this.#plug.answer(read, new AbortController().signal) : read;
  }

  #follow(): void {
    this.#plug.feed.listen((change: Change, at: Instant) => {
      this.mirror.apply({ at, change });
      this.#tell();
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const openPlug = ({ profile, makes, version }: LocalOptions, number: number): Promise<MemoryPlug> =>
  openMemoryPlug({
    id: `page-${number}`,
    profile,
    makes,
    time: TIME,
    zone: systemTimeZone(),
    version,
  });
