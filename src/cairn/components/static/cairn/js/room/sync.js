// Sends what is kept until the server has answered for every entry. The same entry may be sent many times: its id makes
// it one. An answer that is not the server's own JSON (a sign-in page, a proxy's error) is no answer, and nothing goes.
import { keep, keptFor, letGo } from "./queue.js";

const AT_ONCE = 100;
const PAUSES = [2_000, 5_000, 10_000, 20_000];

export class Sync {
  constructor({ room, account, url, token, told }) {
    Object.assign(this, { room, account, url, token, told });
    this.tries = 0;
    this.timer = 0;
    addEventListener("online", () => this.now());
  }

  async now() {
    clearTimeout(this.timer);
    // Two tabs of one room take turns; the second finds nothing left to send.
    if (navigator.locks) await navigator.locks.request(`room-${this.room}`, () => this.#turn());
    else await this.#turn();
  }

  async #turn() {
    const kept = await keptFor(this.room);
    const mine = kept.filter((entry) => entry.account === this.account && !entry.faults).slice(0, AT_ONCE);
    if (mine.length === 0) return this.#tell("saved");
    await this.#tell("sending");
    const said = await this.#send(mine.map((entry) => entry.event));
    if (typeof said === "string") return this.#later(said);
    this.tries = 0;
    for (const entry of mine) {
      const answer = said.find((each) => each.id === entry.id);
      if (answer?.answer === "kept") await letGo(entry.id);
      else if (answer) await keep({ ...entry, faults: answer.faults, asks: answer.answer === "confirm" });
    }
    await this.#tell("saved", true);
    if (said.length >= AT_ONCE) this.timer = setTimeout(() => this.now(), 0);
  }

  // The server's answers, or why there are none: offline, signed-out, too-far.
  async #send(events) {
    try {
      const answer = await fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify(events),
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) return "signed-out";
      if (!answer.ok) return "too-far";
      return (await answer.json()).answers ?? "too-far";
    } catch {
      return navigator.onLine ? "too-far" : "offline";
    }
  }

  async #later(why) {
    await this.#tell(why);
    const pause = PAUSES[Math.min(this.tries, PAUSES.length - 1)];
    this.tries += 1;
    this.timer = setTimeout(() => this.now(), pause);
  }

  async #tell(state, changed = false) {
    this.told({ state, kept: await keptFor(this.room), changed });
  }
}
