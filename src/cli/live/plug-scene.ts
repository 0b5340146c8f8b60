import type { Clock } from "../../../firmware-sim/index.ts";
import type { Feed } from "../../view/feed.ts";
import { Mirror } from "../../view/mirror.ts";
import type { Scene } from "./live.ts";

/** A plug in this process, from after its start on. */
export function plugScene(feed: Feed, clock: Clock): Scene {
  const mirror = new Mirror(feed.hello(), clock.now());
  return {
    mirror,
    now: () => clock.now(),
    onChange: (taker) =>
      feed.listen((change, at) => {
        mirror.apply({ at, change });
        taker();
      }),
  };
}
