const WORDS: Readonly<Record<string, string>> = {
  off: "no power",
  booting: "starting",
  setup: "set-up",
  "idle-unprovisioned": "not set up",
  joining: "joining Wi-Fi",
};

/** The lifecycle in plain words; a state that is a plain word itself stays as it is. */
export const lifecycleWords = (lifecycle: string): string => WORDS[lifecycle] ?? lifecycle;
