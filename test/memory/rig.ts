import { amazonSmartPlug, millis, type Profile } from "../../firmware-sim/index.ts";
import type { Answer, Request } from "../../src/control/protocol.ts";
import { type MemoryPlug, openMemoryPlug } from "../../src/memory/memory-plug.ts";
import { VirtualClock } from "../../src/runtime/virtual-clock.ts";
import { Mirror } from "../../src/view/mirror.ts";

/** A plug in memory, in a time that is let pass, and somebody who looks on. */
export class MemoryRig {
  readonly clock: VirtualClock;
  readonly plug: MemoryPlug;
  readonly mirror: Mirror;
  /** Called after each change. */
  changed: () => void = () => {};

  static async open(profile: Profile = amazonSmartPlug): Promise<MemoryRig> {
    const clock = new VirtualClock();
    const plug = await openMemoryPlug({
      id: "test",
      profile,
      time: { clock, wall: () => clock.wall(), virtual: clock, stands: true },
      zone: "UTC",
      version: "1.2.3",
    });
    const rig = new MemoryRig(clock, plug);
    await rig.pass(60_000);
    return rig;
  }

  private constructor(clock: VirtualClock, plug: MemoryPlug) {
    this.clock = clock;
    this.plug = plug;
    this.mirror = new Mirror(plug.feed.hello(), clock.now());
    plug.feed.listen((change, at) => {
      this.mirror.apply({ at, change });
      this.changed();
    });
  }

  /** Lets ms pass. */
  async pass(span: number): Promise<void> {
    await this.clock.advance(millis(span), new AbortController().signal);
  }

  ask(request: Request): Promise<Answer> {
    return this.plug.answer(request, new AbortController().signal);
  }

  /** Presses, lets ms pass, lets go, and lets two seconds pass. */
  async hold(span: number): Promise<void> {
    await this.ask({ do: "press" });
    await this.pass(span);
    await this.ask({ do: "release" });
    await this.pass(2000);
  }
}
