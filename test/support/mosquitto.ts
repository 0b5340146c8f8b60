import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A real Mosquitto on a free port of this machine. */
export interface Mosquitto {
  readonly port: number;
  /** It lives on and does nothing. */
  hang(): void;
  goOn(): void;
  /** Ends it, at once unless `signal` asks it to; what it retained is gone. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  remove(): Promise<void>;
}

/** `lines` are added to its configuration. */
export async function startMosquitto(
  lines: readonly string[] = ["allow_anonymous true"],
): Promise<Mosquitto> {
  const port = await freePort();
  const directory = mkdtempSync(join(tmpdir(), "plugbench-mosquitto-"));
  const config = join(directory, "mosquitto.conf");
  const own = [`listener ${port} 127.0.0.1`, "set_tcp_nodelay true", "persistence false", "log_type none"];
  writeFileSync(config, [...own, ...lines, ""].join("\n"));
  let child: ChildProcess;
  const start = async () => {
    child = spawn("mosquitto", ["-c", config], { stdio: "ignore" });
    await untilListening(port);
  };
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, "exit");
  };
  await start().catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return {
    port,
    hang: () => void child.kill("SIGSTOP"),
    goOn: () => void child.kill("SIGCONT"),
    kill,
    start,
    remove: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (let i = 0; i < 200; i++) {
    const socket = connect(port, "127.0.0.1");
    const open = await new Promise((resolve) => {
      socket.once("connect", () => resolve(true));
      socket.once("error", () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`mosquitto does not listen on port ${port}`);
}
