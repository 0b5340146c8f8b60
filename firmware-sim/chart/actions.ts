import { buttonActions } from "./actions/button.ts";
import { combinationActions } from "./actions/combination.ts";
import { countActions } from "./actions/counts.ts";
import { healthActions } from "./actions/health.ts";
import { ladderActions } from "./actions/ladder.ts";
import { lifecycleActions } from "./actions/lifecycle.ts";
import { meterActions } from "./actions/meter.ts";
import { nvmActions } from "./actions/nvm.ts";
import { outletActions } from "./actions/outlet.ts";
import { remoteActions } from "./actions/remote.ts";
import { resetActions } from "./actions/reset.ts";
import { scheduleActions } from "./actions/schedules.ts";
import { updateActions } from "./actions/update.ts";
import type { Context } from "./context.ts";

export type Action = (c: Context) => void;

export const ACTIONS = {
  ...lifecycleActions,
  ...ladderActions,
  ...buttonActions,
  ...combinationActions,
  ...countActions,
  ...outletActions,
  ...resetActions,
  ...remoteActions,
  ...healthActions,
  ...meterActions,
  ...scheduleActions,
  ...nvmActions,
  ...updateActions,
} satisfies Record<string, Action>;

export type ActionName = keyof typeof ACTIONS;
