import { closeSync, openSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { GpioError } from "./gpio-error.ts";

/** What is needed of the kernel. Numbers below 0 are refusals: -errno. */
export interface Syscalls {
  /** Files of the GPIO chips, by their numbers. */
  chipPaths(): string[];
  open(path: string): number;
  close(fd: number): void;
  /** `argument` is read and written by the kernel. */
  ioctl(fd: number, request: number, argument: Uint8Array): number;
  /** Gives the number of bytes. */
  read(fd: number, into: Uint8Array): number;
  /**
   * Calls `listener` whenever `fd` can be read or has hung up; keeps the program running. To be stopped before `fd` is closed.
   * @returns how to stop it
   */
  watch(fd: number, listener: () => void): () => void;
}

type Koffi = typeof import("koffi");

const require = createRequire(import.meta.url);
let loaded: Syscalls | undefined;

/**
 * The kernel itself, reached by koffi, which is loaded at the first call.
 * @throws GpioError ENOSYS not on Linux, ENOPKG without koffi
 */
export function linux(): Syscalls {
  loaded ??= load();
  return loaded;
}

function load(): Syscalls {
  if (process.platform !== "linux") {
    throw new GpioError("ENOSYS", `GPIO chips are files of Linux, and this is ${process.platform}`);
  }
  const koffi = loadKoffi();
  const libc = koffi.load(null);
  // Variadic in C, and so declared: some platforms pass such arguments in other places.
  const ioctl = libc.func("int ioctl(int fd, unsigned long request, ...)");
  const read = libc.func("long read(int fd, void *into, size_t size)");
  const errnoIf = (result: number) => (result < 0 ? -koffi.errno() : result);
  return {
    chipPaths,
    open,
    close: closeSync,
    ioctl: (fd, request, argument) => errnoIf(ioctl(fd, request, "void *", argument)),
    read: (fd, into) => errnoIf(read(fd, into, into.length)),
    watch: (fd, listener) => watch(koffi, fd, listener),
  };
}

function loadKoffi(): Koffi {
  try {
    return require("koffi") as Koffi;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause);
    throw new GpioError("ENOPKG", `koffi, which calls the kernel, cannot be loaded (${why})`);
  }
}

function chipPaths(): string[] {
  return (
    readdirSync("/dev", { withFileTypes: true })
      // On a Raspberry Pi 5 /dev/gpiochip4 is a link to the same chip under its old number.
      .filter((entry) => entry.isCharacterDevice() && /^gpiochip\d+$/.test(entry.name))
      .map(({ name }) => Number(name.slice("gpiochip".length)))
      .sort((a, b) => a - b)
      .map((number) => `/dev/gpiochip${number}`)
  );
}

/** Node opens with O_CLOEXEC, and the kernel gives lines so: children inherit neither. */
function open(path: string): number {
  try {
    return openSync(path, "r+");
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).errno ?? -1;
  }
}

/** koffi stops watching when its handle is garbage: those in use are kept here. */
const watching = new Set<unknown>();

function watch(koffi: Koffi, fd: number, listener: () => void): () => void {
  // What is thrown in koffi's callback itself is lost (measured with 3.3.4).
  const handle = koffi.node.poll(fd, { readable: true, disconnect: true }, () => {
    setImmediate(() => {
      if (watching.has(handle)) listener();
    });
  });
  watching.add(handle);
  return () => {
    if (watching.delete(handle)) handle.close();
  };
}
