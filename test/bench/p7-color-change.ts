import { openJohnnyFive } from "../../board/johnny-five/index.ts";
import { loadPinMap } from "../../board/pins.ts";
import { systemClock } from "../../src/runtime/system-clock.ts";
import { expectSame, sample } from "./protocol.ts";
import type { Line } from "./table.ts";
import { lampChanges } from "./wire/lamp-pins.ts";
import { five, fiveBoard } from "./wire/peer-board.ts";
import { RecordingTransport } from "./wire/recording-transport.ts";

/** 8 data bits, start and stop, at 57,600 baud. */
const US_PER_BYTE = (10 / 57_600) * 1e6;
const { red, green, blue } = loadPinMap("arduino-uno").led;
const LAMP = [red, green, blue] as const;

interface Change {
  readonly messages: number;
  readonly bytes: number;
  /** From the first pin that changes to the last, µs on the wire. */
  readonly tear: number;
  readonly becomes: string;
}

/** P7: what goes over the wire to make the lamp blue when it was red. */
export async function colorChange(): Promise<readonly Line[]> {
  const { value, foreign } = await sample(async () => ({ ours: await ours(), peer: await peer() }));
  const { ours: own, peer: led } = value;
  expectSame("P7: the lamp's colour", { ours: [own.becomes], "Led.RGB": [led.becomes] });
  const limit = { text: "1 message, no tear", met: own.messages === 1 && own.tear === 0 };
  return [
    {
      id: "P7",
      what: "red to blue on the wire, 57,600 baud",
      ours: told(own),
      against: `johnny-five Led.RGB ${told(led)}`,
      ratio: `${led.bytes / own.bytes}× fewer bytes`,
      gate: limit,
      goal: limit,
      foreign,
    },
  ];
}

const told = ({ messages, bytes, tear }: Change) =>
  `${bytes} bytes in ${messages} message${messages > 1 ? "s" : ""}, tear ${Math.round(tear)} µs`;

async function ours(): Promise<Change> {
  const line = new RecordingTransport();
  const board = await openJohnnyFive({
    name: "arduino",
    transport: () => line,
    pins: loadPinMap("arduino-uno"),
    clock: systemClock,
  });
  board.setLed("red");
  line.written = [];
  board.setLed("blue");
  const change = changeOf(line);
  await board.close();
  return change;
}

async function peer(): Promise<Change> {
  const line = new RecordingTransport();
  const board = await fiveBoard(line);
  const led = new five.Led.RGB({ pins: { red, green, blue }, board });
  led.color("#ff0000");
  line.written = [];
  led.color("#0000ff");
  const change = changeOf(line);
  led.stop();
  return change;
}

function changeOf({ written }: RecordingTransport): Change {
  const bytes = written.flatMap((message) => message.bytes);
  const changes = lampChanges(bytes, LAMP, [red]);
  const tear = (changes.at(-1)!.bytes - changes[0]!.bytes) * US_PER_BYTE;
  return { messages: bytes.length / 3, bytes: bytes.length, tear, becomes: changes.at(-1)!.lit };
}
