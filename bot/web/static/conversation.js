// One phone: its owner, its conversation with the bot, and the texts it suggests.

import { CHANNELS, COUNTRIES, TimeFormat, addressOf, numberIn, pretty } from "./people.js";
import { $, call, coalesced, element } from "./server.js";

const LIST_ITEM = /^(?:\d{1,3}[.)]|[-*\u2022])\s/;
const SPEAKERS = { person: "You: ", bot: "Bot: ", carrier: "Carrier: " };

/** Texts worth trying now. `delete` names a reminder that exists; after STOP only START gets an answer. */
function suggestions(state) {
  if (state?.opted_out) return ["START"];
  const first = "remind me in 2 hours to call mom";
  const repeat = "every weekday at 9am take the pills";
  if (!state?.reminders.length) return [first, repeat, "?"];
  return ["list", `delete ${state.reminders.at(-1)}`, repeat, "?"];
}

export class Phone {
  constructor(place, person, { onState, onPerson }) {
    this.place = place;
    this.person = person;
    this.onState = onState;
    this.onPerson = onPerson;
    this.waiting = 0;
    this.root = $("phone-template").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.root.querySelector(selector);
    this.log = this.find(".log");
    this.bubbles = this.find(".bubbles");
    this.field = this.find(".compose textarea");
    this.refresh = coalesced(() => this.load());
    this.offerChoices();
    this.become(person);
    this.listen();
  }

  get bareNumber() {
    return numberIn(this.person.country, this.place);
  }

  /** The address that the bot writes to. */
  get number() {
    return addressOf(this.bareNumber, this.person.channel);
  }

  /** "Ana" or "(312) 555-0123". */
  get title() {
    return this.person.name || pretty(this.number);
  }

  get format() {
    return new TimeFormat(this.bareNumber, this.state?.timezone);
  }

  /** Give the phone to another person: another address has a conversation of its own. */
  become(person) {
    const address = addressOf(numberIn(person.country, this.place), person.channel);
    const isSameNumber = this.state && address === this.number;
    this.person = person;
    if (!isSameNumber) {
      this.forget();
      this.state = null;
      this.root.classList.remove("has-texts");
      this.complain("");
    }
    this.label();
  }

  label() {
    const shown = pretty(this.number);
    const owner = this.person.name ? `${this.person.name}, ${shown}` : shown;
    const rcs = this.person.channel === "rcs" ? " with RCS" : "";
    this.root.setAttribute("aria-label", `Phone ${owner}`);
    this.root.dataset.number = this.number;
    this.log.setAttribute("aria-label", `Texts on ${owner}`);
    this.field.setAttribute("aria-label", `Text message from ${owner}`);
    this.find(".owner-words").textContent = `You: ${owner}${rcs}${this.state?.opted_out ? ", opted out" : ""}`;
    this.find(".name").value = this.person.name;
    this.find(".country").value = this.person.country;
    this.find(".channel").value = this.person.channel;
    this.find(".window-note").textContent = this.windowWords();
    this.find(".window-note").hidden = !this.windowWords();
    this.suggest();
  }

  /** What WhatsApp lets the bot send now; empty on other channels. */
  windowWords() {
    if (this.state?.channel !== "whatsapp") return "";
    const until = new Date(this.state.window_until ?? 0);
    if (until <= new Date(this.state.now)) return "No text from you for 24 hours: WhatsApp only lets templates through.";
    return `Free text until ${this.format.shortDay(until)}, ${this.format.time(until)}; then only templates.`;
  }

  /** Tell the carrier whether this phone has RCS: it keeps that, and may know it otherwise from an earlier visit. */
  switchRcs() {
    if (this.person.channel === "whatsapp") return;
    call("/simulator/rcs", { number: this.bareNumber, on: this.person.channel === "rcs" }).catch(() => {});
  }

  suggest() {
    const words = suggestions(this.state);
    const chips = this.find(".chips");
    if ([...chips.children].map((chip) => chip.textContent).join("\n") === words.join("\n")) return;
    chips.replaceChildren(...words.map((one) => {
      const chip = element("button", "", one);
      chip.type = "button";
      chip.addEventListener("click", () => this.send(one));
      return chip;
    }));
  }

  offerChoices() {
    for (const [value, name] of Object.entries(CHANNELS)) {
      const option = element("option", "", name);
      option.value = value;
      this.find(".channel").append(option);
    }
    for (const { code, name } of COUNTRIES) {
      const option = element("option", "", name);
      option.value = code;
      this.find(".country").append(option);
    }
  }

  listen() {
    this.find(".compose").addEventListener("submit", (event) => {
      event.preventDefault();
      const body = this.field.value.trim();
      if (!body) return;
      this.field.value = "";
      this.send(body);
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.find(".compose").requestSubmit();
    });
    this.find(".owner").addEventListener("click", () => this.editOwner(this.find(".identity").hidden));
    const identity = this.find(".identity");
    identity.addEventListener("submit", (event) => {
      event.preventDefault();
      this.editOwner(false);
    });
    identity.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.editOwner(false);
    });
    identity.addEventListener("change", () => {
      this.become({
        country: this.find(".country").value,
        name: this.find(".name").value.trim(),
        channel: this.find(".channel").value,
      });
      this.switchRcs();
      this.onPerson(this);
    });
  }

  /** Show or hide the form with the name and the country. */
  editOwner(isOpen) {
    this.find(".identity").hidden = !isOpen;
    this.find(".owner").setAttribute("aria-expanded", isOpen);
    (isOpen ? this.find(".name") : this.find(".owner")).focus();
  }

  send(body) {
    return this.say(body, "/simulator/texts", { number: this.number, body });
  }

  /** Tap the quick reply `title` under the bot's message `id`. */
  tap(title, id) {
    return this.say(title, "/simulator/taps", { number: this.number, button_of: id, title });
  }

  async say(body, path, request) {
    this.complain("");
    const pending = this.bubble({ voice: "person", body }, "pending");
    this.bubbles.append(pending);
    this.answering(+1);
    try {
      await call(path, request);
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
    this.root.classList.add("has-texts");
    this.scroll();
  }

  complain(words) {
    this.find(".trouble").textContent = words;
    this.find(".trouble").hidden = !words;
  }

  async load() {
    const { number } = this;
    const query = new URLSearchParams({ number, after: this.lastId });
    const state = await call(`/simulator/state?${query}`);
    // The phone changed hands while the answer was on its way.
    if (number !== this.number) return this.load();
    if (this.hasLoaded && this.lastId && state.timezone !== this.state.timezone) {
      this.forget(); // the person moved, so every time on the screen changes
      return this.load();
    }
    if (!this.hasLoaded && state.channel !== this.person.channel) this.switchRcs();
    this.state = state;
    this.label();
    for (const bubble of state.bubbles) this.show(bubble);
    if (state.bubbles.length) {
      this.root.classList.add("has-texts");
      this.scroll();
    }
    this.hasLoaded = true;
    return this.onState(state, this);
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
    const day = this.format.day(at);
    const pending = this.bubbles.querySelector(".pending");
    if (day !== this.lastDay) {
      this.bubbles.insertBefore(element("li", "day", day), pending);
      this.lastDay = day;
      this.lastStamp = null;
    }
    const item = this.bubble(bubble, this.hasLoaded ? "fresh" : "");
    // The text typed here is on the screen already: its bubble only stops being pending.
    if (bubble.voice === "person" && pending?.textContent === item.textContent) {
      item.classList.remove("fresh");
      pending.remove();
    }
    const stamp = element("time", "at", this.format.time(at));
    stamp.dateTime = bubble.at;
    const key = `${bubble.voice} ${stamp.textContent}`;
    if (this.lastStamp?.key === key) this.lastStamp.node.remove(); // one time for bubbles of the same minute
    this.lastStamp = { key, node: stamp };
    item.append(stamp);
    this.bubbles.insertBefore(item, this.bubbles.querySelector(".pending"));
  }

  bubble({ voice, body, channel = "", buttons = [], button_of: id }, mood) {
    const item = element("li", `${voice} ${channel} ${mood}`.trim().replace("  ", " "));
    const words = element("div", "bubble");
    words.dir = "auto";
    // Each line is a block of its own, so that a list item that wraps does not run into the next one.
    body.split("\n").forEach((line, place) => {
      if (place) words.append("\n"); // kept for copying; not shown between blocks
      words.append(element("span", LIST_ITEM.test(line) ? "line item" : "line", line));
    });
    item.append(element("span", "unseen", SPEAKERS[voice]), words);
    if (buttons.length) item.append(this.replies(buttons, id));
    return item;
  }

  replies(titles, id) {
    const group = element("div", "replies");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Quick replies");
    group.append(...titles.map((title) => {
      const button = element("button", "", title);
      button.type = "button";
      button.addEventListener("click", () => this.tap(title, id));
      return button;
    }));
    return group;
  }

  scroll() {
    this.log.scrollTop = this.log.scrollHeight;
  }

  tick(now) {
    this.find(".status-time").textContent = this.format.time(now);
  }
}
