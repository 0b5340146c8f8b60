import type { Report } from "../../runtime/host.ts";
import { gestureEvent } from "./gesture-events.ts";

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What `bench/event` says of a report; null when it is nothing for people. */
export function benchEvent(report: Report): object | null {
  switch (report.kind) {
    case "gesture":
      return { ...gestureEvent(report), ...(report.buttons && { buttons: report.buttons }) };
    case "notice": {
      const { kind: _, notice, ...rest } = report;
      const details = Object.entries(rest).map(([name, value]) => [snake(name), value]);
      return { event_type: snake(notice), ...Object.fromEntries(details) };
    }
    case "ignored":
      // An answer that came too late for anyone is between the plug and its store or home.
      if (report.code === "stale") return null;
      return { event_type: "ignored", input: snake(report.input), code: report.code, reason: report.reason };
    case "board":
      return { event_type: report.online ? "board_back" : "board_lost", reason: report.reason };
    case "storeFailed":
      return { event_type: "store_failed", message: report.message };
  }
}
