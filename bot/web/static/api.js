// Shows the description at /openapi.json. Everything is inserted as text, never as HTML.

import { inline, kindOf, make, nameOf, prose, table } from "./elements.js";
import { tryForm } from "./try.js";

const METHODS = ["post", "get", "delete"];

const json = (value) => make("pre", {}, make("code", {}, JSON.stringify(value, null, 2)));
const code = (text) => make("code", {}, text);

/** The examples of a media type, as `[title, value]`. */
function examplesOf(content) {
  if (content.example !== undefined) return [["Example", content.example]];
  return Object.values(content.examples ?? {}).map((one) => [one.summary, one.value]);
}

function responseDetails(status, response) {
  const content = Object.values(response.content ?? {})[0] ?? {};
  const mood = status.startsWith("2") ? "good" : "bad";
  const details = make("details", { class: "response" },
    make("summary", {}, make("span", { class: `status ${mood}` }, status), " ", make("span", {}, ...inline(response.description))));
  if (content.schema) {
    details.append(make("p", { class: "quiet" }, ...kindOf(content.schema), " as ", code(Object.keys(response.content)[0])));
  }
  if (response.headers) {
    details.append(table(["header", "meaning"], Object.entries(response.headers).map(([name, about]) =>
      [code(name), inline(about.description)])));
  }
  const examples = examplesOf(content);
  for (const [title, value] of examples) {
    if (examples.length > 1) details.append(make("h5", {}, title));
    details.append(json(value));
  }
  return details;
}

function operationSection(path, method, operation, schemas) {
  const id = operation.operationId;
  const section = make("section", { id, class: "card operation", "aria-labelledby": `${id}-title` },
    make("h3", { id: `${id}-title` }, operation.summary),
    make("p", { class: "route" }, make("span", { class: `method ${method}` }, method.toUpperCase()), code(path)));
  if (operation.description) section.append(...prose(operation.description));
  if (operation.security) {
    section.append(make("p", { class: "quiet" }, "Takes the signature of a Twilio request or a bearer token."));
  }
  if (operation.parameters) {
    section.append(make("h4", {}, "Parameters"), table(["name", "in", "type", "meaning"], operation.parameters.map((one) =>
      [code(one.name), one.in, kindOf(one.schema), inline(one.description)])));
  }
  if (operation.requestBody) {
    const { content } = operation.requestBody;
    section.append(make("h4", {}, "Request body"), make("p", {}, ...kindOf(Object.values(content)[0].schema), " as ",
      ...Object.keys(content).flatMap((type, place) => (place ? [" or ", code(type)] : [code(type)]))));
  }
  section.append(make("h4", {}, "Responses"),
    ...Object.entries(operation.responses).map(([status, response]) => responseDetails(status, response)),
    tryForm(path, method, operation, schemas));
  return section;
}

function modelDetails(name, schema) {
  const details = make("details", { id: name, class: "model" },
    make("summary", {}, make("h3", {}, name)), ...prose(schema.description ?? ""));
  if (schema.enum) details.append(make("p", { class: "quiet" }, "One of ", ...kindOf(schema), "."));
  if (schema.properties) {
    details.append(table(["field", "type", "meaning"], Object.entries(schema.properties).map(([field, about]) => {
      const required = schema.required?.includes(field) ? [" ", make("span", { class: "required" }, "required")] : [];
      return [[code(field), ...required], kindOf(about), inline(about.description)];
    })));
  }
  return details;
}

function modelsSection(schemas) {
  const models = Object.entries(schemas).map(([name, schema]) => modelDetails(name, schema));
  const all = make("button", { type: "button", class: "button" }, "Expand all");
  all.addEventListener("click", () => {
    const isOpening = models.some((one) => !one.open);
    for (const one of models) one.open = isOpening;
  });
  for (const model of models) {
    model.addEventListener("toggle", () => {
      all.textContent = models.some((one) => !one.open) ? "Expand all" : "Collapse all";
    });
  }
  return make("section", { id: "models" }, make("div", { class: "bar" }, make("h2", {}, "Models"), all), ...models);
}

function problemsSection(kinds) {
  return make("section", { id: "problems" }, make("h2", {}, "Problems"),
    ...prose("The `type` of a problem is a link to its row here. Programs can rely on it to tell problems apart."),
    table(["type", "status", "meaning"], kinds.map(([anchor, about]) =>
      [make("code", { id: anchor }, `/docs#${anchor}`), String(about.status), inline(about.meaning)])));
}

/** Scroll to what the address names, and open it if it is collapsed. */
function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let one = target; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  target.scrollIntoView();
}

function show(description) {
  const { schemas } = description.components;
  const content = document.getElementById("content");
  const contents = document.getElementById("contents");
  const enter = (anchor, kind, ...text) => contents.append(make("li", { class: kind }, make("a", { href: `#${anchor}` }, ...text)));
  document.getElementById("title").textContent = `${description.info.title}: HTTP API`;
  document.getElementById("version").textContent = `Version ${description.info.version}, `;
  document.getElementById("about").replaceChildren(...prose(description.info.description));
  for (const tag of description.tags) {
    const title = tag.name[0].toUpperCase() + tag.name.slice(1);
    content.append(make("h2", { id: tag.name }, title), ...prose(tag.description));
    contents.append(make("li", { class: "group" }, make("a", { href: `#${tag.name}` }, title)));
    for (const [path, operations] of Object.entries(description.paths)) {
      for (const method of METHODS.filter((one) => operations[one]?.tags.includes(tag.name))) {
        content.append(operationSection(path, method, operations[method], schemas));
        enter(operations[method].operationId, "call", make("span", { class: `method ${method}` }, method.toUpperCase()),
          operations[method].summary);
      }
    }
  }
  contents.append(make("li", { class: "group" }, make("a", { href: "#models" }, "Models")));
  for (const name of Object.keys(schemas)) enter(name, "model-link", name);
  contents.append(make("li", { class: "group" }, make("a", { href: "#problems" }, "Problems")));
  content.append(modelsSection(schemas), problemsSection(Object.entries(description["x-problems"])));
  addEventListener("hashchange", reveal);
  // A second click on the same link changes no address, but the model may have been collapsed since.
  document.addEventListener("click", (event) => {
    if (event.target.closest("a")?.getAttribute("href") === location.hash) reveal();
  });
  reveal();
}

try {
  const answer = await fetch("/openapi.json");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  show(await answer.json());
} catch (error) {
  document.getElementById("about").replaceChildren(
    make("p", { role: "alert" }, `The description could not be loaded: ${error.message}`));
}
