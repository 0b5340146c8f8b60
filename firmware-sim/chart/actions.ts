import { buttonActions } from "./actions/button.ts";
import { lifecycleActions } from "./actions/lifecycle.ts";
import { nvmActions } from "./actions/nvm.ts";
import { outletActions } from "./actions/outlet.ts";
import { resetActions } from "./actions/reset.ts";
import type { Context } from "./context.ts";

export type Action = (c: Context) => void;

export const ACTIONS = {
  ...lifecycleActions,
  ...buttonActions,
  ...outletActions,
  ...resetActions,
  ...nvmActions,
} satisfies Record<string, Action>;

export type ActionName = keyof typeof ACTIONS;
