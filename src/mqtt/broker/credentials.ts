import { UsageError } from "../../usage-error.ts";

/** For the broker; read from the environment or a file, never from a flag or a URL, which others can see. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
}

/**
 * @param debug the environment variable DEBUG
 * @throws UsageError when they cannot be used, or something would print them
 */
export function checkCredentials({ username, password }: Credentials, debug = ""): void {
  if (password === undefined) return;
  if (username === undefined) {
    throw new UsageError(
      "a password for the broker needs a user name: set PLUGBENCH_MQTT_USERNAME too, for MQTT knows no password alone.",
    );
  }
  if (printsPackets(debug)) {
    throw new UsageError("the environment variable DEBUG would print the broker's password: unset DEBUG.");
  }
}

/** What the names of all debug output of the MQTT library begin with: mqttjs:client and mqtt-packet:* show the password. */
const LIBRARY = "mqtt";

/** Patterns separated by commas or blanks, with * for anything. Exceptions (-name) are not trusted to take all of it away. */
function printsPackets(debug: string): boolean {
  return debug.split(/[\s,]+/).some((pattern) => {
    const [head = "", ...rest] = pattern.split("*");
    return head.startsWith(LIBRARY) || (rest.length > 0 && LIBRARY.startsWith(head));
  });
}
