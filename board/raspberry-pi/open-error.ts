import { GpioError } from "../gpiochip-io/index.ts";
import { BoardError } from "../port.ts";
import { gpioAdvice } from "./rights.ts";

/** Under which name others see that lines are ours. */
export const CONSUMER = "plugbench";

export const ON_THE_PI = "--board raspberry-pi runs on the Raspberry Pi itself, so install plugbench there";

/** Why the header cannot be used, with what to do next. Anything but a GpioError is returned as it is. */
export function explainGpioError(error: unknown, advice: (path: string) => string = gpioAdvice): unknown {
  if (!(error instanceof GpioError)) return error;
  const [code, message] = reason(error, advice);
  return new BoardError(code, message, { cause: error });
}

function reason(
  { code, message, path = "", inUse }: GpioError,
  advice: (path: string) => string,
): [BoardError["code"], string] {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return ["port_denied", `${path} is not yours to open: ${advice(path)}`];
    case "EBUSY":
      return ["pin_busy", inUse.length > 0 ? holders(inUse) : `${message}: try again`];
    case "ENOSYS":
      return ["no_chip", `${message}: ${ON_THE_PI}`];
    case "ENOPKG":
      return ["no_chip", `${message}: install plugbench again, without --omit=optional`];
    case "EINVAL":
    case "ENOTTY":
      return ["no_chip", `${message}: this needs Linux 5.10 or newer, as Raspberry Pi OS 12 and 13 have it`];
    default:
      return ["lost", `the GPIO chip cannot be used: ${message}`];
  }
}

function holders(inUse: GpioError["inUse"]): string {
  const consumers = [...new Set(inUse.map(({ consumer }) => consumer))];
  const sentences = consumers.map((consumer) => {
    const lines = inUse.filter((line) => line.consumer === consumer).map(({ offset }) => `GPIO${offset}`);
    return `${lines.join(", ")} ${lines.length === 1 ? "is" : "are"} in use by ${holder(consumer)}`;
  });
  return sentences.join("; ");
}

function holder(consumer: string): string {
  if (consumer === CONSUMER) return 'another plugbench: end that one with "plugbench ctl stop"';
  const who = consumer === "" ? "a program without a name" : JSON.stringify(consumer);
  return (
    `${who}: end that program, or take its overlay out of /boot/firmware/config.txt and start the Pi again, ` +
    "or move the wire to a free pin and name that in a file for --pins"
  );
}
