import type { Host } from "../runtime/host.ts";
import { firmwareText } from "../view/words/firmware-words.ts";
import type { FirmwareRequest } from "./firmware-request.ts";
import type { Answer } from "./protocol.ts";

export function answerFirmware(host: Host, request: FirmwareRequest): Answer {
  switch (request.ask) {
    case "offer": {
      const { ask: _, ...offer } = request;
      const outcome = host.command({ do: "offerFirmware", ...offer });
      if (!outcome.ok) return outcome;
      const { firmware } = host.snapshot;
      const heard = firmware.offered?.version === offer.version;
      const next = heard
        ? "plugbench ctl firmware install installs it."
        : "The plug hears of it as soon as it is online.";
      return { ok: true, message: `Firmware ${offer.version} is on offer. ${next}`, result: firmware };
    }
    case "install": {
      const outcome = host.command({ do: "installFirmware" });
      if (!outcome.ok) return outcome;
      const { firmware } = host.snapshot;
      const how = "Do not unplug the plug; plugbench ctl firmware show tells how far it is.";
      return {
        ok: true,
        message: `Firmware ${firmware.offered?.version} is being downloaded. ${how}`,
        result: firmware,
      };
    }
    case "show": {
      const { firmware } = host.snapshot;
      return { ok: true, message: `Firmware ${firmwareText(firmware)}.`, result: firmware };
    }
  }
}
