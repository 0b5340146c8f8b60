import "./app.ts";
import "./door.ts";
import type { PbApp } from "./app.ts";
import type { PbDoor } from "./door.ts";
import { ServerLink } from "./link/server-link.ts";
import { theme } from "./theme.css.ts";

document.adoptedStyleSheets = [theme.styleSheet!];

const link = new ServerLink();
const door: PbDoor = document.createElement("pb-door");
door.contact = link.contact;
const stop = link.onUpdate(() => {
  door.contact = link.contact;
  if (!link.opened) return;
  stop();
  const app: PbApp = document.createElement("pb-app");
  app.link = link;
  door.replaceWith(app);
});
document.body.append(door);
link.open();
