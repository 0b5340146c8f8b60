import type { Row } from "../row.ts";

/** What the plug knows of its way out: the simulated Wi-Fi and router (local), and the cloud behind them. */
export const networkRows: readonly Row[] = [
  { region: "network", from: "down", on: "linkUp", to: "local" },
  { region: "network", from: "local", on: "cloudUp", to: "cloud", do: ["forgetTrouble", "raiseReached"] },
  { region: "network", from: "cloud", on: "cloudDown", to: "local", do: ["raiseUnreached"] },
  { region: "network", from: "cloud", on: "linkDown", to: "down", do: ["raiseUnreached"] },
  { region: "network", from: "local", on: "linkDown", to: "down" },
  { region: "network", from: ["local", "cloud"], on: "powerLost", to: "down" },
  {
    region: "network",
    from: ["down", "local"],
    on: "networkTrouble",
    when: "provisioned",
    do: ["noteTrouble"],
  },
  { region: "network", from: "*", on: "resetConfirmed", do: ["forgetTrouble"] },
  { region: "network", from: "*", on: "announced", do: ["noteTopics"] },
];
