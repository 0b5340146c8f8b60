import type { Cancel } from "../../../firmware-sim/index.ts";

/** A shell that does not stop its jobs lets the program run on: it takes the terminal again after this long, ms. */
const STOPPED_BY_NOW = 50;

export interface Suspension {
  /** Stops the program and all that its shell started with it, until the shell lets it go on. */
  suspend(): void;
  end: Cancel;
}

/** Gives the terminal back while the program is stopped (Ctrl-Z), and takes it again when it goes on (fg). */
export function heedSuspension(giveBack: () => void, retake: () => void): Suspension {
  if (process.platform === "win32") return { suspend: () => {}, end: () => {} };
  let timer: NodeJS.Timeout | undefined;
  const goOn = (): void => {
    clearTimeout(timer);
    process.off("SIGTSTP", suspend);
    process.on("SIGTSTP", suspend);
    // Only who runs in the foreground is told that the terminal has another size.
    process.kill(process.pid, "SIGWINCH");
    retake();
  };
  const suspend = (): void => {
    giveBack();
    // Without a listener the signal does what it does to every program.
    process.off("SIGTSTP", suspend);
    process.kill(0, "SIGTSTP");
    timer = setTimeout(goOn, STOPPED_BY_NOW);
  };
  process.on("SIGTSTP", suspend);
  process.on("SIGCONT", goOn);
  return {
    suspend,
    end: () => {
      clearTimeout(timer);
      process.off("SIGTSTP", suspend);
      process.off("SIGCONT", goOn);
    },
  };
}
