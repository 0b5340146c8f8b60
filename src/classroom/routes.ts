import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Hono, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import * as v from "valibot";
import type { Clock } from "../../firmware-sim/index.ts";
import { sameOrigin, smallJson } from "../web/guards.ts";
import { openStream } from "../web/open-stream.ts";
import { refuse, type WebContext, type WebEnv } from "../web/refuse.ts";
import type { Guesses } from "./guesses.ts";
import type { Overview } from "./overview.ts";
import type { Seat } from "./seat.ts";
import { MOST_SEATS, type Seats } from "./seats.ts";

export interface ClassRoutes {
  readonly clock: Clock;
  readonly seats: Seats;
  readonly guesses: Guesses;
  readonly overview: Overview;
  readonly isCode: (given: string) => boolean;
}

/** Two classes on one computer need two names, as two plugs do. */
const cookieOf = ({ env }: WebContext): string => `plugbench-class-${env.incoming.socket.localPort}`;
/** A day, s; the plug is closed before. */
const COOKIE_AGE = 24 * 3600;

const joining = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(64)),
  // Nothing invisible, letters that are blank among it, and nothing that turns the writing of a whole wall round.
  name: v.pipe(
    v.string(),
    v.trim(),
    v.minLength(1),
    v.maxLength(24),
    v.regex(/^[^\p{C}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]+$/u),
  ),
});

/** Puts the class's doors beside those of the page. Only the overview, below /api, asks for the page's key. */
export function addClassRoutes(app: Hono<WebEnv>, room: ClassRoutes): void {
  const { clock, seats, overview } = room;
  app.get("/class", (c) => c.redirect("/class.html"));
  app.use("/class/*", sameOrigin);
  app.post("/class/join", smallJson, (c) => join(c, room));

  const seatOf = (c: WebContext): Seat | undefined => seats.withKey(getCookie(c, cookieOf(c)));
  const withSeat: MiddlewareHandler<WebEnv> = async (c, next) => {
    const seat = seatOf(c);
    if (seat === undefined) return refuse(c, 401, "no_key", "there is no plug of yours: join the class");
    if (c.req.method !== "GET" && c.req.header("origin") === undefined)
      return refuse(c, 403, "wrong_origin", "a request with a cookie must say which page it comes from");
    seat.lastContact = clock.now();
    return next();
  };
  app.use("/class/api/*", withSeat);
  app.get("/class/api/events", (c) => {
    const seat = seatOf(c)!;
    const answered = seat.door.events(c);
    if (answered === RESPONSE_ALREADY_SENT) look(seat, c, room);
    return answered;
  });
  app.post("/class/api/ask", smallJson, (c) => seatOf(c)!.door.ask(c));
  app.post("/class/api/clock", smallJson, (c) => seatOf(c)!.door.now(c));

  app.get("/api/class/events", (c) => {
    if (c.env.incoming.method !== "GET")
      return refuse(c, 405, "bad_value", "this is only to be read with GET");
    if (overview.isFull) return refuse(c, 503, "too_many", "too many overviews are open: close some");
    openStream(c.env.outgoing);
    overview.join(c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
}

async function join(c: WebContext, { seats, guesses, isCode }: ClassRoutes): Promise<Response> {
  const from = c.env.incoming.socket.remoteAddress ?? "";
  const given = v.safeParse(joining, await c.req.json().catch(() => undefined));
  if (!given.success)
    return refuse(
      c,
      400,
      "bad_value",
      "give the class's code, and a name of 1 to 24 letters, digits or signs",
    );
  if (!guesses.mayGuess(from))
    return refuse(c, 429, "too_many", "too many wrong codes: wait a minute, and try again");
  if (!isCode(given.output.code)) {
    guesses.wasWrong(from);
    return refuse(c, 403, "wrong_code", "that is not this class's code: it stands beside its address");
  }
  const seat = await seats.take(given.output.name);
  if (seat === "name taken")
    return refuse(c, 409, "busy", "somebody here has that name already: choose another one");
  if (seat === "full") return refuse(c, 503, "too_many", `all ${MOST_SEATS} places are taken`);
  setCookie(c, cookieOf(c), seat.key, {
    httpOnly: true,
    sameSite: "Strict",
    path: "/class",
    maxAge: COOKIE_AGE,
  });
  return c.body(null, 204);
}

function look(seat: Seat, c: WebContext, { clock, overview }: ClassRoutes): void {
  seat.looking += 1;
  overview.changed(seat);
  c.env.outgoing.once("close", () => {
    seat.looking -= 1;
    seat.lastContact = clock.now();
    overview.changed(seat);
  });
}
