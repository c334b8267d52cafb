// The people whose phones the page shows: their countries and numbers, and how numbers and times are written there.

/**
 * Each country has one number for the first phone and one for the second. Where a regulator reserves numbers for fiction,
 * they come from that range; Brazil, India, Japan, Mexico and Spain reserve none, so theirs are made up. Nothing is ever
 * sent to any of them. The number decides which time zone the bot assumes first.
 *
 * Sources: NANPA (555-0100 to 555-0199), Ofcom "Telephone numbers for use in TV and radio drama", ComReg (020 91x xxxx),
 * ARCEP (06 39 98), Bundesnetzagentur (0171 39200 00 to 99), PTS (070-174 06 05 to 99), ACMA "Phone numbers for use in TV
 * shows, films and creative works".
 */
export const COUNTRIES = [
  { code: "US", name: "United States (Chicago)", clock: 12, numbers: { "+13125550123": "(312) 555-0123", "+13125550124": "(312) 555-0124" } },
  { code: "US-LA", name: "United States (Los Angeles)", clock: 12, numbers: { "+12135550123": "(213) 555-0123", "+12135550124": "(213) 555-0124" } },
  { code: "CA", name: "Canada (Toronto)", clock: 12, numbers: { "+14165550123": "(416) 555-0123", "+14165550124": "(416) 555-0124" } },
  { code: "AU", name: "Australia", clock: 12, numbers: { "+61491570006": "+61 491 570 006", "+61491570156": "+61 491 570 156" } },
  { code: "BR", name: "Brazil (São Paulo)", clock: 24, numbers: { "+5511900000123": "+55 11 90000-0123", "+5511900000124": "+55 11 90000-0124" } },
  { code: "FR", name: "France", clock: 24, numbers: { "+33639980123": "+33 6 39 98 01 23", "+33639980124": "+33 6 39 98 01 24" } },
  { code: "DE", name: "Germany", clock: 24, numbers: { "+491713920023": "+49 171 3920023", "+491713920024": "+49 171 3920024" } },
  { code: "IN", name: "India", clock: 12, numbers: { "+915550000123": "+91 5550 000 123", "+915550000124": "+91 5550 000 124" } },
  { code: "IE", name: "Ireland", clock: 24, numbers: { "+353209100123": "+353 20 910 0123", "+353209100124": "+353 20 910 0124" } },
  { code: "JP", name: "Japan", clock: 24, numbers: { "+819000000123": "+81 90-0000-0123", "+819000000124": "+81 90-0000-0124" } },
  { code: "MX", name: "Mexico (Mexico City)", clock: 12, numbers: { "+525500000123": "+52 55 0000 0123", "+525500000124": "+52 55 0000 0124" } },
  { code: "ES", name: "Spain", clock: 24, numbers: { "+34600000123": "+34 600 00 01 23", "+34600000124": "+34 600 00 01 24" } },
  { code: "SE", name: "Sweden", clock: 24, numbers: { "+46701740605": "+46 70 174 06 05", "+46701740606": "+46 70 174 06 06" } },
  { code: "GB", name: "United Kingdom", clock: 24, numbers: { "+447700900123": "+44 7700 900123", "+447700900124": "+44 7700 900124" } },
];
export const MOST_PHONES = 2;
export const CHANNELS = { sms: "SMS", rcs: "RCS", whatsapp: "WhatsApp" };
const WHATSAPP = "whatsapp:";
const STORAGE_KEY = "reminder-bot.people";

export function countryOf(code) {
  return COUNTRIES.find((country) => country.code === code) ?? COUNTRIES[0];
}

/** The number of the phone in this place (0 or 1) if its owner lives in the country `code`. */
export function numberIn(code, place) {
  return Object.keys(countryOf(code).numbers)[place];
}

/** Where the bot writes to: a phone on WhatsApp has an address of its own, RCS and SMS of a number share one. */
export function addressOf(number, channel) {
  return channel === "whatsapp" ? WHATSAPP + number : number;
}

/** "(312) 555-0123", or "(312) 555-0123 on WhatsApp". */
export function pretty(address) {
  if (address.startsWith(WHATSAPP)) return `${pretty(address.slice(WHATSAPP.length))} on WhatsApp`;
  const number = address;
  const known = COUNTRIES.find((country) => number in country.numbers)?.numbers[number];
  if (known) return known;
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return american ? `(${american[1]}) ${american[2]}-${american[3]}` : number;
}

/** The people of the last visit, one per phone: `{ country, name, channel }`. */
export function savedPeople() {
  let saved = [];
  try {
    saved = JSON.parse(localStorage.getItem(STORAGE_KEY)) ?? [];
  } catch {
    // No storage in this browser, or something else wrote there: start with one phone.
  }
  const people = (Array.isArray(saved) ? saved : []).slice(0, MOST_PHONES)
    .map((one) => ({ country: countryOf(one?.country).code, name: String(one?.name ?? "").slice(0, 30), channel: one?.channel in CHANNELS ? one.channel : "sms" }));
  return people.length ? people : [{ country: "US", name: "", channel: "sms" }];
}

export function savePeople(people) {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(people));
  } catch {
    // Without storage the page forgets them on reload; nothing else depends on it.
  }
}

/** Times as a person with this number reads them: in their zone, on a 12- or 24-hour clock. */
export class TimeFormat {
  constructor(number, zone) {
    this.zone = zone;
    this.clock = COUNTRIES.find((country) => number in country.numbers)?.clock ?? 12;
  }

  #format(options, moment) {
    try {
      return new Intl.DateTimeFormat("en-US", { ...options, timeZone: this.zone ?? undefined }).format(moment);
    } catch {
      return new Intl.DateTimeFormat("en-US", options).format(moment); // this browser does not know the zone
    }
  }

  time(moment) {
    const hours = this.clock === 12 ? { hour: "numeric", hourCycle: "h12" } : { hour: "2-digit", hourCycle: "h23" };
    return this.#format({ ...hours, minute: "2-digit" }, moment);
  }

  day(moment) {
    return this.#format({ weekday: "long", month: "long", day: "numeric" }, moment);
  }

  shortDay(moment) {
    return this.#format({ weekday: "short", month: "short", day: "numeric" }, moment);
  }
}
