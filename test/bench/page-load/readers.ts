import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";

/**
 * Pages that look on, as bare as can be, in a process of their own. First one that never reads, at a line of input the
 * others; says `looking` after each.
 */
const [url = "", token = "", count = "100"] = process.argv.slice(2);

(await look()).pause();
console.log("looking");
process.stdin.once("data", async () => {
  for (const answer of await Promise.all(Array.from({ length: Number(count) }, look))) answer.resume();
  console.log("looking");
});

async function look(): Promise<IncomingMessage> {
  const request = get(`${url}api/events`, { headers: { authorization: `Bearer ${token}` }, agent: false });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Error(`it answered ${answer.statusCode}`);
  return answer;
}
