import { type Command, done, type Outcome } from "../../../src/runtime/command.ts";
import type { Snapshot } from "../../../src/runtime/snapshot.ts";
import { snapshot } from "../../cli/snapshots.ts";

type Follower = (now: Snapshot, before: Snapshot) => void;

/** Does what is commanded at once and writes it down; whoever follows has been told when `obey` returns. */
export class StubPlug {
  readonly commands: Command[] = [];
  /** Who each command said to come from. */
  readonly askers: (string | undefined)[] = [];
  /** What comes of the next commands. */
  outcome: Outcome = done;
  now = snapshot();
  #follower: Follower = () => {};

  followedBy(follower: Follower): void {
    this.#follower = follower;
    follower(this.now, this.now);
  }

  change(change: Partial<Snapshot>): void {
    const before = this.now;
    this.now = { ...before, ...change };
    this.#follower(this.now, before);
  }

  switch(closed: boolean, source: Snapshot["relay"]["source"]): void {
    const changed = "2026-01-01T00:00:01.000Z";
    if (closed !== this.now.relay.closed) this.change({ relay: { closed, source, changed } });
  }

  readonly obey = (command: Command, asker?: string): Outcome => {
    this.commands.push(command);
    this.askers.push(asker);
    if (!this.outcome.ok) return this.outcome;
    if (command.do === "relay") {
      const closed = command.to === "toggle" ? !this.now.relay.closed : command.to === "on";
      this.switch(closed, command.source);
    } else if (command.do === "startUp") this.change({ startUp: command.to });
    return this.outcome;
  };
}
