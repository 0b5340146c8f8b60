/* The floor of P16: waits for edges of one line of a GPIO chip in epoll, and says how late it hears of each. */
#include <fcntl.h>
#include <linux/gpio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static int fail(const char *what) {
  perror(what);
  return 1;
}

int main(int count, char **words) {
  if (count != 3) return fprintf(stderr, "usage: gpio-reader CHIP LINE\n"), 2;
  int chip = open(words[1], O_RDONLY | O_CLOEXEC);
  if (chip < 0) return fail(words[1]);

  struct gpio_v2_line_request request;
  memset(&request, 0, sizeof request);
  request.offsets[0] = atoi(words[2]);
  request.num_lines = 1;
  strcpy(request.consumer, "bench");
  request.config.flags = GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING |
                         GPIO_V2_LINE_FLAG_BIAS_PULL_UP;
  if (ioctl(chip, GPIO_V2_GET_LINE_IOCTL, &request) < 0) return fail("line");

  int epoll = epoll_create1(0);
  struct epoll_event wanted = {.events = EPOLLIN};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, request.fd, &wanted) < 0) return fail("epoll");
  puts("ready");
  fflush(stdout);

  for (;;) {
    struct epoll_event seen;
    struct gpio_v2_line_event edge;
    struct timespec now;
    if (epoll_wait(epoll, &seen, 1, -1) < 0) return fail("epoll_wait");
    if (read(request.fd, &edge, sizeof edge) != sizeof edge) return fail("edge");
    clock_gettime(CLOCK_MONOTONIC, &now);
    printf("%lld\n", now.tv_sec * 1000000000LL + now.tv_nsec - (long long)edge.timestamp_ns);
    fflush(stdout);
  }
}
