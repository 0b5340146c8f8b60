import { corePlug } from "./core-plug.ts";
import { measure } from "./measure.ts";
import { xstateRival } from "./xstate-rival.ts";

const [name, seconds] = process.argv.slice(2);
console.log(JSON.stringify(measure(name === "core" ? corePlug : xstateRival, Number(seconds))));
