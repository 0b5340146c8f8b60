export const IDE_STEPS =
  "in the Arduino IDE install the library Firmata, open File > Examples > Firmata > StandardFirmata, choose the board and its port, upload, " +
  "and close the IDE's serial monitor";

/** How the board at `place`, "/dev/ttyACM0", comes by the firmware. */
export const flashAdvice = (place: string): string =>
  `"plugbench flash --port ${place}" puts StandardFirmata on an Uno, a Nano or a Mega; for any other board, ${IDE_STEPS}`;

/** The same for a board whose firmware is older than 2.5: what a Mega is flashed with is, too. */
export const updateAdvice = (place: string): string =>
  `"plugbench flash --port ${place}" puts StandardFirmata 2.5 on an Uno or a Nano; for any other board, ${IDE_STEPS}`;
