import { theme } from "../theme.css.ts";
import "./overview-page.ts";
import { OverviewLink } from "./overview-link.ts";

document.adoptedStyleSheets = [theme.styleSheet!];

const link = new OverviewLink();
document.body.append(Object.assign(document.createElement("pb-overview"), { link }));
void link.open();
