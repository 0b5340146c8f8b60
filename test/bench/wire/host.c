/*
 * The floor: a host that lights the lamp on a press and does nothing else.   host PORT
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

int main(int count, char **args) {
  int line = count > 1 ? open(args[1], O_RDWR | O_NOCTTY) : -1;
  if (line < 0) {
    perror("port");
    return 1;
  }
  struct termios raw;
  tcgetattr(line, &raw);
  cfmakeraw(&raw);
  tcsetattr(line, TCSANOW, &raw);
  static const uint8_t watch[] = {0xd0, 1}, light[] = {0x91, 8, 0}, dark[] = {0x91, 0, 0};
  if (write(line, watch, 2) != 2) return 1;
  uint8_t message[3];
  for (int length = 0;;) {
    if (read(line, message + length, 1) != 1) return 0;
    if (length == 0 && message[0] != 0x90) continue;
    if (++length < 3) continue;
    length = 0;
    if (write(line, message[1] & 4 ? dark : light, 3) != 3) return 1;
  }
}
