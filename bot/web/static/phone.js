// The phone page: the phones, the clock, the carrier's faults and its ledger. The server's state is read again whenever the
// event stream says that something changed, so nothing is missed while the page was disconnected.

import { Phone } from "./conversation.js";
import { MOST_PHONES, pretty, savePeople, savedPeople } from "./people.js";
import { $, call, element } from "./server.js";

const RETRY_MS = 2000;
const ROWS = 8; // of the ledger, until it is expanded
const WAITING = ["scheduled", "queued"];
const OUTCOMES = { delivered: "Delivered", cancelled: "Cancelled", undelivered: "Not delivered" };

const phones = [];
const one = matchMedia("(max-width: 68.74rem)"); // as in the style sheet: room for one phone at a time
const sheet = matchMedia("(max-width: 47.99rem)"); // as in the style sheet: the controls open over the phone
let shown = 0;
let isExpanded = false;
let faultChanges = 0; // on their way to the carrier

class WoundClock {
  constructor() {
    this.aheadMs = 0;
    this.buttons = [...document.querySelectorAll("[data-wind]")];
    for (const button of this.buttons) button.addEventListener("click", () => this.wind(button));
  }

  set(now) {
    this.aheadMs = Date.parse(now) - Date.now();
    this.tick();
  }

  now() {
    return new Date(Date.now() + this.aheadMs);
  }

  tick() {
    const now = this.now();
    const { format } = phones[shown];
    $("clock-time").textContent = format.time(now);
    $("clock-time").dateTime = now.toISOString();
    const zone = format.zone ? `, ${format.zone.split("/").pop().replaceAll("_", " ")} time` : "";
    $("clock-date").textContent = format.day(now) + zone;
  }

  async wind(button) {
    const isJump = button.dataset.wind === "next";
    for (const each of this.buttons) each.disabled = true;
    $("clock-note").textContent = "";
    try {
      const wound = await call("/simulator/clock", { seconds: isJump ? "next" : Number(button.dataset.wind) });
      const words = arrivalWords(wound);
      $("clock-note").textContent = words || (isJump ? "No reminder is scheduled. Set one first." : "");
      await refreshAll();
    } catch (error) {
      $("clock-note").textContent = error.message;
    } finally {
      for (const each of this.buttons) each.disabled = false;
      button.focus({ preventScroll: true });
    }
  }
}

const textsGot = (count) => (count === 1 ? "a text" : `${count} texts`);

/** Who got texts, in a sentence or two; empty if nobody did. */
function arrivalWords({ arrived, numbers }) {
  const counts = { ...numbers };
  const words = [];
  const own = phones[shown].number;
  if (phones.length === 1 && counts[own]) {
    words.push(counts[own] === 1 ? "A text arrived." : `${counts[own]} texts arrived.`);
    delete counts[own];
  }
  const others = Object.entries(counts);
  for (const [number, count] of others.slice(0, 3)) {
    const owner = phones.find((phone) => phone.number === number)?.title ?? pretty(number);
    words.push(`${owner} got ${textsGot(count)}.`);
  }
  if (others.length > 3) words.push(`So did ${others.length - 3} more.`);
  const lost = arrived - Object.values(numbers).reduce((sum, count) => sum + count, 0);
  if (lost > 0) words.push(`${lost === 1 ? "One text" : `${lost} texts`} could not be delivered.`);
  return words.join(" ");
}

/** Waiting messages first, soonest on top; then those that have ended, latest on top. */
function showLedger(held, now) {
  const moment = (row) => Date.parse(row.ended_at ?? row.send_at);
  const isWaiting = (row) => WAITING.includes(row.state);
  const waiting = held.filter(isWaiting).sort((a, b) => moment(a) - moment(b));
  const ended = held.filter((row) => !isWaiting(row)).sort((a, b) => moment(b) - moment(a));
  const rows = [...waiting, ...ended];
  const visible = isExpanded ? rows : rows.slice(0, ROWS);
  $("ledger").replaceChildren(...visible.map((row) => ledgerRow(row, now)));
  $("ledger").hidden = held.length === 0;
  $("ledger-empty").hidden = held.length > 0;
  $("ledger-count").textContent = waiting.length ? `${waiting.length} waiting` : "";
  $("ledger-more").hidden = rows.length <= ROWS;
  $("ledger-more").textContent = isExpanded ? "Show fewer" : `Show ${rows.length - ROWS} more`;
  $("ledger-more").setAttribute("aria-expanded", isExpanded);
}

function ledgerRow(row, now) {
  const { format } = phones[shown];
  const item = element("li", `is-${row.state}`);
  const body = element("span", "body", row.body);
  body.title = row.body;
  body.dir = "auto";
  const at = new Date(row.ended_at ?? row.send_at);
  const day = format.shortDay(at);
  const when = `${day === format.shortDay(now) ? "" : `${day}, `}${format.time(at)}`;
  const owner = phones.find((phone) => phone.number === row.to_number)?.title ?? pretty(row.to_number);
  const to = row.to_number === phones[shown].number ? "" : ` to ${owner}`;
  const how = row.is_template ? " as a template" : "";
  item.append(
    body,
    element("span", "when", `${OUTCOMES[row.state] ?? "Sends"} ${when}${to}${how}`),
    element("span", "state", row.state),
  );
  return item;
}

function onState(state, phone) {
  $("offline").hidden = true;
  phone.tick(new Date(state.now));
  if (phone !== phones[shown]) return;
  clock.set(state.now);
  showLedger(state.held, new Date(state.now));
  showFaults(state.faults);
}

function showFaults({ down, lost_answers: lost, calls_hit: hit }) {
  if (!faultChanges) { // or else this may have been read before the switch was turned
    $("fault-down").checked = down;
    $("fault-lost").checked = lost;
  }
  const calls = hit === 1 ? "One call" : `${hit} calls`;
  let words = "Switch a fault on and set a reminder: no confirmed reminder gets lost.";
  let strip = "";
  if (down) {
    strip = "The carrier is down";
    words = hit ? `${calls} refused. The bot keeps the reminder and tries again.` : "Now set or delete a reminder.";
  } else if (lost) {
    strip = "The carrier’s responses get lost";
    words = hit ? `${calls} carried out, but the response was lost. The bot asks again, and nothing is sent twice.` : "Now set a reminder.";
  }
  if ($("fault-note").textContent !== words) $("fault-note").textContent = words;
  for (const phone of phones) {
    phone.find(".fault-strip").textContent = strip;
    phone.find(".fault-strip").hidden = !strip;
  }
}

function refreshAll() {
  return Promise.all(phones.map((phone) => phone.refresh()));
}

function addPhone(person = { country: "US", name: "", channel: "sms" }) {
  const phone = new Phone(phones.length, person, { onState, onPerson });
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
  phone.root.remove();
  showPhone(0);
  if (sheet.matches) phones[0].find(".open-desk").focus();
  else $("add-phone").focus();
}

/** The owner of a phone has another name or number. */
function onPerson(phone) {
  layOut();
  phone.refresh().catch(() => {});
}

function layOut() {
  savePeople(phones.map((phone) => phone.person));
  document.body.classList.toggle("two-phones", phones.length > 1);
  $("add-phone").disabled = phones.length === MOST_PHONES;
  phones.forEach((phone, place) => phone.root.classList.toggle("is-shown", place === shown));
  $("whose").replaceChildren(...phones.map((phone, place) => {
    const button = element("button", "", phone.title);
    button.type = "button";
    button.setAttribute("aria-pressed", place === shown);
    button.addEventListener("click", () => showPhone(place, true));
    return button;
  }));
  if (phones.length === MOST_PHONES) return;
  const add = element("button", "", "Add a phone");
  add.type = "button";
  add.addEventListener("click", () => {
    addPhone();
    showPhone(phones.length - 1, true);
  });
  $("whose").append(add);
}

/** On a narrow screen: show the phone in this place instead of the other one. */
function showPhone(place, keepsFocus = false) {
  shown = place;
  layOut();
  if (keepsFocus) $("whose").children[place].focus();
  refreshAll().catch(() => {});
  phones[shown].scroll();
}

/** On a phone: the controls are a sheet over the conversation, which cannot be reached meanwhile. */
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

function watch() {
  const events = new EventSource("/simulator/events");
  events.addEventListener("change", () => refreshAll().catch(() => {}));
  events.addEventListener("error", () => {
    $("offline").hidden = false;
    if (events.readyState !== EventSource.CLOSED) return; // the browser reconnects by itself
    setTimeout(watch, RETRY_MS);
  });
}

async function setFaults() {
  const faults = { down: $("fault-down").checked, lost_answers: $("fault-lost").checked };
  faultChanges += 1;
  try {
    await call("/simulator/faults", faults);
    await refreshAll(); // also waits for what was being read
  } catch (error) {
    $("fault-note").textContent = error.message;
  } finally {
    faultChanges -= 1;
  }
}

$("add-phone").addEventListener("click", () => {
  const phone = addPhone();
  if (one.matches) showPhone(phones.length - 1);
  phone.field.focus();
});
$("close-desk").addEventListener("click", () => openDesk(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && $("desk").classList.contains("is-open")) openDesk(false);
});
sheet.addEventListener("change", () => {
  if ($("desk").classList.contains("is-open")) openDesk(false);
});
one.addEventListener("change", () => {
  if (!one.matches) showPhone(0);
});
$("ledger-more").addEventListener("click", () => {
  isExpanded = !isExpanded;
  phones[shown].refresh().catch(() => {});
});
$("fault-down").addEventListener("change", setFaults);
$("fault-lost").addEventListener("change", setFaults);

const clock = new WoundClock();
for (const person of savedPeople()) addPhone(person);
if (matchMedia("(hover: hover)").matches) phones[0].field.focus();
setInterval(() => {
  clock.tick();
  for (const phone of phones) phone.tick(clock.now());
}, 1000);
watch();
