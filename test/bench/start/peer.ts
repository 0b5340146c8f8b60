import { SerialPort } from "serialport";
import { five, fiveBoard } from "../wire/peer-board.ts";

const [path = ""] = process.argv.slice(2);
const board = await fiveBoard(new SerialPort({ path, baudRate: 57_600 }));
new five.Led({ pin: 9, board }).on();
