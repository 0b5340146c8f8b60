import { BENCH_TOPICS } from "./bench-topics.ts";
import { DEVICE_TOPICS } from "./device-topics.ts";
import type { Topic } from "./topic.ts";

export const PLANES = [
  {
    title: "The plug",
    what: "As its ecosystem sees it. It comes and goes as its network does. A make without an outlet, or without a meter, has none of their topics.",
    topics: DEVICE_TOPICS,
  },
  {
    title: "The bench",
    what: "The fingers and eyes of whoever stands beside the plug. It is always connected.",
    topics: BENCH_TOPICS,
  },
] as const;

/** Everything below `<base>/<id>/`. */
export const TOPICS: readonly Topic[] = PLANES.flatMap(({ topics }) => topics);
