export const IDE_STEPS =
  "in the Arduino IDE install the library Firmata, open File > Examples > Firmata > StandardFirmata, choose the board and its port, upload, " +
  "and close the IDE's serial monitor";

/** How the board at `place`, "/dev/ttyACM0", comes by the firmware. */
export const flashAdvice = (place: string): string =>
  `"plugbench flash --port ${place}" puts StandardFirmata on an Uno or a Nano; for any other board, ${IDE_STEPS}`;
