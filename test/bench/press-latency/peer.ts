import { SerialPort } from "serialport";
import { five, fiveBoard } from "../wire/peer-board.ts";

const [path = ""] = process.argv.slice(2);
const board = await fiveBoard(new SerialPort({ path, baudRate: 57_600 }));
const led = new five.Led({ pin: 11, board });
const button = new five.Button({ pin: 2, isPullup: true, board });
button.on("press", () => led.on());
button.on("release", () => led.off());
