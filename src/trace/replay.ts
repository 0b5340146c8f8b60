import { compile, type Firmware, newHome } from "../../firmware-sim/index.ts";
import { World } from "../runtime/world.ts";
import { UsageError } from "../usage-error.ts";
import type { TraceEvent } from "./event.ts";
import type { Trace } from "./read.ts";
import { TraceWriter } from "./writer.ts";

/**
 * Lets what reached the recorded plug reach another one, and gives the lines that this writes. What went out to the broker is
 * the broker's: such lines are kept where they are.
 * @throws UsageError that names the line for what no plug can take
 */
export function replay({ path, header, makes, events }: Trace): string[] {
  const lines: string[] = [];
  const { tool, wall, home, at, profile } = header;
  const writer = new TraceWriter({ makes, tool, wall: () => wall, write: (line) => lines.push(line) });
  const compiled = new Map<string, Firmware>();
  const firmwareOf = (id: string): Firmware => {
    const firmware = compiled.get(id) ?? compile(makes.named(id)!);
    compiled.set(id, firmware);
    return firmware;
  };
  const { effects, trace, stimuli } = writer;
  const world = new World(firmwareOf(profile.id), newHome(home, at), effects, trace, stimuli);

  const feed = (event: TraceEvent): void => {
    const { at } = event;
    switch (event.kind) {
      case "plug":
        world.input(event.content, at);
        break;
      case "home":
        world.homeInput(event.content, at);
        break;
      case "circuit": {
        const { content } = event;
        const { outlet } = world.make.profile;
        world.circuitInput(content.kind === "replace" ? { ...content, outlet } : content, at);
        break;
      }
      case "power":
        world.powerOn(event.content, at);
        break;
      case "lay":
        world.lay(event.content, at);
        break;
      case "make":
        world.replace(firmwareOf(event.content.id), at);
        break;
      case "mqtt":
        writer.sent(at, event.content);
        break;
      case "end":
        world.advance(at);
        writer.end(at);
        break;
      default:
        world.advance(at);
    }
  };

  events.forEach((event, i) => {
    try {
      feed(event);
    } catch (error) {
      throw new UsageError(
        `${path}:${i + 2}: no plug can take this (${(error as Error).message}): take the file as it was recorded.`,
        { cause: error },
      );
    }
  });
  return lines;
}
