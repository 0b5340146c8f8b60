import type { Gesture } from "../../../firmware-sim/index.ts";

/** The words for gestures on every wire. `touch` is for the bench alone: nobody knows yet what it will be. */
export type GestureEvent =
  | { readonly event_type: "touch" }
  | { readonly event_type: "press"; readonly duration_ms: number }
  | { readonly event_type: "hold"; readonly rung: string }
  | { readonly event_type: "release" | "cancel"; readonly duration_ms: number; readonly rung: string | null };

/** The core's words, which are Matter's, in those of the wire. */
export function gestureEvent(gesture: Gesture): GestureEvent {
  switch (gesture.gesture) {
    case "initialPress":
      return { event_type: "touch" };
    case "shortRelease":
      return { event_type: "press", duration_ms: gesture.heldFor };
    case "longPress":
      return { event_type: "hold", rung: gesture.rung };
    case "longRelease": {
      const { cancelled, heldFor, rung } = gesture;
      return { event_type: cancelled ? "cancel" : "release", duration_ms: heldFor, rung };
    }
  }
}
