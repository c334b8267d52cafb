// Reads {"texts": [{text, instant, offset}], "warm_up": [as texts], "again": n} on stdin;
// writes {"version", "answers": [{found, microseconds}]}.
// `instant` is ISO 8601, `offset` the zone's minutes east of UTC then. Started by contenders.py.
const fs = require("fs");
const { dirname, join } = require("path");

const name = process.env.CHRONO_NODE_PATH || "chrono-node";
const chrono = require(name);
const question = JSON.parse(fs.readFileSync(0, "utf8"));

// The release, from the nearest package.json that has one.
const releaseOf = (folder) => {
  const file = join(folder, "package.json");
  const release = fs.existsSync(file) && JSON.parse(fs.readFileSync(file, "utf8")).version;
  return release || (dirname(folder) === folder ? "?" : releaseOf(dirname(folder)));
};

const ask = ({ text, instant, offset }) =>
  chrono.parse(text, { instant: new Date(instant), timezone: offset }, { forwardDate: true });

const padded = (result, part, length = 2) => String(result.start.get(part) || 0).padStart(length, "0");
const clock = (result) => ["hour", "minute", "second"].map((part) => padded(result, part)).join(":");

const told = (result) => ({
  start: result.index,
  end: result.index + result.text.length,
  // Wall time, unless the text or a delay fixed the offset: chrono knows one offset, not the zone.
  wall: `${padded(result, "year", 4)}-${padded(result, "month")}-${padded(result, "day")}T${clock(result)}`,
  instant: result.start.isCertain("timezoneOffset") ? result.start.date().toISOString() : null,
});

question.warm_up.forEach(ask);
const timed = (one) => {
  const before = process.hrtime.bigint();
  const found = ask(one);
  const microseconds = Number(process.hrtime.bigint() - before) / 1000;
  return { found: found.map(told), microseconds };
};
const answers = question.texts.map(timed);
// As for the others: the slowest once more.
const slowest = [...answers.keys()].sort((a, b) => answers[b].microseconds - answers[a].microseconds);
for (const index of slowest.slice(0, question.again)) {
  const again = timed(question.texts[index]);
  if (again.microseconds < answers[index].microseconds) answers[index] = again;
}
process.stdout.write(JSON.stringify({ version: releaseOf(dirname(require.resolve(name))), answers }));
