import type { EmulatedUnoPort } from "../../board/emulated-uno/index.ts";
import type { PinMap } from "../../board/pins/pin-map.ts";
import { after, type Clock, millis } from "../../firmware-sim/index.ts";
import { CHANNELS, isLit } from "./lamp.ts";
import type { Person } from "./person.ts";

/** A press is told within 10 ms (measured); whoever waited this long heard nothing. */
const PATIENCE = millis(1000);

/** Somebody at an emulated Uno, which is wired as `wired` says: looks at its pins, and presses its button. */
export function emulatedPerson(board: EmulatedUnoPort, wired: PinMap, clock: Clock): Person {
  const { led, relay } = wired;
  const closed = (): boolean => board.uno().pinLevel(relay.pin) === (relay.active === "high");
  let heardClosed = closed();
  return {
    async sees() {
      const lit = CHANNELS.filter((channel) => isLit(led.common, board.uno().pinLevel(led[channel])));
      return lit.length > 1 ? "several" : (lit[0] ?? "nothing");
    },
    async says(question) {
      if (question === "closed") return closed();
      const clicked = closed() !== heardClosed;
      heardClosed = closed();
      return clicked;
    },
    moves(to) {
      if (to === "down") board.finger.press();
      else board.finger.release();
      return new Promise((resolve) => void clock.wakeAt(after(clock.now(), PATIENCE), resolve));
    },
  };
}
