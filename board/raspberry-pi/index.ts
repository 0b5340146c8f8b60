import { LastingPort } from "../lasting-port.ts";
import type { BoardPort } from "../port.ts";
import { type HeaderOptions, openHeader } from "./header-session.ts";

/**
 * Opens the lines of a Raspberry Pi's header through johnny-five, in their safe state. Its edges are dated by the kernel,
 * and told late if need be by `drain`. When the chip goes away, it is looked for every second.
 * @throws BoardError `no_chip`, `port_denied`, `pin_busy`, `lost`
 */
export async function openRaspberryPi(options: HeaderOptions): Promise<BoardPort> {
  const port = new LastingPort({
    name: "raspberry-pi",
    place: "the GPIO chip",
    clock: options.clock,
    open: (signal) => openHeader(options, signal),
  });
  await port.connect();
  return port;
}
