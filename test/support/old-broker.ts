import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** CONNACK of MQTT 3.1.1: unacceptable protocol version. */
const UNACCEPTABLE = Buffer.from([0x20, 2, 0, 1]);
/** What CONNECT names before its version. */
const PROTOCOL = "MQTT";
const MQTT_3_1_1 = 4;

export interface OldBroker {
  readonly port: number;
  close(): void;
}

/** A way to a broker on `target` that lets MQTT 3.1.1 through and nothing newer. */
export async function openOldBroker(target: number): Promise<OldBroker> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client.on("error", () => {}).setNoDelay(true));
    client.once("data", (packet) => {
      if (packet[packet.indexOf(PROTOCOL) + PROTOCOL.length] !== MQTT_3_1_1) {
        client.end(UNACCEPTABLE);
        return;
      }
      const broker = connect({ port: target, host: "127.0.0.1", noDelay: true });
      broker.on("error", () => {}).on("close", () => client.destroy());
      client.on("close", () => broker.destroy());
      broker.write(packet);
      client.pipe(broker);
      broker.pipe(client);
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as { port: number }).port,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
