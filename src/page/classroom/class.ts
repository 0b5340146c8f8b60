import "../app.ts";
import "../door.ts";
import "./join.ts";
import { theme } from "../theme.css.ts";
import { classLink } from "./class-link.ts";

document.adoptedStyleSheets = [theme.styleSheet!];

const link = classLink();
let shown: HTMLElement | undefined;

/** The plug, once it has been told of; the way in while there is no seat. */
function show(): void {
  const wanted = link.contact.is === "refused" ? "pb-join" : link.opened ? "pb-app" : "pb-door";
  if (shown?.localName !== wanted) {
    shown?.remove();
    shown = document.createElement(wanted);
    if (wanted === "pb-app") Object.assign(shown, { link });
  }
  if (wanted === "pb-door") Object.assign(shown, { contact: link.contact });
  if (!shown.isConnected) document.body.append(shown);
}

link.onUpdate(show);
link.open();
show();
