import { PROFILES } from "../../config/profiles.ts";
import { theme } from "../theme.css.ts";
import { LocalLink } from "./local-link.ts";
import "./one-file.ts";

/** Put in by the build, x.y.z. */
declare const PLUGBENCH_VERSION: string;

document.adoptedStyleSheets = [theme.styleSheet!];

const [profile] = PROFILES;
const page = document.createElement("pb-one-file");
page.link = await LocalLink.open({ profile: profile!, makes: PROFILES, version: PLUGBENCH_VERSION });
document.body.append(page);
