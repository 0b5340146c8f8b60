/*
 * A board with warm StandardFirmata behind a pseudo terminal whose bytes take as long as at 57,600 baud.
 * It says its version and name when the port is opened, as after a reset, but without a bootloader's seconds.
 * A button on pin 2 presses itself; the lamp is on pins 9 to 11. Linux.
 *
 *   device PRESSES DELAY_MS [blind]
 *
 * Prints "port PATH"; at the first message to the lamp's pins "command NS"; at the first lit lamp "lit NS"; after each press "press NS LATENCY_NS" (from the press to
 * the end of the message that lights the lamp; with "blind" at once, and 0).
 * PRESSES 0 ends at the first lit lamp. The presses begin DELAY_MS after the host asked for the button's port.
 * NS is CLOCK_MONOTONIC. Ends with 1, and says why, when a press does not light the lamp within a second.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define MS 1000000LL
#define BYTE_NS (10LL * 1000 * MS / 57600)
#define NEVER INT64_MAX
#define PINS 20
#define LAMP_FIRST 9
#define LAMP_LAST 11
#define HOLD (60 * MS)
#define PAUSE (80 * MS)
/* From the opening to the first byte: who opens a port may still throw away what came before he was ready. */
#define GREETING (20 * MS)

static int line;
static int lamp[PINS];
static struct { uint8_t byte; int64_t due; } out[8192];
static int out_head, out_tail;
static int64_t out_free, in_free;
static int button_down;
static int presses, pressed, blind;
static int64_t delay, next_move = NEVER, pressed_at = NEVER;
static int was_lit;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000LL * MS + t.tv_nsec;
}

static void send_at(int64_t at, const uint8_t *bytes, int count) {
  for (int i = 0; i < count; i++) {
    out_free = (at > out_free ? at : out_free) + BYTE_NS;
    out[out_tail % 8192].byte = bytes[i];
    out[out_tail++ % 8192].due = out_free;
  }
}

static void report_button(int64_t at) {
  uint8_t message[] = {0x90, button_down ? 0 : 4, 0};
  send_at(at, message, 3);
}

static void say_name(int64_t at) {
  static const char name[] = "StandardFirmata.ino";
  uint8_t message[4 + 2 * sizeof name] = {0xf0, 0x79, 2, 5};
  int n = 4;
  for (const char *c = name; *c; c++) {
    message[n++] = *c;
    message[n++] = 0;
  }
  message[n++] = 0xf7;
  send_at(at, message, n);
}

static void say_capabilities(int64_t at) {
  static const uint8_t digital[] = {0, 1, 11, 1, 1, 1, 3, 8, 4, 14, 0x7f};
  uint8_t message[3 + PINS * sizeof digital] = {0xf0, 0x6c};
  int n = 2;
  for (int pin = 0; pin < PINS; pin++) {
    memcpy(message + n, digital, sizeof digital);
    n += sizeof digital;
  }
  message[n++] = 0xf7;
  send_at(at, message, n);
}

static void say_analog_pins(int64_t at) {
  uint8_t message[3 + PINS] = {0xf0, 0x6a};
  for (int pin = 0; pin < PINS; pin++) message[2 + pin] = pin < 14 ? 127 : pin - 14;
  message[2 + PINS] = 0xf7;
  send_at(at, message, sizeof message);
}

static void say_version(int64_t at) {
  uint8_t version[] = {0xf9, 2, 5};
  send_at(at, version, 3);
}

static void greet(int64_t at) {
  say_version(at);
  say_name(at);
}

static void say_press(int64_t latency) {
  printf("press %lld %lld\n", (long long)pressed_at, (long long)latency);
  fflush(stdout);
  pressed_at = NEVER;
}

static void look_at_lamp(int64_t at) {
  static int commands;
  if (!commands++) printf("command %lld\n", (long long)at);
  int lit = 0;
  for (int pin = LAMP_FIRST; pin <= LAMP_LAST; pin++) lit |= lamp[pin];
  if (lit && !was_lit) {
    static int seen;
    if (!seen++) printf("lit %lld\n", (long long)at);
    if (pressed_at != NEVER) say_press(at - pressed_at);
    fflush(stdout);
    if (presses == 0) exit(0);
  }
  was_lit = lit;
}

static void obey(const uint8_t *m, int64_t at) {
  int channel = m[0] & 0x0f;
  switch (m[0] < 0xf0 ? m[0] & 0xf0 : m[0]) {
    case 0x90:
      for (int bit = 0; bit < 8 && channel * 8 + bit < PINS; bit++)
        lamp[channel * 8 + bit] = ((m[1] | m[2] << 7) >> bit) & 1;
      if (channel == LAMP_FIRST / 8) look_at_lamp(at);
      break;
    case 0xe0:
      lamp[channel] = (m[1] | m[2] << 7) > 0;
      if (channel >= LAMP_FIRST && channel <= LAMP_LAST) look_at_lamp(at);
      break;
    case 0xd0:
      if (channel != 0 || m[1] == 0) break;
      report_button(at);
      if (presses > 0 && pressed == 0 && next_move == NEVER) next_move = at + delay;
      break;
    case 0xf0:
      if (m[1] == 0x79) say_name(at);
      if (m[1] == 0x6b) say_capabilities(at);
      if (m[1] == 0x69) say_analog_pins(at);
      break;
    case 0xf9:
      say_version(at);
      break;
  }
}

static void receive(uint8_t byte) {
  static uint8_t message[256];
  static int length;
  int64_t t = now();
  in_free = (t > in_free ? t : in_free) + BYTE_NS;
  if (length == 0 && byte < 0x80) return;
  message[length++] = byte;
  int kind = message[0] & 0xf0;
  int whole = message[0] == 0xf0   ? byte == 0xf7
              : message[0] >= 0xf8 ? 1
              : kind == 0xc0 || kind == 0xd0 ? length == 2
                                             : length == 3;
  if (!whole && length < 256) return;
  length = 0;
  obey(message, in_free);
}

static void move_button(int64_t t) {
  button_down = !button_down;
  if (button_down) {
    pressed_at = t;
    pressed++;
    if (blind) say_press(0);
  } else if (pressed_at != NEVER) {
    fprintf(stderr, "press %d did not light the lamp\n", pressed);
    exit(1);
  }
  report_button(t);
  /* Never in step with a timer of the host. */
  int64_t scatter = (pressed * 7919LL % 23) * MS + pressed * 104729LL % 1000 * 1000;
  next_move = t + (button_down ? HOLD : PAUSE) + scatter;
}

/* A pseudo terminal hangs up as long as nobody has its other end open. */
static void await_host(void) {
  struct pollfd event = {line, POLLIN, 0};
  while (poll(&event, 1, 0) > 0 && (event.revents & POLLHUP)) usleep(500);
}

int main(int count, char **args) {
  presses = count > 1 ? atoi(args[1]) : 0;
  delay = count > 2 ? atoi(args[2]) * MS : 0;
  blind = count > 3 && strcmp(args[3], "blind") == 0;
  prctl(PR_SET_TIMERSLACK, 1);
  line = posix_openpt(O_RDWR | O_NOCTTY);
  if (line < 0 || grantpt(line) || unlockpt(line)) {
    perror("pseudo terminal");
    return 1;
  }
  int other = open(ptsname(line), O_RDWR | O_NOCTTY);
  struct termios raw;
  tcgetattr(other, &raw);
  cfmakeraw(&raw);
  tcsetattr(other, TCSANOW, &raw);
  close(other);
  printf("port %s\n", ptsname(line));
  fflush(stdout);
  await_host();
  greet(now() + GREETING);
  for (;;) {
    int64_t t = now();
    while (out_head < out_tail && out[out_head % 8192].due <= t)
      if (write(line, &out[out_head++ % 8192].byte, 1) != 1) return 1;
    if (next_move <= t) {
      if (!button_down && pressed == presses) return 0;
      move_button(t);
    }
    int64_t due = next_move;
    if (out_head < out_tail && out[out_head % 8192].due < due) due = out[out_head % 8192].due;
    int64_t wait = due == NEVER ? 1000 * MS : due - now();
    if (wait < 0) wait = 0;
    struct timespec span = {wait / (1000 * MS), wait % (1000 * MS)};
    struct pollfd event = {line, POLLIN, 0};
    if (ppoll(&event, 1, &span, NULL) > 0 && event.revents) {
      uint8_t bytes[256];
      ssize_t n = read(line, bytes, sizeof bytes);
      if (n < 0) return 0;
      for (ssize_t i = 0; i < n; i++) receive(bytes[i]);
    }
  }
}
