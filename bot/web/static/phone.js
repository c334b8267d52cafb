// The phone page. Everything shown is set as text, never as markup; the server's state is read anew whenever the event
// stream says that something changed, so nothing is lost while the page was cut off.

const NUMBERS = ["+13125550123", "+13125550124"];
const SUGGESTIONS = ["remind me in 2 hours to call mom", "list", "delete 1", "?"];
const RETRY_MS = 2000;

const $ = (id) => document.getElementById(id);

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function pretty(number) {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return us ? `(${us[1]}) ${us[2]}-${us[3]}` : number;
}

function formatter(zone, options) {
  try {
    return new Intl.DateTimeFormat("en-US", { ...options, timeZone: zone ?? undefined });
  } catch {
    return new Intl.DateTimeFormat("en-US", options); // a zone that this browser does not know
  }
}

const timeIn = (zone, moment) => formatter(zone, { hour: "numeric", minute: "2-digit" }).format(moment);
const dayIn = (zone, moment) => formatter(zone, { weekday: "long", month: "long", day: "numeric" }).format(moment);
const shortDayIn = (zone, moment) => formatter(zone, { weekday: "short", month: "short", day: "numeric" }).format(moment);

async function call(path, body) {
  const request = body === undefined ? {} : {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
  };
  let response;
  let answer;
  try {
    response = await fetch(path, request);
    answer = await response.json();
  } catch {
    throw new Error("the bot does not answer");
  }
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}

/** Runs `work` once at a time; calls that come meanwhile make one more run. */
function coalesced(work) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    if (running) again = true;
    else running = run().finally(() => { running = null; });
    return running;
  };
}

class Phone {
  constructor(number, onState) {
    this.number = number;
    this.onState = onState;
    this.lastId = 0;
    this.lastDay = "";
    this.lastStamp = null;
    this.waiting = 0;
    this.hasLoaded = false;
    this.root = $("phone-template").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.root.querySelector(selector);
    this.log = this.find(".log");
    this.bubbles = this.find(".bubbles");
    this.field = this.find("textarea");
    this.refresh = coalesced(() => this.load());
    this.label();
    this.listen();
  }

  label() {
    const shown = pretty(this.number);
    this.root.setAttribute("aria-label", `Phone ${shown}`);
    this.root.dataset.number = this.number;
    this.log.setAttribute("aria-label", `Texts on ${shown}`);
    this.field.setAttribute("aria-label", `Text message from ${shown}`);
    this.find(".contact-number").textContent = `You are ${shown}`;
    for (const words of SUGGESTIONS) {
      const chip = element("button", "", words);
      chip.type = "button";
      chip.addEventListener("click", () => this.send(words));
      this.find(".chips").append(chip);
    }
  }

  listen() {
    this.find("form").addEventListener("submit", (event) => {
      event.preventDefault();
      const body = this.field.value.trim();
      if (!body) return;
      this.field.value = "";
      this.send(body);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.find("form").requestSubmit();
    });
  }

  async send(body) {
    this.complain("");
    const pending = this.bubble({ voice: "person", body }, "pending");
    this.bubbles.append(pending);
    this.answering(+1);
    try {
      await call("/simulator/texts", { number: this.number, body });
    } catch (error) {
      this.complain(`Not delivered: ${error.message}`);
      if (!this.field.value) this.field.value = body;
    } finally {
      await this.refresh().catch(() => {});
      pending.remove();
      this.answering(-1);
    }
  }

  answering(change) {
    this.waiting += change;
    this.find(".typing").hidden = this.waiting === 0;
    this.settleIn();
    this.scroll();
  }

  /** Once there are texts the welcome goes, and the short suggestions come first. */
  settleIn() {
    const chips = this.find(".chips");
    if (!this.root.classList.contains("has-texts")) chips.append(chips.firstElementChild);
    this.root.classList.add("has-texts");
  }

  complain(words) {
    this.find(".trouble").textContent = words;
    this.find(".trouble").hidden = !words;
  }

  async load() {
    const query = new URLSearchParams({ number: this.number, after: this.lastId });
    const state = await call(`/simulator/state?${query}`);
    if (this.hasLoaded && this.lastId && state.timezone !== this.zone) {
      this.forget(); // the person moved: every time on the screen is another now
      await this.load();
      return;
    }
    this.zone = state.timezone;
    this.find(".contact-number").textContent = `You are ${pretty(this.number)}${state.opted_out ? ", opted out" : ""}`;
    for (const bubble of state.bubbles) this.show(bubble);
    if (state.bubbles.length) {
      this.settleIn();
      this.scroll();
    }
    this.hasLoaded = true;
    this.onState(state, this);
  }

  forget() {
    for (const item of this.bubbles.querySelectorAll("li:not(.pending)")) item.remove();
    this.lastId = 0;
    this.lastDay = "";
    this.lastStamp = null;
    this.hasLoaded = false;
  }

  show(bubble) {
    this.lastId = bubble.id;
    const at = new Date(bubble.at);
    const day = dayIn(this.zone, at);
    const pending = this.bubbles.querySelector(".pending");
    if (day !== this.lastDay) {
      this.bubbles.insertBefore(element("li", "day", day), pending);
      this.lastDay = day;
      this.lastStamp = null;
    }
    const item = this.bubble(bubble, this.hasLoaded ? "fresh" : "");
    // What was typed here is on the screen already: its bubble only stops being pending.
    if (bubble.voice === "person" && pending?.textContent === item.textContent) {
      item.classList.remove("fresh");
      pending.remove();
    }
    const stamp = element("time", "at", timeIn(this.zone, at));
    stamp.dateTime = bubble.at;
    const key = `${bubble.voice} ${stamp.textContent}`;
    if (this.lastStamp?.key === key) this.lastStamp.node.remove(); // one time for bubbles of the same minute
    this.lastStamp = { key, node: stamp };
    item.append(stamp);
    this.bubbles.insertBefore(item, this.bubbles.querySelector(".pending"));
  }

  bubble({ voice, body }, mood) {
    const item = element("li", `${voice} ${mood}`.trim());
    const speaker = { person: "You: ", bot: "Bot: ", carrier: "Carrier: " }[voice];
    const words = element("div", "bubble", body);
    words.dir = "auto";
    item.append(element("span", "unseen", speaker), words);
    return item;
  }

  scroll() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  tick(now) {
    this.find(".status-time").textContent = timeIn(this.zone, now);
  }
}

class WoundClock {
  constructor() {
    this.aheadMs = 0;
    this.zone = null;
    this.buttons = [...document.querySelectorAll("[data-wind]")];
    for (const button of this.buttons) button.addEventListener("click", () => this.wind(button));
  }

  set(now, zone) {
    this.aheadMs = Date.parse(now) - Date.now();
    this.zone = zone;
    this.tick();
  }

  now() {
    return new Date(Date.now() + this.aheadMs);
  }

  tick() {
    const now = this.now();
    $("clock-time").textContent = timeIn(this.zone, now);
    $("clock-time").dateTime = now.toISOString();
    const zone = this.zone ? `, ${this.zone.split("/").pop().replaceAll("_", " ")} time` : "";
    $("clock-date").textContent = dayIn(this.zone, now) + zone;
  }

  async wind(button) {
    const isJump = button.dataset.wind === "next";
    for (const one of this.buttons) one.disabled = true;
    $("clock-note").textContent = "";
    try {
      const { arrived } = await call("/simulator/clock", { seconds: isJump ? "next" : Number(button.dataset.wind) });
      if (arrived) $("clock-note").textContent = arrived === 1 ? "A text arrived." : `${arrived} texts arrived.`;
      else if (isJump) $("clock-note").textContent = "No reminder is waiting. Set one first.";
      await refreshAll();
    } catch (error) {
      $("clock-note").textContent = error.message;
    } finally {
      for (const one of this.buttons) one.disabled = false;
      button.focus({ preventScroll: true });
    }
  }
}

const ENDED = { delivered: "delivered", cancelled: "taken back", undelivered: "given up" };

function showLedger(held, zone, now) {
  const isPending = (one) => one.state === "scheduled" || one.state === "queued";
  const moment = (one) => Date.parse(isPending(one) ? one.send_at : one.ended_at);
  const pending = held.filter(isPending).sort((a, b) => moment(a) - moment(b));
  const ended = held.filter((one) => !isPending(one)).sort((a, b) => moment(b) - moment(a));
  $("ledger").replaceChildren(...[...pending, ...ended].map((one) => ledgerRow(one, zone, now)));
  $("ledger").hidden = held.length === 0;
  $("ledger-empty").hidden = held.length > 0;
}

function ledgerRow(one, zone, now) {
  const row = element("li", `is-${one.state}`);
  const body = element("span", "body", one.body);
  body.title = one.body;
  body.dir = "auto";
  const at = new Date(one.ended_at ?? one.send_at);
  const today = shortDayIn(zone, now);
  const day = shortDayIn(zone, at);
  const when = `${day === today ? "" : `${day}, `}${timeIn(zone, at)}`;
  const words = one.ended_at ? `${ENDED[one.state]} ${when}` : day === today ? `to be sent at ${when}` : `for ${when}`;
  row.append(
    body,
    element("span", "state", one.state),
    element("span", "when", words),
    element("span", "to", `to …${one.to_number.slice(-4)}`),
  );
  return row;
}

const clock = new WoundClock();
const phones = [];
const small = matchMedia("(max-width: 36rem)"); // as in the style sheet: one phone at a time fills the screen
let shown = 0;

function onState(state, phone) {
  $("offline").hidden = true;
  phone.tick(new Date(state.now));
  if (phone !== phones[shown]) return;
  clock.set(state.now, state.timezone);
  showLedger(state.held, state.timezone, new Date(state.now));
  showFaults(state.faults);
}

function showFaults({ down, lost_answers: lost, calls_hit: hit }) {
  $("fault-down").checked = down;
  $("fault-lost").checked = lost;
  const calls = hit === 1 ? "One call" : `${hit} calls`;
  let words = "Try it: nothing you were promised gets lost.";
  if (down) words = hit ? `${calls} of the bot refused. It keeps the reminder and tries again.` : "Now set or delete a reminder.";
  else if (lost) words = hit ? `${calls} carried out, without an answer. The bot asks again, and nothing is sent twice.` : "Now set a reminder.";
  if ($("fault-note").textContent !== words) $("fault-note").textContent = words;
}

function refreshAll() {
  return Promise.all(phones.map((phone) => phone.refresh()));
}

function addPhone(number) {
  const phone = new Phone(number, onState);
  phone.find(".open-desk").addEventListener("click", () => openDesk(true));
  phone.find(".remove-phone").addEventListener("click", () => removePhone(phone));
  phones.push(phone);
  $("phones").append(phone.root);
  layOut();
  phone.refresh().catch(() => {});
  return phone;
}

function removePhone(phone) {
  phones.splice(phones.indexOf(phone), 1);
  shown = 0;
  phone.root.remove();
  layOut();
  $("add-phone").focus();
}

function layOut() {
  document.body.classList.toggle("two-phones", phones.length > 1);
  $("add-phone").disabled = phones.length === NUMBERS.length;
  phones.forEach((phone, place) => phone.root.classList.toggle("is-shown", place === shown));
  for (const [place, button] of [...$("whose").children].entries()) button.setAttribute("aria-pressed", place === shown);
}

/** On a small screen: the desk is a sheet over the phone, which cannot be reached meanwhile. */
function openDesk(isOpen) {
  $("desk").classList.toggle("is-open", isOpen);
  $("phones").inert = isOpen;
  if (isOpen) {
    $("desk").setAttribute("role", "dialog");
    $("desk").setAttribute("aria-modal", "true");
    $("close-desk").focus();
  } else {
    $("desk").removeAttribute("role");
    $("desk").removeAttribute("aria-modal");
    phones[shown].find(".open-desk").focus();
  }
}

/** On a small screen: the phone of another person, in the place of this one. */
function showPhone(place) {
  while (phones.length <= place) addPhone(NUMBERS[phones.length]);
  shown = place;
  layOut();
  refreshAll().catch(() => {});
  phones[shown].scroll();
}

function offerPhones() {
  NUMBERS.forEach((number, place) => {
    const button = element("button", "", pretty(number));
    button.type = "button";
    button.addEventListener("click", () => showPhone(place));
    $("whose").append(button);
  });
}

function watch() {
  const events = new EventSource("/simulator/events");
  events.addEventListener("change", () => refreshAll().catch(() => {}));
  events.addEventListener("error", () => {
    $("offline").hidden = false;
    if (events.readyState !== EventSource.CLOSED) return; // the browser connects again by itself
    setTimeout(watch, RETRY_MS);
  });
}

function breakOrMend() {
  const faults = { down: $("fault-down").checked, lost_answers: $("fault-lost").checked };
  call("/simulator/faults", faults).catch((error) => { $("clock-note").textContent = error.message; });
}

$("add-phone").addEventListener("click", () => addPhone(NUMBERS[phones.length]).field.focus());
$("close-desk").addEventListener("click", () => openDesk(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && $("desk").classList.contains("is-open")) openDesk(false);
});
small.addEventListener("change", () => {
  if ($("desk").classList.contains("is-open")) openDesk(false);
  if (!small.matches) showPhone(0);
});
$("fault-down").addEventListener("change", breakOrMend);
$("fault-lost").addEventListener("change", breakOrMend);

offerPhones();
const first = addPhone(NUMBERS[0]);
if (matchMedia("(hover: hover)").matches) first.field.focus();
setInterval(() => {
  clock.tick();
  for (const phone of phones) phone.tick(clock.now());
}, 1000);
watch();
