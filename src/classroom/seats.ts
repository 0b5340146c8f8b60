import { randomBytes } from "node:crypto";
import { after, type Cancel, type Clock, millis, type Profile, since } from "../../firmware-sim/index.ts";
import { openMemoryPlug } from "../memory/memory-plug.ts";
import { PlugDoor } from "../web/plug-door.ts";
import type { Seat } from "./seat.ts";

export const MOST_SEATS = 40;
/** A plug that nobody came to for so long is closed. */
export const LONGEST_ABSENCE = millis(2 * 3600_000);
const LOOK_EVERY = millis(60_000);

/** What the plugs of a class have in common. */
export interface ClassroomOptions {
  readonly clock: Clock;
  readonly wall: () => Date;
  /** By which their schedules fire, IANA. */
  readonly zone: string;
  /** Of this program, x.y.z. */
  readonly version: string;
  readonly profile: Profile;
  readonly makes: readonly Profile[];
}

export interface SeatsOptions extends ClassroomOptions {
  /** A seat is new, or something of it is different; it is closed, once it is no longer among them. */
  readonly changed: (seat: Seat) => void;
}

/** Who sits where. Only who has a seat's key comes to its plug. */
export class Seats {
  readonly #options: SeatsOptions;
  readonly #byKey = new Map<string, Seat>();
  /** Names that are taken, plain; also of those whose plug is being plugged in. */
  readonly #names = new Set<string>();
  #made = 0;
  #isClosed = false;
  #cancel: Cancel = () => {};

  constructor(options: SeatsOptions) {
    this.#options = options;
    this.#watch();
  }

  get all(): readonly Seat[] {
    return [...this.#byKey.values()];
  }

  withKey(key: string | undefined): Seat | undefined {
    return key === undefined ? undefined : this.#byKey.get(key);
  }

  /** Answers with the key of a new seat, or with why there is none. */
  async take(name: string): Promise<{ readonly key: string } | "full" | "name taken"> {
    const taken = plain(name);
    if (this.#names.has(taken)) return "name taken";
    if (this.#names.size >= MOST_SEATS) return "full";
    this.#names.add(taken);
    this.#made += 1;
    const { clock, wall, zone, version, profile, makes, changed } = this.#options;
    const id = `class-${this.#made}`;
    const time = { clock, wall, virtual: null, stands: false };
    const plug = await openMemoryPlug({ id, profile, makes, time, zone, version });
    if (this.#isClosed) {
      await plug.close();
      return "full";
    }
    const door = new PlugDoor({ feed: plug.feed, clock, answer: plug.answer }, clock);
    const seat: Seat = { id, name, plug, door, looking: 0, lastContact: clock.now() };
    plug.feed.listen(() => changed(seat));
    const key = randomBytes(16).toString("base64url");
    this.#byKey.set(key, seat);
    changed(seat);
    return { key };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await Promise.all([...this.#byKey.keys()].map((key) => this.#end(key)));
  }

  #watch(): void {
    const { clock } = this.#options;
    this.#cancel = clock.wakeAt(after(clock.now(), LOOK_EVERY), () => {
      for (const [key, { looking, lastContact }] of this.#byKey)
        if (looking === 0 && since(lastContact, clock.now()) >= LONGEST_ABSENCE) void this.#end(key);
      this.#watch();
    });
  }

  async #end(key: string): Promise<void> {
    const seat = this.#byKey.get(key)!;
    this.#byKey.delete(key);
    this.#names.delete(plain(seat.name));
    this.#options.changed(seat);
    seat.door.close();
    await seat.plug.close();
  }
}

/** Names that read the same are the same. */
const plain = (name: string): string => name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
