import { BoardError } from "../port.ts";
import { type PortRights, portRights, rightsAdvice } from "./port-rights.ts";

/** serialport gives no codes, only the system's words, which differ between Linux, macOS and Windows. */
const DENIED = /permission denied/i;
const BUSY = /cannot lock port|resource busy|access (is )?denied/i;
const MISSING = /no such (file|device)|file not found/i;

/** Why `path` could not be opened, with what to do next. A BoardError is returned as it is. */
export function explainOpenError(path: string, error: Error, rightsOf: RightsOf = portRights): BoardError {
  if (error instanceof BoardError) return error;
  const [code, why] = reason(path, error.message, rightsOf);
  return new BoardError(code, `${path} ${why}`, { cause: error });
}

type RightsOf = (path: string) => PortRights;

function reason(path: string, message: string, rightsOf: RightsOf): [BoardError["code"], string] {
  if (DENIED.test(message))
    return ["port_denied", `is not yours to open: ${rightsAdvice(path, rightsOf(path))}`];
  if (BUSY.test(message)) {
    return [
      "port_busy",
      "is in use by another program, usually the Arduino IDE's serial monitor or another plugbench: close it",
    ];
  }
  if (MISSING.test(message)) {
    return [
      "port_missing",
      'does not exist: is the board plugged in? "plugbench doctor" lists the ports there are',
    ];
  }
  return ["port_missing", `cannot be opened as a serial port (${message}): is it the right one?`];
}
