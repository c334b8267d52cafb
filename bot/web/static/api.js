// Shows the description at /openapi.json. Everything is put in as text, never as HTML.

const VERBS = ["post", "get", "delete"];

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// Paragraphs, and what stands between backquotes as code.
function prose(text) {
  return text.trim().split(/\n\s*\n/).map((paragraph) =>
    make("p", {}, ...paragraph.split(/`([^`]*)`/).map((part, n) => (n % 2 ? make("code", {}, part) : part))));
}

function inline(text = "") {
  return prose(text).flatMap((paragraph) => [...paragraph.childNodes]);
}

function nameOf(schema) {
  return schema.$ref?.split("/").at(-1);
}

// What a value may be, in a few words, with links to the models.
function kind(schema) {
  const name = nameOf(schema);
  if (name) return [make("a", { href: `#${name}` }, name)];
  if (schema.const !== undefined) return [make("code", {}, JSON.stringify(schema.const))];
  if (schema.enum) return [schema.enum.map((one) => JSON.stringify(one)).join(", ")];
  if (schema.anyOf) return schema.anyOf.flatMap((one, n) => (n ? [" or ", ...kind(one)] : kind(one)));
  if (schema.type === "array") return ["list of ", ...kind(schema.items ?? {})];
  const bounds = [
    schema.format,
    schema.minimum !== undefined && `at least ${schema.minimum}`,
    schema.maximum !== undefined && `at most ${schema.maximum}`,
    schema.maxLength !== undefined && `up to ${schema.maxLength} characters`,
  ].filter(Boolean);
  const type = [schema.type ?? "anything"].flat().join(" or ");
  return [bounds.length ? `${type} (${bounds.join(", ")})` : type];
}

function table(head, rows) {
  return make("table", {},
    make("thead", {}, make("tr", {}, ...head.map((cell) => make("th", { scope: "col" }, cell)))),
    make("tbody", {}, ...rows.map((cells) => make("tr", {}, ...cells.map((cell) => make("td", {}, ...[cell].flat()))))));
}

function example(schemas, schema) {
  const model = schemas[nameOf(schema)] ?? schema;
  const given = Object.entries(model.properties ?? {})
    .filter(([, field]) => field.examples)
    .filter(([name]) => model.required?.includes(name) || name === "minutes");
  return Object.fromEntries(given.map(([name, field]) => [name, field.examples[0]]));
}

function curl(path, verb, operation, schemas) {
  const lines = [`curl ${verb === "get" ? "" : `-X ${verb.toUpperCase()} `}https://bot.example.com${path}`,
    '-H "Authorization: Bearer $BOT_API_TOKEN"'];
  const body = operation.requestBody?.content["application/json"]?.schema;
  if (body) {
    lines.push('-H "Content-Type: application/json"', `-d '${JSON.stringify(example(schemas, body))}'`);
  }
  return make("pre", {}, make("code", {}, lines.join(" \\\n  ")));
}

function operationSection(path, verb, operation, schemas) {
  const section = make("section", { id: operation.operationId },
    make("h3", {}, make("span", { class: `verb ${verb}` }, verb.toUpperCase()), make("code", {}, path)),
    make("p", {}, operation.summary), curl(path, verb, operation, schemas));
  if (operation.parameters) {
    section.append(make("h4", {}, "Parameters"), table(["name", "in", "kind", "meaning"], operation.parameters.map((one) =>
      [make("code", {}, one.name), one.in, kind(one.schema), inline(one.description)])));
  }
  if (operation.requestBody) {
    const content = operation.requestBody.content;
    section.append(make("h4", {}, "Body"), make("p", {}, ...kind(Object.values(content)[0].schema), " as ",
      Object.keys(content).join(" or ")));
  }
  section.append(make("h4", {}, "Answers"), table(["status", "meaning", "body"],
    Object.entries(operation.responses).map(([status, answer]) =>
      [make("code", {}, status), inline(answer.description), kind(Object.values(answer.content ?? {})[0]?.schema ?? {})])));
  return section;
}

function modelSection(name, schema) {
  const section = make("section", { id: name }, make("h3", {}, name), ...prose(schema.description ?? ""));
  if (schema.enum) section.append(make("p", { class: "kind" }, ...kind(schema)));
  if (schema.properties) {
    section.append(table(["field", "kind", "meaning"], Object.entries(schema.properties).map(([field, about]) =>
      [[make("code", {}, field), schema.required?.includes(field) ? make("span", { class: "quiet" }, " required") : ""],
        kind(about), inline(about.description)])));
  }
  return section;
}

function problemSection(kinds) {
  return make("section", { id: "problems" }, make("h2", {}, "Problems"),
    ...prose("`type` of a problem is the address of its line here, so that programs can tell them apart."),
    table(["type", "status", "meaning"], kinds.map(([anchor, about]) =>
      [make("code", { id: anchor }, `/docs#${anchor}`), String(about.status), inline(about.meaning)])));
}

function show(description) {
  const schemas = description.components.schemas;
  const content = document.getElementById("content");
  const contents = document.getElementById("contents");
  const enter = (anchor, ...text) => contents.append(make("li", {}, make("a", { href: `#${anchor}` }, ...text)));
  document.getElementById("title").textContent = `${description.info.title}: the interface for programs`;
  document.getElementById("version").textContent = `version ${description.info.version}`;
  content.replaceChildren(...prose(description.info.description));
  for (const tag of description.tags) {
    content.append(make("h2", {}, tag.name), ...prose(tag.description));
    for (const [path, operations] of Object.entries(description.paths)) {
      for (const verb of VERBS.filter((one) => operations[one]?.tags.includes(tag.name))) {
        content.append(operationSection(path, verb, operations[verb], schemas));
        enter(operations[verb].operationId, operations[verb].summary);
      }
    }
  }
  content.append(make("h2", { id: "models" }, "Models"));
  enter("models", "Models");
  for (const [name, schema] of Object.entries(schemas)) content.append(modelSection(name, schema));
  content.append(problemSection(Object.entries(description["x-problems"])));
  enter("problems", "Problems");
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

try {
  const answer = await fetch("/openapi.json");
  if (!answer.ok) throw new Error(`the bot answered ${answer.status}`);
  show(await answer.json());
} catch (error) {
  document.getElementById("content").replaceChildren(
    make("p", { role: "alert" }, `The description could not be loaded: ${error.message}`));
}
