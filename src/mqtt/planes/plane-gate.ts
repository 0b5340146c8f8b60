import { CommandGate, type GateOptions } from "../commands/command-gate.ts";
import type { DialectOptions } from "../link/dialect.ts";
import type { TopicTree } from "./topic-tree.ts";

/** The gate to the commands of one plane. No answer goes below the plug's own topics, whichever plane gives it. */
export function planeGate(
  tree: TopicTree,
  { pace, identity, voice }: DialectOptions,
  ofPlane: Pick<GateOptions, "readers" | "calls" | "obey" | "showing">,
): CommandGate {
  return new CommandGate({
    ...ofPlane,
    pace,
    prefix: tree.topic(),
    own: [`${identity.base}/${identity.id}`],
    say: (message) => voice.say(message),
    refuse: tree.refuse,
    onFault: tree.onFault,
  });
}
